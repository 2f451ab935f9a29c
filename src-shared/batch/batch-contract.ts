import { z } from 'zod'
import { draftValuesSchema } from '../ipc/draft-values-schema'
import { OUTCOMES } from '../exchange/outcome'
import { typedEnvironmentSchema } from '../guard/production-guard'
import { FORMATS, SIGN_METHODS } from '../protocol/parameters'
import { ownVariablesSchema } from '../variables/variables'

const id = z.string().min(1).max(64)
const count = z.number().int().min(0)
const nothing = z.strictObject({})

export const BATCH_CHARSETS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type BatchCharset = (typeof BATCH_CHARSETS)[number]
export const BATCH_DELIMITERS = [',', ';', '\t', '|'] as const
export type BatchDelimiter = (typeof BATCH_DELIMITERS)[number]

/** A file of rows as it was read; its texts are texts, whatever they look like. */
const batchFileSchema = z.object({
  /** Names it in the calls below for as long as the program runs. */
  fileId: id,
  fileName: z.string(),
  kind: z.enum(['csv', 'jsonl']),
  charset: z.enum(BATCH_CHARSETS),
  /** Null for JSON Lines. */
  delimiter: z.enum(BATCH_DELIMITERS).nullable(),
  hasHeader: z.boolean(),
  columns: z.array(z.object({ name: z.string(), /** Field it is taken for by its name; null when none is alike. */ path: z.string().nullable() })),
  rowCount: count,
  /** The first rows, a text per column. */
  sample: z.array(z.array(z.string())),
})
export type BatchFile = z.infer<typeof batchFileSchema>

const readingSchema = z.strictObject({
  fileId: id,
  charset: z.enum(BATCH_CHARSETS),
  delimiter: z.enum(BATCH_DELIMITERS).nullable(),
  hasHeader: z.boolean(),
  operation: z.string().min(1).max(256),
})

/** How many requests a batch may have at a time, and how many it may begin a second. */
export const PACE_BOUNDS = { concurrency: { least: 1, most: 32 }, perSecond: { least: 0.1, most: 1_000 } } as const

/** What is to be sent for each row, and how. */
export const batchPlanSchema = z.strictObject({
  profileId: id,
  operation: z.string().min(1).max(256),
  /** Values every row has; a mapped column's text takes their place. They may hold variables, expanded row by row. */
  base: draftValuesSchema,
  /** Variables of the template they come from. */
  variables: ownVariablesSchema,
  /** Field of each column by its index; null leaves the column out. */
  columns: z.array(z.string().max(256).nullable()).max(500),
  format: z.enum(FORMATS),
  signMethod: z.enum(SIGN_METHODS),
  concurrency: z.number().int().min(PACE_BOUNDS.concurrency.least).max(PACE_BOUNDS.concurrency.most),
  /** Most sends begun per second; null sets no bound. */
  perSecond: z.number().min(PACE_BOUNDS.perSecond.least).max(PACE_BOUNDS.perSecond.most).nullable(),
})
export type BatchPlan = z.infer<typeof batchPlanSchema>

/** What can be wrong with a row besides the problems of a draft (`ProblemCode`) and of a variable (`variable-` and its `VariableProblemCode`). */
export const BATCH_ROW_PROBLEMS = [
  /** A line of JSON Lines that is no JSON object. Blocking. */
  'not-a-row',
  /** Fewer or more cells than the first line has. An error. `detail.expected`, `detail.found`. */
  'too-few-cells',
  'too-many-cells',
  /** A quote that is never closed. Blocking. */
  'unclosed-quote',
  /** Digits a spreadsheet has already lost: `1E+17`. A warning. */
  'digits-lost',
  /** A value of JSON Lines whose column is not known from the rows before: a list, or a null. A warning. */
  'not-taken',
  /** A member of JSON Lines that stands there twice; the last is taken. An error. */
  'given-twice',
  /** Bytes the charset cannot read. An error. */
  'unreadable-bytes',
  /** The caller's id stands in an earlier row. An error. `detail.row` is that row. */
  'repeated-in-file',
  /** The caller's id was used at this gateway before. An error. */
  'used-before',
] as const
export type BatchRowProblem = (typeof BATCH_ROW_PROBLEMS)[number]

/** One thing wrong with one row. */
const rowProblemSchema = z.object({
  /** Counted from 1, the header not among them. */
  row: z.number().int(),
  /** Line of the file the row begins on, from 1. */
  line: z.number().int(),
  /** Column it is about; null for a value of the base or the row as a whole. */
  column: z.string().nullable(),
  path: z.string().nullable(),
  /** A problem of the draft, of a variable or of the row. */
  code: z.string(),
  severity: z.enum(['blocking', 'error', 'warning']),
  detail: z.record(z.string(), z.string()),
})
export type RowProblem = z.infer<typeof rowProblemSchema>

const checkSchema = z.object({
  rowCount: count,
  /** Rows with a problem that forbids sending them, and with one that asks for a decision. */
  blocking: count,
  errors: count,
  /** Rows with only warnings. */
  warnings: count,
  /** The first 500. */
  problems: z.array(rowProblemSchema),
  /** Ids of the caller that stand in more than one row, and that were used at this gateway before. */
  repeatedInFile: count,
  usedBefore: count,
})
export type BatchCheck = z.infer<typeof checkSchema>

/**
 * `failed` is a row of which no byte left; one that failed after that may have made its session, so it is `unknown` and waits for
 * a decision, whatever its exchange is called in the history. `left-out` was kept from being sent, or its batch was stopped before it.
 */
