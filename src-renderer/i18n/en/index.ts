import app from './app'
import common from './common'
import compose from './compose'
import credentials from './credentials'
import document from './document'
import errors from './errors'
import exchange from './exchange'
import fields from './fields'
import history from './history'
import profiles from './profiles'
import type { Messages } from '../zh-CN'

/** Every English message. */
export const en: Messages = { app, common, compose, credentials, document, errors, exchange, fields, history, profiles }
