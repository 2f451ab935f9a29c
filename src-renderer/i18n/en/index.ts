import app from './app'
import code from './code'
import batch from './batch'
import commands from './commands'
import common from './common'
import compare from './compare'
import compose from './compose'
import credentials from './credentials'
import document from './document'
import dryRun from './dry-run'
import errors from './errors'
import exchange from './exchange'
import explain from './explain'
import fields from './fields'
import gateway from './gateway'
import guard from './guard'
import history from './history'
import hits from './hits'
import order from './order'
import paste from './paste'
import pasteNotes from './paste-notes'
import profiles from './profiles'
import safety from './safety'
import reuse from './reuse'
import search from './search'
import signature from './signature'
import storage from './storage'
import templates from './templates'
import transfer from './transfer'
import type { Messages } from '../zh-CN'

/** Every English message. */
export const en: Messages = {
  app,
  code,
  batch,
  commands,
  common,
  compare,
  compose,
  credentials,
  document,
  dryRun,
  errors,
  exchange,
  explain,
  fields,
  gateway,
  guard,
  history,
  hits,
  order,
  paste,
  pasteNotes,
  profiles,
  safety,
  reuse,
  search,
  signature,
  storage,
  templates,
  transfer,
}