export const ROW_STATES = ['waiting', 'under-way', ...OUTCOMES, 'left-out'] as const
export type RowState = (typeof ROW_STATES)[number]

/** `interrupted` is one whose program ended; `waiting` obeys a ban or the rate for now. */
export const BATCH_STATES = ['running', 'waiting', 'paused', 'stopped', 'interrupted', 'finished'] as const
export type BatchState = (typeof BATCH_STATES)[number]

/** Why a batch paused by itself. The interface words each and says what to do next. */
export const PAUSE_REASONS = [
  /** A ban that lasts longer than an hour, or beyond the day in China's time. */
  'long-ban',
  /** The platform refused the app, its signature, its session or its permissions three times in a row: every further row would fail as well. */
  'refused',
  /** No answer could be had five times in a row. */
  'unreachable',
  /** No secret is stored for the profile, or the keychain does not give it. */
  'credential',
  'keychain',
  /** The profile is gone, or lacks what a send needs. */
  'profile',
  /** The history cannot be written, and nothing is sent that is not on the disk first. */
  'history',
  /** Something went wrong that is no fault of the row. */
  'internal',
] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

const batchSchema = z.object({
  id,
  fileName: z.string(),
  plan: batchPlanSchema,
  profileName: z.string(),
  state: z.enum(BATCH_STATES),
  /** Rows by their state. */
  rows: z.record(z.enum(ROW_STATES), count),
  /** Sends so far; more than rows with an outcome where some were sent again. */
  sends: count,
  /** Epoch milliseconds. */
  createdAt: z.number().int(),
  /** Rows that got their outcome in the last ten seconds, per second; null when it does not run. */
  ratePerSecond: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** While a ban lasts: until when, and what said so. */
  ban: z.object({ untilMs: z.number().int(), subCode: z.string().nullable() }).nullable(),
  /** Why it paused by itself; null when the user paused it. */
  pausedBecause: z.enum(PAUSE_REASONS).nullable(),
})
export type Batch = z.infer<typeof batchSchema>

const rowSchema = z.object({
  row: z.number().int(),
  line: z.number().int(),
  state: z.enum(ROW_STATES),
  callerId: z.string(),
  /** The newest exchange of the row. */
  exchangeId: id.nullable(),
  code: z.string().nullable(),
  subCode: z.string().nullable(),
  message: z.string().nullable(),
  sends: count,
  /** Code of what kept it from being sent (an error or a row's problem), of a row that was left out. */
  leftOutBecause: z.string().nullable().optional(),
})
export type BatchRow = z.infer<typeof rowSchema>

const batchId = z.strictObject({ batchId: id })

/** The calls about batches, to be spread into the IPC contract. */
export const batchMethods = {
  /** Main asks for a file and reads it; null when the user cancels. @throws `batch.cannot-read`, `batch.too-large` */
  'batch.choose': { request: z.strictObject({ operation: z.string().min(1).max(256) }), response: z.object({ file: batchFileSchema.nullable() }) },
  /** Reads it once more, otherwise. @throws `batch.unknown-file`, `batch.cannot-read` */
  'batch.reread': { request: readingSchema, response: batchFileSchema },
  'batch.check': { request: z.strictObject({ fileId: id, plan: batchPlanSchema }), response: checkSchema },
  /** Keeps every row, then begins. Rows with blocking problems are left out; those with errors unless `sendErrors`. @throws `batch.under-way`, `batch.nothing-to-send`, `guard.*` */
  'batch.start': {
    request: z.strictObject({ fileId: id, plan: batchPlanSchema, sendErrors: z.boolean(), typedEnvironment: typedEnvironmentSchema }),
    response: batchSchema,
  },
  'batch.list': { request: nothing, response: z.object({ batches: z.array(batchSchema) }) },
  'batch.pause': { request: batchId, response: batchSchema },
  /**
   * Goes on with what waits; rows with an outcome, known or unknown, are not sent, nor those whose id somebody else used meanwhile.
   * Concurrency and rate may change. @throws `batch.under-way`, `batch.other-gateway`, `guard.*`
   */
  'batch.resume': {
    request: batchId.extend({ typedEnvironment: typedEnvironmentSchema, concurrency: batchPlanSchema.shape.concurrency.optional(), perSecond: batchPlanSchema.shape.perSecond.optional() }),
    response: batchSchema,
  },
  /** Waits for what is under way and leaves the rest unsent for good. */
  'batch.stop': { request: batchId, response: batchSchema },
  'batch.rows': {
    request: batchId.extend({ states: z.array(z.enum(ROW_STATES)).max(ROW_STATES.length), afterRow: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
    response: z.object({ rows: z.array(rowSchema), more: z.boolean() }),
  },
  /** Lets rows wait to be sent again by the user's decision: named ones, or all in these states. Answers how many. */
  'batch.again': {
    request: batchId.extend({ rows: z.array(z.number().int()).max(10_000).nullable(), states: z.array(z.enum(['rejected', 'refused', 'failed', 'unknown'])).max(4) }),
    response: z.object({ count, batch: batchSchema }),
  },
  /** Writes what became of every row beside the file the rows came from; answers the name of the new file. @throws `document.*` when it cannot be written */
  'batch.results': { request: batchId, response: z.object({ file: z.string() }) },
  /** Forgets its plan and rows; the exchanges stay in the history. @throws `batch.under-way` */
  'batch.delete': { request: batchId, response: nothing },
} as const

export const batchEvents = { 'batch.progress': batchSchema } as const
