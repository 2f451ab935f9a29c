import app from './app'
import batch from './batch'
import commands from './commands'
import common from './common'
import compare from './compare'
import compose from './compose'
import credentials from './credentials'
import document from './document'
import errors from './errors'
import exchange from './exchange'
import explain from './explain'
import fields from './fields'
import gateway from './gateway'
import history from './history'
import hits from './hits'
import order from './order'
import profiles from './profiles'
import safety from './safety'
import reuse from './reuse'
import search from './search'
import signature from './signature'
import storage from './storage'
import transfer from './transfer'
import type { Messages } from '../zh-CN'

/** Every English message. */
export const en: Messages = {
  app,
  batch,
  commands,
  common,
  compare,
  compose,
  credentials,
  document,
  errors,
  exchange,
  explain,
  fields,
  gateway,
  history,
  hits,
  order,
  profiles,
  safety,
  reuse,
  search,
  signature,
  storage,
  transfer,
}
