import { z } from 'zod'
import { findOperation } from '../../catalog'
import { UNFINISHED, type ExchangeSummary, type StoredRequest, type StoredResponse } from '../../exchange/exchange'
import { placedParameters } from '../../exchange/sent-parameters'
import { draftValuesOf } from '../../import/draft-values'
import { ENVIRONMENTS, GATEWAY_URLS } from '../../protocol/gateway-url'
import { FORMATS, SIGN_METHODS } from '../../protocol/parameters'
import { encodeForm } from '../../protocol/wire'
import { NO_LABELS } from '../labels'
import { fromBase64 } from './base64'
import { incoming, notValid, ownSummarySchema, parsed, skipped, type IncomingExchange, type ReadItem } from './incoming'
import { isSecretHeader, readableHead } from './readable-head'
import { withoutSession } from './without-session'
import { MASK } from '../../knowledge/masking'

const header = z.object({ name: z.string().max(1_000), value: z.string().max(1_048_576) })
const milliseconds = z.number().optional()

const entrySchema = z.object({
  startedDateTime: z.string(),
  time: z.number().optional(),
  request: z.object({
    method: z.string().max(40),
    url: z.string().max(1_048_576),
    httpVersion: z.string().max(40).optional(),
    headers: z.array(header).max(1_000),
    postData: z.object({ mimeType: z.string().optional(), text: z.string().optional(), params: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional() }).optional(),
    _lyHead: z.string().optional(),
    _lyBody: z.string().optional(),
    _lyMaskedParameters: z.array(z.string()).optional(),
  }),
  response: z.object({
    status: z.number().int(),
    statusText: z.string().max(1_000).optional(),
    httpVersion: z.string().max(40).optional(),
    headers: z.array(header).max(1_000),
    content: z.object({ text: z.string().optional(), encoding: z.string().optional() }).optional(),
    _lyHead: z.string().optional(),
    _lyBody: z.string().optional(),
    _lyMaskedCopies: z.number().int().min(0).optional(),
    _error: z.string().optional(),
  }),
  timings: z.object({ dns: milliseconds, connect: milliseconds, ssl: milliseconds, wait: milliseconds, receive: milliseconds }).optional(),
  _lyExchange: z.unknown().optional(),
})
type Entry = z.infer<typeof entrySchema>

/** An entry of somebody else's file: an exchange that has no id and no outcome yet. Both come from its bytes. */
export interface ForeignEntry {
  readonly kind: 'foreign'
  readonly exchange: IncomingExchange
  readonly tokens: readonly string[]
}

/**
 * Reads one entry of a HAR file. What the console exported comes back as it was kept; of others only calls of the platform are taken,
 * those that name a `method` and an `app_key`. Their texts were decoded by whoever recorded them, so that they are kept as UTF-8 and
 * without the content encoding they had; headers that carry a log-in are not kept.
 */
export function readEntry(text: string): ReadItem | ForeignEntry {
  const value = parsed(text)
  if (value === undefined) return skipped('not-json')
  const entry = entrySchema.safeParse(value)
  if (!entry.success) return notValid(entry.error, null)
  return entry.data._lyExchange === undefined ? foreignEntry(entry.data) : ownEntry(entry.data)
}

function ownEntry({ _lyExchange, request, response }: Entry): ReadItem {
  const summary = ownSummarySchema.safeParse(_lyExchange)
  if (!summary.success) return notValid(summary.error, _lyExchange)
  const requestBody = bodyOf(request._lyBody, request.postData?.text, undefined)
  const responseBody = bodyOf(response._lyBody, response.content?.text, response.content?.encoding)
  if (requestBody === null || responseBody === null || request._lyHead === undefined) return skipped('not-valid', '_lyHead, _lyBody')
  return incoming(
    summary.data,
    { head: request._lyHead, body: requestBody, masked: request._lyMaskedParameters ?? [] },
    response._lyHead === undefined ? null : { head: response._lyHead, body: responseBody, maskedCopies: response._lyMaskedCopies ?? 0 },
  )
}

function bodyOf(exact: string | undefined, text: string | undefined, encoding: string | undefined): Uint8Array | null {
  if (exact !== undefined) return fromBase64(exact)
  if (encoding === 'base64') return fromBase64((text ?? '').replace(/\s+/g, ''))
  return new TextEncoder().encode(text ?? '')
}

