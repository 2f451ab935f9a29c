import type { Batch } from '@shared/batch/batch-contract'
import { AppError } from '@shared/errors'
import type { TemplateContent } from '@shared/template/template-contract'
import { Batches, type BatchProfile } from '../../batch/batches'
import { BatchFiles } from '../../batch/files/batch-files'
import { batchVariables } from '../../batch/batch-services'
import { secretFinder } from '../../credentials/held-secret'
import type { DatabaseClient } from '../../database/client'
import { randomFraction } from '../../exchange/draft-expander'
import { contentOf } from '../../exchange/exchange-service'
import { performExchange } from '../../exchange/perform-exchange'
import { Profiles } from '../../profiles/profiles'
import { batchLine, checkLines, exitCodeOfBatch, pauseLine } from '../batch-lines'
import { paceOf, planOf } from '../batch-plan'
import { EXIT, UsageError, oneOf, operationFrom, readOptions, type Command, type CommandSurroundings } from '../command'
import { commandGuard, exchangeTools } from '../exchange-tools'
import { findTemplate, templatesOf } from '../find-template'
import { withHistory } from '../open-history'
import { ACCOUNT_OPTIONS, accountOf, type Account } from './send'

const PROGRESS_EVERY_MS = 1_000
const OPTIONS = {
  ...ACCOUNT_OPTIONS,
  operation: { type: 'string' },
  template: { type: 'string' },
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  concurrency: { type: 'string' },
  rate: { type: 'string' },
  check: { type: 'boolean', default: false },
  'send-anyway': { type: 'boolean', default: false },
  resume: { type: 'string' },
  'retry-failed': { type: 'string' },
  'decide-unknown': { type: 'string' },
  confirm: { type: 'string' },
  history: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

type BatchOptions = ReturnType<typeof readBatchOptions>['values']

/** `lysession batch`: the rows of a file one by one, kept like the window's; interrupted, it pauses in order and can be resumed. */
export const batchCommand: Command = async (parameters, surroundings) => {
  const { values, positionals } = readBatchOptions(parameters)
  const known = values.resume ?? values['retry-failed'] ?? null
  const [file] = positionals
  if ([file, values.resume, values['retry-failed']].filter((one) => one !== undefined).length !== 1) throw new UsageError('batch FILE, --resume ID or --retry-failed ID')
  return withHistory(values.history, known !== null, surroundings, async (database) => {
    const template = values.template === undefined ? null : await findTemplate(values.template, await templatesOf(database, surroundings))
    const account = await accountOf(known === null ? withTemplate(values, template) : await accountOptionsOf(known, values, database), database, surroundings)
    const batches = batchesOf(account, database, surroundings)
    const begun = known === null ? await begin(file ?? '', withTemplate(values, template), template, account, batches, surroundings) : await goOn(known, values, batches)
    if (typeof begun === 'number') return begun
    const pause = (): void => void batches.pause(begun.id).catch((error: unknown) => surroundings.writeError(`${String(error)}\n`))
    surroundings.signal.addEventListener('abort', pause)
    if (surroundings.signal.aborted) pause()
    const done = await batches.settled(begun.id)
    surroundings.writeError(pauseLine(done, surroundings.environment))
    surroundings.write(values.json ? `${JSON.stringify(done)}\n` : batchLine(done, Date.now()))
    // A batch that did not end has no results of its own accord. Should they not be written, all else has been said.
    if (done.state !== 'finished') surroundings.writeError(`${await batches.writeResults(done.id)}\n`)
    return exitCodeOfBatch(done)
  })
}

function readBatchOptions(parameters: readonly string[]) {
  return readOptions(parameters, OPTIONS)
}

/** What the template says of how to send, where no option says otherwise. */
function withTemplate(values: BatchOptions, template: TemplateContent | null): BatchOptions {
  if (template === null) return values
  const { operation, format, signMethod } = template
  return { operation, ...(format === null ? {} : { format }), ...(signMethod === null ? {} : { 'sign-method': signMethod }), ...values }
}

async function begin(file: string, values: BatchOptions, template: TemplateContent | null, { profile }: Account, batches: Batches, surroundings: CommandSurroundings): Promise<Batch | number> {
  const operation = operationFrom(values.operation)
  const opened = await batches.open(file, operation.name)
  const plan = planOf(opened, operation, profile, { map: values.map ?? [], set: values.set ?? [], concurrency: values.concurrency, rate: values.rate, template })
  const { fileId } = opened
  if (values.check) {
    const check = await batches.check(fileId, plan)
    surroundings.write(values.json ? `${JSON.stringify(check)}\n` : checkLines(check))
    return check.blocking + check.errors === 0 ? EXIT.succeeded : EXIT.failed
  }
  return batches.start({ fileId, plan, sendErrors: values['send-anyway'], typedEnvironment: values.confirm ?? null })
}

async function goOn(batchId: string, values: BatchOptions, batches: Batches): Promise<Batch> {
  const decision = values['decide-unknown'] === undefined ? 'leave' : oneOf(values['decide-unknown'], ['again', 'leave'], 'decide-unknown')
  const concurrency = paceOf(values.concurrency, 'concurrency') ?? undefined
  const perSecond = paceOf(values.rate, 'perSecond') ?? undefined
  if (values['retry-failed'] !== undefined) await batches.again(batchId, null, ['failed', 'rejected', 'refused'])
  if (decision === 'again') await batches.again(batchId, null, ['unknown'])
  return batches.resume({ batchId, typedEnvironment: values.confirm ?? null, concurrency, perSecond }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'batch.nothing-to-send') return batches.get(batchId)
    throw error
  })
}

/** The account a batch was begun with, unless another is named. */
async function accountOptionsOf(batchId: string, values: BatchOptions, database: DatabaseClient): Promise<BatchOptions> {
  if (values.profile !== undefined || values.gateway !== undefined) return values
  const { profileId } = JSON.parse((await database.batches.get(batchId)).plan) as { profileId: string }
  const profile = (await new Profiles(database.documents, Date.now).list()).find(({ id }) => id === profileId)
  if (profile === undefined) throw new UsageError('--gateway, --app-key and --secret-env are needed: no profile was named for this batch')
  return { ...values, profile: profile.name }
}

function batchesOf(account: Account, database: DatabaseClient, surroundings: CommandSurroundings): Batches {
  const tools = exchangeTools(database, surroundings)
  const signal = new AbortController().signal
  const { profile, ...secrets } = account
  const target: BatchProfile = {
    name: profile.name,
    environment: profile.environment,
    gatewayUrl: profile.gatewayUrl,
    gateway: { gatewayUrl: profile.gatewayUrl },
    isLocal: false,
    secretFinder: () => Promise.resolve(secretFinder([secrets.secret, secrets.session?.value ?? null])),
    send: async ({ batch, values, ...request }, onEnded) => {
      return performExchange({ ...contentOf(request, profile, { values, problems: [] }, true), batch, ...secrets, gatewayUrl: profile.gatewayUrl, signal }, { ...tools, onEnded })
    },
  }
  let toldAt = 0
  return new Batches({
    store: database.batches,
    files: new BatchFiles(Date.now),
    profile: () => Promise.resolve(target),
    guard: commandGuard(),
    variables: batchVariables(database.templates),
    now: Date.now,
    random: randomFraction,
    onProgress: (batch) => {
      if (batch.state === 'running' && Date.now() - toldAt < PROGRESS_EVERY_MS) return
      toldAt = Date.now()
      surroundings.writeError(batchLine(batch, toldAt))
    },
    onProblem: tools.onUnrecorded,
  })
}
