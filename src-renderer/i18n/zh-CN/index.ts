import app from './app'
import common from './common'
import compose from './compose'
import credentials from './credentials'
import document from './document'
import errors from './errors'
import exchange from './exchange'
import explain from './explain'
import fields from './fields'
import gateway from './gateway'
import history from './history'
import profiles from './profiles'
import signature from './signature'
import transfer from './transfer'
import type { MessagesOf } from '../messages-of'

/** Every Chinese message: the source all other languages are checked against. */
export const zhCN = {
  app,
  common,
  compose,
  credentials,
  document,
  errors,
  exchange,
  explain,
  fields,
  gateway,
  history,
  profiles,
  signature,
  transfer,
} as const

export type Messages = MessagesOf<typeof zhCN>
