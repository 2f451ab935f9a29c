import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { ExchangeEnd, ExchangeStart, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import { FAILURE_KINDS, OUTCOMES } from '@shared/exchange/outcome'
import { A_TIME, aDuration, PARAMETER_NAMES, searchableText, searchableValue } from '@shared/testing/history-arbitraries'
import { aStart, anEnd } from '../../testing/an-exchange'

/** An exchange to be written into a history: under way when it has no end. */
export interface GivenExchange {
  readonly start: ExchangeStart
  readonly request: StoredRequest
  readonly end: ExchangeEnd | null
  readonly response: StoredResponse | null
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const shortText = searchableText.map((text) => text.slice(0, 40))

const aRequest: fc.Arbitrary<StoredRequest> = fc
  .record({
    parameters: fc.array(fc.record({ name: fc.constantFrom(...PARAMETER_NAMES), value: searchableValue }), { maxLength: 3 }),
    sid: orNull(searchableValue),
    isEscaped: fc.boolean(),
  })
  .map(({ parameters, sid, isEscaped }) => {
    const json = JSON.stringify({ source: { sid: sid ?? undefined, nick: '退款客服', bu_id: 1001 }, target: { channel: 'dingtalk' } })
    const form = [...parameters, { name: 'ly_create_session_dto', value: isEscaped ? escapedJson(json) : json }]
    const body = new TextEncoder().encode(form.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&'))
    return { head: 'POST /router/rest?v=2.0&format=json HTTP/1.1\r\n\r\n', body, masked: [] }
  })

const aResponse: fc.Arbitrary<StoredResponse> = fc
  .record({ text: searchableText, format: fc.constantFrom('json', 'escaped', 'xml', 'bare'), charset: fc.constantFrom('utf-8', 'gbk'), coding: fc.constantFrom('', 'gzip', 'unknown') })
  .map(({ text, format, charset, coding }) => {
    const written = format === 'bare' ? text : format === 'xml' ? `<a><msg>${escapedXml(text)}</msg></a>` : format === 'json' ? JSON.stringify({ msg: text }) : escapedJson(JSON.stringify({ msg: text }))
    const bytes = charset === 'gbk' ? inGbk(written) : new TextEncoder().encode(written)
    const head = `HTTP/1.1 200 OK\r\ncontent-type: text/${format};charset=${charset}\r\n${coding === '' ? '' : `content-encoding: ${coding}\r\n`}\r\n`
    return { head, body: coding === 'gzip' ? new Uint8Array(gzipSync(bytes)) : bytes, maskedCopies: 0 }
  })

const anExchangeStart: fc.Arbitrary<Partial<ExchangeStart>> = fc.record({
  startedAt: fc.integer({ min: A_TIME - 2_000, max: A_TIME + 5_000 }),
  callerId: fc.oneof(fc.constantFrom('', '1', '2', 'a', 'A'), searchableValue),
  subject: shortText,
  profileName: fc.constantFrom('测试', 'Production', ''),
  format: fc.constantFrom('json', 'xml'),
  appKey: fc.constantFrom('25', '12345678'),
  environment: fc.constantFrom('production', 'sandbox', 'custom'),
  parentId: orNull(fc.constant('parent')),
  batch: orNull(fc.record({ id: fc.constantFrom('batch-1', 'batch-2'), row: fc.integer({ min: 1, max: 3 }) })),
})

const anExchangeEnd: fc.Arbitrary<ExchangeEnd> = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    failure: orNull(fc.constantFrom(...FAILURE_KINDS)),
    failureDetail: orNull(fc.constantFrom('ECONNRESET')),
    code: orNull(fc.constantFrom('25', '15', '0')),
    subCode: orNull(searchableValue),
    message: orNull(shortText),
    subMessage: orNull(shortText),
    requestId: orNull(searchableValue),
    resultId: orNull(searchableValue),
    httpStatus: orNull(fc.constantFrom(200, 502)),
    responseFormat: orNull(fc.constantFrom('json' as const, 'xml' as const)),
    durationMs: orNull(aDuration),
  })
  .map((changes) => anEnd(changes))

/** Exchanges of all outcomes, in both formats and charsets, packed or not, with and without escapes, several of a second. */
export const someExchanges: fc.Arbitrary<GivenExchange[]> = fc
  .array(fc.record({ start: anExchangeStart, request: aRequest, end: fc.option(anExchangeEnd, { nil: null, freq: 9 }), response: orNull(aResponse) }), { minLength: 1, maxLength: 24 })
  .map((exchanges) => exchanges.map(({ start, ...rest }, nth) => ({ ...rest, start: aStart({ ...start, id: `exchange-${nth}` }) })))

/** `encodeURIComponent` refuses halves of characters. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))
}

function escapedJson(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function escapedXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[一-龥]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`)
}

/** Two-byte characters of GBK by their text; the platform only decodes. */
const gbkBytes = new Map<string, readonly [number, number]>()
function inGbk(text: string): Uint8Array {
  if (gbkBytes.size === 0) {
    const decoder = new TextDecoder('gbk')
    for (let high = 0x81; high <= 0xfe; high += 1) for (let low = 0x40; low <= 0xfe; low += 1) gbkBytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  }
  return Uint8Array.from([...text].flatMap((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (gbkBytes.get(character) ?? [0x3f]))))
}
