import app from './app'
import common from './common'
import compose from './compose'
import credentials from './credentials'
import errors from './errors'
import exchange from './exchange'
import fields from './fields'
import history from './history'
import profiles from './profiles'
import signature from './signature'
import type { MessagesOf } from '../messages-of'

/** Every Chinese message: the source all other languages are checked against. */
export const zhCN = { app, common, compose, credentials, errors, exchange, fields, history, profiles, signature } as const

export type Messages = MessagesOf<typeof zhCN>
