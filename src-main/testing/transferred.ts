import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { FAILURE_KINDS, OUTCOMES } from '@shared/exchange/outcome'
import { EVERYTHING } from '@shared/history/criteria'
import type { IncomingExchange } from '@shared/history/transfer/incoming'
import type { ExportFormat } from '@shared/history/transfer/transfer-contract'
import { wellFormedText } from '@shared/testing/arbitraries'
import type { History } from '../history/history'
import { exportPieces, type TransferRun } from '../transfer/export-pieces'
import { aSummary } from './an-exchange'

/** A run nobody watches and nobody stops. */
export const UNWATCHED: TransferRun = { onProgress: () => undefined, signal: new AbortController().signal }

/** A whole history as the text of a file. */
export async function exported(history: History, format: ExportFormat, isMasked: boolean, language: 'zh' | 'en' = 'en'): Promise<string> {
  const order = { selection: { kind: 'criteria', criteria: EVERYTHING }, format, isMasked, language, version: '1.2.3', now: 1_800_000_000_000 } as const
  const pieces: Uint8Array[] = []
  for await (const piece of exportPieces(history, order, UNWATCHED)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const text = wellFormedText.filter((one) => !one.includes('\0'))
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const headText = fc.string({ unit: fc.constantFrom(...'aZ09-_ ;=/é会😀"\\') })
const heads = (start: string): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('', 'Content-Type: text/xml; charset=GBK\r\n', 'Content-Type: application/json;charset=UTF-8\r\n'), headText).map(
    ([type, value]) => `${start}\r\n${type}X-Trace: ${value}\r\n\r\n`,
  )

/** A response body of any bytes under a head that may not fit it, or a proper one in gzip. */
const responses = fc.oneof(
  fc.record({ head: heads('HTTP/1.1 200 OK'), body: fc.uint8Array({ maxLength: 60 }), maskedCopies: fc.nat(3) }),
  fc.tuple(heads('HTTP/1.1 200 OK'), text).map(([head, content]) => ({
    head: head.replace('\r\n', '\r\nContent-Encoding: gzip\r\n'),
    body: new Uint8Array(gzipSync(Buffer.from(JSON.stringify({ msg: content })))),
    maskedCopies: 0,
  })),
)

/** Any exchange a history may hold. */
export const anyIncoming: fc.Arbitrary<IncomingExchange> = fc
  .record({
    summary: fc.record({
      id: fc.uuid(),
      startedAt: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_003_000 }),
      outcome: fc.constantFrom(...OUTCOMES),
      failure: orNull(fc.constantFrom(...FAILURE_KINDS)),
      callerId: text,
      message: orNull(text),
      subMessage: orNull(text),
      failureDetail: orNull(text),
      durationMs: orNull(fc.nat(100_000_000).map((microseconds) => microseconds / 1_000)),
      httpStatus: orNull(fc.integer({ min: 100, max: 599 })),
      note: text,
      pinned: fc.boolean(),
      tags: fc.uniqueArray(fc.constantFrom('T-1', '工单', 'later'), { maxLength: 3 }),
    }),
    request: fc.record({
      head: heads('POST /router/rest?v=2.0&x=%41 HTTP/1.1'),
      body: fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(new TextEncoder().encode('a=%E4%BC%9A&b=1.10&c'))),
      masked: fc.boolean().map((isMasked) => (isMasked ? ['session'] : [])),
    }),
    response: orNull(responses),
  })
  .map(({ summary, request, response }) => ({ summary: aSummary(summary), request, response }))
