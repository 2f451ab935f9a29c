import { z } from 'zod'
import { exchangeSummarySchema, headerOf, sessionMarker, type ExchangeSummary, type StoredRequest, type StoredResponse } from '../../exchange/exchange'
import { MOST_TAGS, tagSchema } from '../labels'
import { fromBase64 } from './base64'
import { JSONL_FORMAT, JSONL_VERSION } from './jsonl'
import { replaceInForm, type ReplaceLeaf } from './leaves'

/** Why a part of a file is not taken. */
export const SKIP_REASONS = ['not-json', 'not-whole', 'not-valid', 'not-ended', 'newer-format', 'not-a-call', 'too-large'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** An exchange as it comes out of a file: exactly as it will be kept. */
export interface IncomingExchange {
  readonly summary: ExchangeSummary
  readonly request: StoredRequest
  readonly response: StoredResponse | null
}

/** What a line or an entry of a file holds. `token` is a session token that stood in it, which is nowhere else any more. */
export type ReadItem =
  | { readonly kind: 'exchange'; readonly exchange: IncomingExchange; readonly token: string | null }
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

/** Reads one line of the console's own format, or of `history show --json`. */
export function readLine(line: string): ReadItem {
  const value = parsed(line)
  if (value === undefined) return skipped('not-json')
  const frame = z.object({ format: z.literal(JSONL_FORMAT), formatVersion: z.number().int(), count: z.number().int() }).safeParse(value)
  if (frame.success) return frame.data.formatVersion > JSONL_VERSION ? skipped('newer-format') : { kind: 'frame', isEnd: false, count: frame.data.count }
  const end = z.object({ end: z.literal(JSONL_FORMAT), count: z.number().int() }).safeParse(value)
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

/** An exchange that came out of a file, without the session token that may still stand in it (design, rule 3). */
export function incoming(summary: z.infer<typeof ownSummarySchema>, request: StoredRequest, response: StoredResponse | null): ReadItem {
  const { request: withoutToken, token } = withoutSession(request)
  return { kind: 'exchange', exchange: { summary: { ...summary, imported: true }, request: withoutToken, response }, token }
}

/** A request whose session token a marker stands for, wherever its parameters are, and the token. The signature stays: it proves nothing of the token. */
export function withoutSession(request: StoredRequest): { readonly request: StoredRequest; readonly token: string | null } {
  let token: string | null = null
  const replace: ReplaceLeaf = (name, value) => {
    if (name !== 'session' || value === '' || /^\[session token [\w-]*\]$/.test(value) || value === '***') return value
    token ??= value
    return sessionMarker('imported')
  }
  const changedHead = request.head.replace(/^([^\r\n?]*\?)([^\s#]*)/, (_, before: string, query: string) => before + replaceInForm(query, replace))
  const type = headerOf(request.head, 'content-type') ?? ''
  const isForm = type === '' || /form-urlencoded/i.test(type)
  // Bytes that are no UTF-8 do not survive decoding: they are left alone unless there is a token to take out.
  const text = new TextDecoder().decode(request.body)
  const changedText = isForm ? replaceInForm(text, replace) : text
  if (token === null) return { request, token }
  const body = changedText === text ? request.body : new TextEncoder().encode(changedText)
  return { request: { head: changedHead, body, masked: [...new Set([...request.masked, 'session'])] }, token }
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
