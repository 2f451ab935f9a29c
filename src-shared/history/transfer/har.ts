import { headerOf, type ExchangeSummary, type Phases } from '../../exchange/exchange'
import { decodeForm } from '../../protocol/wire'
import { base64Pieces } from './base64'
import { MASKING_RULE, ownSummary } from './jsonl'
import { maskedText, type FileFormat, type OutgoingExchange, type OutgoingHalf } from './outgoing'
import { headersOf } from './readable-head'

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as network panels read it. What HAR has no place for stands in fields
 * that begin with `_ly`: the summary as the console keeps it, heads to the letter, and bodies in base64 where the text would not
 * give the bytes back. An exchange without a response has status 0 and the reason in `_error`.
 */
export const har: FileFormat = {
  *opening({ version }) {
    const creator = JSON.stringify({ name: 'LY Session Console', version })
    yield `{"log":{"version":"1.2","creator":${creator},"pages":[],"entries":[`
  },
  *exchange(exchange, index) {
    yield index === 0 ? '\n' : ',\n'
    yield* entry(exchange)
  },
  *closing({ masked }, { isMasked, language }) {
    yield '\n]'
    if (isMasked) yield `,"comment":${JSON.stringify(`${MASKING_RULE[language]} (${maskedText(masked)})`)}`
    yield '}}\n'
  },
}

function* entry({ summary, request, response, masked }: OutgoingExchange): Generator<string> {
  const timings = timingsOf(summary)
  const time = Object.values(timings).reduce((sum, part) => sum + Math.max(0, part), 0) - Math.max(0, timings.ssl)
  yield `{"startedDateTime":${JSON.stringify(new Date(summary.startedAt).toISOString())},"time":${time},"request":`
  yield* requestOf(summary, request)
  yield ',"response":'
  yield* responseOf(summary, response)
  yield `,"cache":{},"timings":${JSON.stringify(timings)},"_lyExchange":${JSON.stringify(ownSummary(summary))}`
  if (masked !== null) yield `,"_lyMasked":${JSON.stringify(masked)},"comment":${JSON.stringify(`masked: ${maskedText(masked)}`)}`
  yield '}'
}

function* requestOf(summary: ExchangeSummary, request: OutgoingExchange['request']): Generator<string> {
  const { head, body } = request
  const [method = '', target = '', httpVersion = ''] = (head.split('\r\n', 1)[0] ?? '').split(' ')
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : ''
  yield `{"method":${JSON.stringify(method)},"url":${JSON.stringify(addressOf(summary.gatewayUrl, target))},`
  yield `"httpVersion":${JSON.stringify(httpVersion || 'HTTP/1.1')},"cookies":[],"headers":${JSON.stringify(headersOf(head))},`
  yield `"queryString":${JSON.stringify(decodeForm(query))},"headersSize":${head.length},"bodySize":${body.length}`
  if (body.length > 0) {
    const mimeType = headerOf(head, 'content-type') ?? 'application/octet-stream'
    const text = request.text ?? ''
    const parameters = /form-urlencoded/i.test(mimeType) ? decodeForm(text) : []
    yield `,"postData":{"mimeType":${JSON.stringify(mimeType)},"params":${JSON.stringify(parameters)},"text":`
    yield* jsonTextPieces(text)
    yield '}'
  }
  yield* ownFields(request, `"_lyMaskedParameters":${JSON.stringify(request.masked)}`)
  yield '}'
}

function* responseOf(summary: ExchangeSummary, response: OutgoingExchange['response']): Generator<string> {
  const [httpVersion = 'HTTP/1.1', , ...reason] = (response?.head.split('\r\n', 1)[0] ?? 'HTTP/1.1').split(' ')
  const head = response?.head ?? ''
  yield `{"status":${summary.httpStatus ?? 0},"statusText":${JSON.stringify(reason.join(' '))},"httpVersion":${JSON.stringify(httpVersion)},`
  yield `"cookies":[],"headers":${JSON.stringify(headersOf(head))},"content":`
  yield* contentOf(response)
  yield `,"redirectURL":"","headersSize":${response === null ? -1 : head.length},"bodySize":${response === null ? -1 : response.body.length}`
  if (response !== null) yield* ownFields(response, `"_lyMaskedCopies":${response.maskedCopies}`)
  if (summary.failure !== null) yield `,"_error":${JSON.stringify([summary.failure, summary.failureDetail].filter((part) => part !== null).join(': '))}`
  yield '}'
}

function* contentOf(response: OutgoingExchange['response']): Generator<string> {
  const mimeType = JSON.stringify(headerOf(response?.head ?? '', 'content-type') ?? 'x-unknown')
  if (response === null) {
    yield `{"size":0,"mimeType":${mimeType}}`
    return
  }
  const { text, body } = response
  if (text === null) {
    yield `{"size":${body.length},"mimeType":${mimeType},"encoding":"base64","text":"`
    yield* base64Pieces(body)
    yield '"}'
    return
  }
  const size = new TextEncoder().encode(text).length
  yield `{"size":${size},"compression":${size - body.length},"mimeType":${mimeType},"text":`
  yield* jsonTextPieces(text)
  yield '}'
}

/** The head to the letter, and the bytes of the body unless they are its text in UTF-8. */
function* ownFields({ head, body, text }: OutgoingHalf, about: string): Generator<string> {
  yield `,"_lyHead":${JSON.stringify(head)},${about}`
  if (text !== null && isSame(new TextEncoder().encode(text), body)) return
  yield ',"_lyBody":"'
  yield* base64Pieces(body)
  yield '"'
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

function addressOf(gatewayUrl: string, target: string): string {
  const origin = /^[a-z]+:\/\/[^/?#]*/i.exec(gatewayUrl)?.[0] ?? ''
  return `${origin}${target}`
}

/** Milliseconds by HAR's phases; -1 for one that does not apply. What no phase accounts for is time spent blocked, so that the sum is the duration. */
function timingsOf({ phases, durationMs }: ExchangeSummary): Record<'blocked' | 'dns' | 'connect' | 'ssl' | 'send' | 'wait' | 'receive', number> {
  const known: Phases = phases ?? { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null, downloadMs: null }
  const or = (value: number | null, otherwise: number): number => (value === null ? otherwise : Math.max(0, value))
  // HAR counts the handshake of TLS as a part of connecting.
  const connect = known.tcpMs === null && known.tlsMs === null ? -1 : or(known.tcpMs, 0) + or(known.tlsMs, 0)
  const wait = or(known.firstByteMs, 0)
  const receive = or(known.downloadMs, 0)
  const accounted = or(known.dnsMs, 0) + Math.max(0, connect) + wait + receive
  const rest = Math.round((or(durationMs, 0) - accounted) * 1000) / 1000
  return { blocked: rest > 0 ? rest : -1, dns: or(known.dnsMs, -1), connect, ssl: or(known.tlsMs, -1), send: 0, wait, receive }
}

const PIECE_CHARACTERS = 1_048_576

/** A text as a JSON string in pieces. */
function* jsonTextPieces(text: string): Generator<string> {
  yield '"'
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + PIECE_CHARACTERS, text.length)
    // Both halves of a pair stay in one piece.
    if (to < text.length && /[\ud800-\udbff]/.test(text.charAt(to - 1))) to -= 1
    yield JSON.stringify(text.slice(from, to)).slice(1, -1)
    from = to
  }
  yield '"'
}
