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
import type { MessagesOf } from '../messages-of'

/** Every Chinese message: the source all other languages are checked against. */
export const zhCN = { app, common, compose, credentials, document, errors, exchange, fields, history, profiles } as const

export type Messages = MessagesOf<typeof zhCN>
