import { z } from 'zod'
import { labelsSchema } from '../history/labels'
import { ENVIRONMENTS } from '../protocol/gateway-url'
import { FORMATS, PLACEMENTS, SIGN_METHODS } from '../protocol/parameters'
import { FAILURE_KINDS, OUTCOMES } from './outcome'

/** Milliseconds each phase took; null for one that did not happen or did not end. */
const phasesSchema = z.object({
  dnsMs: z.number().nullable(),
  tcpMs: z.number().nullable(),
  tlsMs: z.number().nullable(),
  firstByteMs: z.number().nullable(),
  downloadMs: z.number().nullable(),
})
export type Phases = z.infer<typeof phasesSchema>

/** What was known when the row was written, before the first byte left. */
const exchangeStartSchema = z.object({
  id: z.string().min(1).max(64),
  operation: z.string(),
  operationVersion: z.number().int(),
  profileId: z.string(),
  profileName: z.string(),
  environment: z.enum(ENVIRONMENTS),
  gatewayUrl: z.string(),
  appKey: z.string(),
  format: z.enum(FORMATS),
  signMethod: z.enum(SIGN_METHODS),
  placement: z.enum(PLACEMENTS),
  /** Epoch milliseconds. */
  startedAt: z.number().int(),
  /** Text of the operation's `identity.callerId`, e.g. the sid. */
  callerId: z.string(),
  subject: z.string(),
  requestBytes: z.number().int(),
  /** The exchange this one repeats; null when it repeats none. */
  parentId: z.string().nullable(),
  /** The batch it was sent for, and which of its rows, counted from 1; null when it was sent by hand. */
  batch: z.object({ id: z.string().min(1).max(64), row: z.number().int().min(1) }).nullable().default(null),
})

/** How it ended; `outcome` is null while it is under way. */
const exchangeEndSchema = z.object({
  outcome: z.enum(OUTCOMES).nullable(),
  failure: z.enum(FAILURE_KINDS).nullable(),
  /** What the system said about a failure, in its own words: an error code such as ECONNREFUSED. */
  failureDetail: z.string().nullable(),
  /** Whether any byte of the request left; if so, the platform may have acted on it. */
  bytesLeft: z.boolean(),
  code: z.string().nullable(),
  subCode: z.string().nullable(),
  message: z.string().nullable(),
  subMessage: z.string().nullable(),
  requestId: z.string().nullable(),
  resultId: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  responseFormat: z.enum(FORMATS).nullable(),
  responseBytes: z.number().int(),
  durationMs: z.number().nullable(),
  phases: phasesSchema.nullable(),
})
export type ExchangeEnd = z.infer<typeof exchangeEndSchema>

/** The end of an exchange that is still under way. */
export const UNFINISHED: ExchangeEnd = {
  outcome: null,
  failure: null,
  failureDetail: null,
  bytesLeft: false,
  code: null,
  subCode: null,
  message: null,
  subMessage: null,
  requestId: null,
  resultId: null,
  httpStatus: null,
  responseFormat: null,
  responseBytes: 0,
  durationMs: null,
  phases: null,
}

/** A row of the history. */
export const exchangeSummarySchema = z.object({ ...exchangeStartSchema.shape, ...exchangeEndSchema.shape, ...labelsSchema.shape })
export type ExchangeStart = z.infer<typeof exchangeStartSchema>
export type ExchangeSummary = z.infer<typeof exchangeSummarySchema>

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** The request as it was sent, but for the session token, which is replaced by a marker (design, rule 3). */
export const storedRequestSchema = z.object({
  /** Request line and headers, ending with the empty line. */
  head: z.string(),
  body: bytes,
  /** Names of the parameters whose value was replaced by a marker. */
  masked: z.array(z.string()),
})
export type StoredRequest = z.infer<typeof storedRequestSchema>

/** The response as it was received: the body is neither decompressed nor decoded, only the chunks of its transfer are joined. */
const storedResponseSchema = z.object({
  /** Status line and headers in their order and spelling, without the blanks around values, ending with the empty line. */
  head: z.string(),
  body: bytes,
  /** How many copies of the session token the server sent back and the console replaced before storing. */
  maskedCopies: z.number().int(),
})
export type StoredResponse = z.infer<typeof storedResponseSchema>

/** One exchange whole. */
export const exchangeSchema = exchangeSummarySchema.extend({
  request: storedRequestSchema,
  response: storedResponseSchema.nullable(),
  /** The response body after its content encoding was undone; null when there was none or it could not be undone. */
  decodedBody: bytes.nullable(),
})
export type Exchange = z.infer<typeof exchangeSchema>

/** Characters of a response's text that come with an exchange, enough to tell what kind of page an HTML answer is. */
export const TEXT_START_LENGTH = 16_384

/** One exchange as the page gets it: response bodies stay in main, which gives views of them line by line. */
export const shownExchangeSchema = exchangeSummarySchema.extend({
  request: storedRequestSchema,
  response: z
    .object({
      head: z.string(),
      bodyBytes: z.number().int(),
      /** The first `TEXT_START_LENGTH` characters of the decoded text; empty when it could not be decoded. */
      textStart: z.string(),
      maskedCopies: z.number().int(),
    })
    .nullable(),
})
export type ShownExchange = z.infer<typeof shownExchangeSchema>

/** Earlier exchanges with the same id of the caller that may have had an effect. */
export const earlierUsesSchema = z.object({
  count: z.number().int(),
  /** The newest; null when there is none. `startedAt` in epoch milliseconds. */
  newest: z.object({ exchangeId: z.string(), startedAt: z.number().int(), outcome: z.enum(OUTCOMES).nullable() }).nullable(),
})
export type EarlierUses = z.infer<typeof earlierUsesSchema>

/** What takes a session token's place in anything that is stored or shown. */
export function sessionMarker(fingerprint: string): string {
  return `[session token ${fingerprint}]`
}

/** The value of a header in a head text, case-insensitively; null when it is absent. */
export function headerOf(head: string, name: string): string | null {
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0 && line.slice(0, colon).toLowerCase() === name.toLowerCase()) return line.slice(colon + 1).trim()
  }
  return null
}
