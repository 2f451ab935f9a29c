import { operationNamed } from '@shared/catalog'
import { AppError } from '@shared/errors'
import type { Template } from '@shared/template/template-contract'
import type { Expansion } from '@shared/variables/variables'
import type { DatabaseClient } from '../../database/client'
import { DraftExpander, type TypedDraft } from '../../exchange/draft-expander'
import { contentOf } from '../../exchange/exchange-service'
import { performExchange, requestOf } from '../../exchange/perform-exchange'
import { takeInTemplates, writeTemplates } from '../../templates/template-folder'
import { storedVariables } from '../../templates/templates'
import { setValues, variablesOf } from '../batch-plan'
import { EXIT, UsageError, readOptions, type Command } from '../command'
import { commandGuard, exchangeTools } from '../exchange-tools'
import { findTemplate, templatesOf } from '../find-template'
import { withHistory } from '../open-history'
import { exchangeDocument, exchangeLine, exitCodeOf, printable } from '../print-exchange'
import { ACCOUNT_OPTIONS, NO_PROFILE_ID, accountOf } from './send'

const KEPT_OPTIONS = { history: { type: 'string' }, json: { type: 'boolean', default: false } } as const
const SEND_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  ...KEPT_OPTIONS,
  set: { type: 'string', multiple: true },
  var: { type: 'string', multiple: true },
  confirm: { type: 'string' },
  'send-anyway': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

/** `lysession template`: the window's templates from a terminal; a send of one goes the way of the window's. */
export const templateCommand: Command = (parameters, surroundings) => {
  const [name = '', ...rest] = parameters
  const command = { list, export: exportTemplates, import: importTemplates, send }[name]
  if (command === undefined) throw new UsageError('template list, export, import or send')
  return command(rest, surroundings)
}

const list: Command = async (parameters, surroundings) => {
  const { values } = readOptions(parameters, KEPT_OPTIONS)
  const templates = await withHistory(values.history, true, surroundings, async (database) => (await templatesOf(database, surroundings)).list())
  surroundings.write(values.json ? `${JSON.stringify(templates)}\n` : templates.map(templateLine).join(''))
  return EXIT.succeeded
}

/** `template export FOLDER [NAME…]`: all of them when none is named. */
const exportTemplates: Command = async (parameters, surroundings) => {
  const { values, positionals } = readOptions(parameters, KEPT_OPTIONS)
  const [folder, ...named] = positionals
  if (folder === undefined) throw new UsageError('template export FOLDER')
  return withHistory(values.history, true, surroundings, async (database) => {
    const kept = await (await templatesOf(database, surroundings)).list()
    const wanted = named.length === 0 ? kept : named.map((name) => keptNamed(name, kept))
    const written = await writeTemplates(folder, wanted)
    surroundings.write(values.json ? `${JSON.stringify(written)}\n` : `written ${written.written}  unchanged ${written.unchanged}  kept ${written.kept.length}\n`)
    for (const path of written.kept) surroundings.writeError(printable(`${path}: not a file of that template, left as it is\n`))
    return written.kept.length === 0 ? EXIT.succeeded : EXIT.failed
  })
}

const importTemplates: Command = async (parameters, surroundings) => {
  const { values, positionals } = readOptions(parameters, KEPT_OPTIONS)
  if (positionals.length === 0) throw new UsageError('template import FOLDER|FILE…')
  return withHistory(values.history, false, surroundings, async (database) => {
    const taken = await takeInTemplates(positionals, await templatesOf(database, surroundings))
    surroundings.write(values.json ? `${JSON.stringify(taken)}\n` : `added ${taken.added}  changed ${taken.changed}  same ${taken.same}  unread ${taken.unread.length}\n`)
    for (const { file, problem } of taken.unread) surroundings.writeError(`${printable(file)}: ${problem}\n`)
    return taken.unread.length === 0 ? EXIT.succeeded : EXIT.failed
  })
}

const send: Command = async (parameters, surroundings) => {
  const { values, positionals } = readOptions(parameters, SEND_OPTIONS)
  const [named] = positionals
  if (named === undefined) throw new UsageError('template send NAME, or the path of a template file')
  return withHistory(values.history, false, surroundings, async (database) => {
    const template = await findTemplate(named, await templatesOf(database, surroundings))
    const operation = operationNamed(template.operation)
    const { profile, ...secrets } = await accountOf({ ...values, format: values.format ?? template.format ?? undefined, 'sign-method': values['sign-method'] ?? template.signMethod ?? undefined }, database, surroundings)
    const typed = { profileId: profile.id, values: { ...template.values, ...setValues(operation, values.set ?? []) }, variables: { ...template.variables, ...variablesOf(values.var ?? []) } }
    const draft = { operation: operation.name, format: profile.format, signMethod: profile.signMethod }
    if (values['dry-run']) {
      const content = contentOf(draft, profile, await expand(typed, database, true), true)
      const { stored } = requestOf({ ...content, ...secrets, gatewayUrl: profile.gatewayUrl }, Date.now(), exchangeTools(database, surroundings).userAgent)
      const body = Buffer.from(stored.body).toString('utf8')
      surroundings.write(values.json ? `${JSON.stringify({ operation: operation.name, gatewayUrl: profile.gatewayUrl, head: stored.head, body })}\n` : `${stored.head}${body}\n`)
      return EXIT.succeeded
    }
    // Before the draft is expanded: what is not let through takes no number.
    await commandGuard().admit(profile, values.confirm ?? null)
    const content = contentOf(draft, profile, await expand(typed, database, false), values['send-anyway'])
    const summary = await performExchange({ ...content, ...secrets, gatewayUrl: profile.gatewayUrl, signal: surroundings.signal }, exchangeTools(database, surroundings))
    surroundings.write(values.json ? `${await exchangeDocument(await database.history.read(summary.id))}\n` : `${exchangeLine(summary)}\n`)
    return exitCodeOf(summary)
  })
}

function expand(draft: TypedDraft, database: DatabaseClient, isPreview: boolean): Promise<Expansion> {
  const takeSequence = (profileId: string): Promise<string> => {
    // A number is counted on for a profile; who sends without one has nothing to count on.
    if (profileId === NO_PROFILE_ID) throw new UsageError('{{seq}} needs --profile, or a value by --set')
    return database.templates.takeSequence(profileId)
  }
  const expander = new DraftExpander({ readVariables: (profileId) => storedVariables(database.templates, profileId), takeSequence }, Date.now)
  return isPreview ? expander.preview(draft) : expander.expand(draft)
}

function keptNamed(named: string, kept: readonly Template[]): Template {
  const found = kept.find((template) => template.id === named || pathOf(template) === named)
  if (found === undefined) throw new AppError('template.unknown')
  return found
}

function pathOf({ folder, name }: Template): string {
  return folder === '' ? name : `${folder}/${name}`
}

function templateLine(template: Template): string {
  return `${printable([template.id, pathOf(template), template.operation].join('  '))}\n`
}
