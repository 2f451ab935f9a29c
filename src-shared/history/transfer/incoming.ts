import { z } from 'zod'
import { exchangeSummarySchema, type ExchangeSummary, type StoredRequest, type StoredResponse } from '../../exchange/exchange'
import { MOST_TAGS, NO_LABELS, changedLabels, tagSchema } from '../labels'
import { fromBase64 } from './base64'
import { JSONL_FORMAT, JSONL_VERSION } from './jsonl'
import { withoutSession } from './without-session'

/** Why a part of a file is not taken. */
export const SKIP_REASONS = ['not-json', 'not-whole', 'not-valid', 'not-ended', 'newer-format', 'not-a-call', 'too-large'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** An exchange as it comes out of a file: exactly as it will be kept. */
export interface IncomingExchange {
  readonly summary: ExchangeSummary
  readonly request: StoredRequest
  readonly response: StoredResponse | null
}

/** What a line or an entry of a file holds. `tokens` are session tokens whose parameters have a marker now; they may stand elsewhere in it. */
export type ReadItem =
  | { readonly kind: 'exchange'; readonly exchange: IncomingExchange; readonly tokens: readonly string[] }
  /** The file's own first or last line; `count` is how many exchanges it says it has. */
  | { readonly kind: 'frame'; readonly isEnd: boolean; readonly count: number }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly detail: string }

export const skipped = (reason: SkipReason, detail = ''): ReadItem => ({ kind: 'skipped', reason, detail })

const base64 = z.string().transform((text, context) => {
  const bytes = fromBase64(text)
  if (bytes !== null) return bytes
  context.addIssue({ code: 'custom', message: 'not base64' })
  return z.NEVER
})
const head = z.string().max(1_048_576)
const maskedNames = z.array(z.string().max(256)).max(200)

/** The summary as a file has it; what is written on an exchange keeps the limits the console itself has. */
export const ownSummarySchema = exchangeSummarySchema.omit({ imported: true }).extend({
  id: z.string().regex(/^[\w.:-]{1,64}$/),
  outcome: exchangeSummarySchema.shape.outcome.unwrap(),
  tags: z.array(tagSchema).max(MOST_TAGS),
  startedAt: z.number().int().min(0).max(253_402_300_799_999),
})
const ownRequestSchema = z.object({ head, masked: maskedNames, body: base64 })
const ownResponseSchema = z.object({ head, maskedCopies: z.number().int().min(0), body: base64 })
const ownLineSchema = z.object({ exchange: ownSummarySchema, request: ownRequestSchema, response: ownResponseSchema.nullable() })

/** A line of `lysession history show --json`: the summary itself, with both halves whole. */
const shownLineSchema = ownSummarySchema.extend({
  request: z.object({ head, masked: maskedNames, bodyBase64: base64 }),
  response: z.object({ head, maskedCopies: z.number().int().min(0), bodyBase64: base64 }).nullable(),
})

const firstLineSchema = z.object({ format: z.literal(JSONL_FORMAT), formatVersion: z.number().int(), count: z.number().int() })
const lastLineSchema = z.object({ end: z.literal(JSONL_FORMAT), count: z.number().int() })

/** Reads one line of the console's own format, or of `history show --json`. */
export function readLine(line: string): ReadItem {
  const value = parsed(line)
  if (value === undefined) return skipped('not-json')
  const frame = firstLineSchema.safeParse(value)
  if (frame.success) return frame.data.formatVersion > JSONL_VERSION ? skipped('newer-format') : { kind: 'frame', isEnd: false, count: frame.data.count }
  const end = lastLineSchema.safeParse(value)
  if (end.success) return { kind: 'frame', isEnd: true, count: end.data.count }
  if (typeof value === 'object' && value !== null && 'exchange' in value) {
    const own = ownLineSchema.safeParse(value)
    return own.success ? incoming(own.data.exchange, own.data.request, own.data.response) : notValid(own.error, value.exchange)
  }
  const shown = shownLineSchema.safeParse(value)
  if (!shown.success) return typeof value === 'object' && value !== null && 'id' in value && !('request' in value) ? skipped('not-whole') : notValid(shown.error, value)
  const { request, response, ...summary } = shown.data
  return incoming(
    summary,
    { head: request.head, masked: request.masked, body: request.bodyBase64 },
    response === null ? null : { head: response.head, maskedCopies: response.maskedCopies, body: response.bodyBase64 },
  )
}

/** An exchange that came out of a file, with markers for the session token that may still stand in its parameters (design, rule 3). */
export function incoming(summary: z.infer<typeof ownSummarySchema>, request: StoredRequest, response: StoredResponse | null): ReadItem {
  const { request: marked, tokens } = withoutSession(request)
  return { kind: 'exchange', exchange: { summary: { ...summary, tags: withoutRepeats(summary.tags), imported: true }, request: marked, response }, tokens }
}

function withoutRepeats(tags: readonly string[]): string[] {
  return changedLabels(NO_LABELS, { addTags: [...tags] }).tags
}

/** The value of a JSON text; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Which members are wrong, and never what they hold. */
export function notValid(error: z.ZodError, summary: unknown): ReadItem {
  if (typeof summary === 'object' && summary !== null && 'outcome' in summary && summary.outcome === null) return skipped('not-ended')
  return skipped('not-valid', error.issues.slice(0, 3).map(({ path }) => path.map(String).join('.')).join(', '))
}