function foreignEntry(entry: Entry): ReadItem | ForeignEntry {
  const startedAt = Date.parse(entry.startedDateTime)
  if (Number.isNaN(startedAt) || startedAt < 0) return skipped('not-valid', 'startedDateTime')
  const { request, tokens } = withoutSession(foreignRequest(entry.request))
  const sent = placedParameters(request)
  const valueOf = (name: string): string => sent.find((parameter) => parameter.name === name)?.value ?? ''
  if (valueOf('method') === '' || valueOf('app_key') === '') return skipped('not-a-call', `${entry.request.method} ${withoutQuery(entry.request.url)}`)
  const response = foreignResponse(entry.response)
  if (response === null && entry.response.status > 0) return skipped('not-valid', 'response.content')
  const operation = findOperation(valueOf('method'))
  const values = operation === null ? {} : draftValuesOf(operation, sent)
  const gatewayUrl = withoutQuery(entry.request.url)
  const summary: ExchangeSummary = {
    ...UNFINISHED,
    ...NO_LABELS,
    id: '',
    operation: valueOf('method'),
    operationVersion: 1,
    profileId: 'imported',
    profileName: hostOf(gatewayUrl),
    environment: ENVIRONMENTS.find((one) => GATEWAY_URLS[one] === gatewayUrl) ?? 'custom',
    gatewayUrl,
    appKey: valueOf('app_key'),
    format: FORMATS.find((one) => one === valueOf('format')) ?? 'xml',
    signMethod: SIGN_METHODS.find((one) => one === valueOf('sign_method')) ?? 'md5',
    placement: sent.some(({ place }) => place === 'query') ? 'sdk' : 'body',
    startedAt,
    callerId: values[operation?.identity.callerId ?? ''] ?? '',
    subject: values[operation?.identity.subject ?? ''] ?? '',
    requestBytes: request.head.length + request.body.length,
    parentId: null,
    batch: null,
    // Without an answer nobody knows what the platform did.
    outcome: response === null ? 'unknown' : null,
    failure: response === null ? 'interrupted' : null,
    failureDetail: response === null ? (entry.response._error ?? null) : null,
    bytesLeft: true,
    httpStatus: response === null ? null : entry.response.status,
    responseBytes: response?.body.length ?? 0,
    durationMs: entry.time !== undefined && entry.time >= 0 ? entry.time : null,
    phases: phasesOf(entry.timings),
    imported: true,
  }
  return { kind: 'foreign', exchange: { summary, request, response }, tokens }
}

function foreignRequest({ method, url, httpVersion, headers, postData }: Entry['request']): StoredRequest {
  const target = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/#.*$/, '') || '/'
  const text = postData?.text ?? encodeForm((postData?.params ?? []).map(({ name, value }) => ({ name, value: value ?? '' })))
  return { head: headOf(`${method} ${target} ${httpVersion || 'HTTP/1.1'}`, headers), body: new TextEncoder().encode(text), masked: [] }
}

/** Null when there was no answer, or its content cannot be read. */
function foreignResponse({ status, statusText, httpVersion, headers, content }: Entry['response']): StoredResponse | null {
  if (status <= 0) return null
  const body = bodyOf(undefined, content?.text, content?.encoding)
  if (body === null) return null
  const head = headOf(`${httpVersion || 'HTTP/1.1'} ${status} ${statusText ?? ''}`, headers)
  return { head: readableHead(head), body, maskedCopies: 0 }
}

/** A head from a list; names of HTTP/2 that begin with a colon are no header lines, and a line break cannot stand in one. */
function headOf(startLine: string, headers: Entry['request']['headers']): string {
  const plain = (text: string): string => text.replace(/[\r\n]+/g, ' ')
  const lines = headers
    .filter(({ name }) => !name.startsWith(':'))
    .map(({ name, value }) => `${plain(name)}: ${isSecretHeader(name) ? MASK : plain(value)}`)
  return `${[plain(startLine), ...lines].join('\r\n')}\r\n\r\n`
}

function phasesOf(timings: Entry['timings']): ExchangeSummary['phases'] {
  if (timings === undefined) return null
  const or = (value: number | undefined): number | null => (value === undefined || value < 0 ? null : value)
  const [connect, tlsMs] = [or(timings.connect), or(timings.ssl)]
  return { dnsMs: or(timings.dns), tcpMs: connect === null ? null : Math.max(0, connect - (tlsMs ?? 0)), tlsMs, firstByteMs: or(timings.wait), downloadMs: or(timings.receive) }
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1')
}

function hostOf(url: string): string {
  return url.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/s, '').slice(0, 64)
}
