import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { AppError } from '@shared/errors'
import type { StoredResponse } from '@shared/exchange/exchange'
import { InlineReader } from '../documents/inline-reader'
import type { DocumentReader } from '../documents/reader'
import type { History } from '../history/history'
import type { TransportResult } from '../transport/transport'
import { understand } from './understand'

const BODY = '{"error_response":{"code":27,"msg":"Invalid session","sub_msg":"a-token-of-this-test"}}'

function aResult(body: Uint8Array, encoding = 'identity'): TransportResult {
  return {
    response: { status: 200, head: `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\n\r\n`, body },
    failure: null,
    bytesLeft: true,
    phases: { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null, downloadMs: null },
    durationMs: 1,
  }
}

function received(result: TransportResult) {
  return { exchangeId: 'one', operation: operation.name, session: 'a-token-of-this-test', maxBytes: 10_000_000, result }
}

/** A history that keeps responses, and a reader that is lost at its first calls. */
function tools(timesLost: { receive?: number; judge?: number }, keep: () => Promise<void> = async () => undefined) {
  const reader = new InlineReader(async () => null)
  const left = { receive: 0, judge: 0, ...timesLost }
  const losing = (method: 'receive' | 'judge') => {
    if (left[method]-- > 0) throw new AppError('document.reader-lost')
  }
  const documents: Pick<DocumentReader, 'receive' | 'judge' | 'receiveAndJudge'> = {
    receive: async (answer) => {
      losing('receive')
      return reader.receive(answer)
    },
    judge: async (id) => {
      losing('judge')
      return reader.judge(id)
    },
    receiveAndJudge: async (answer) => {
      losing('receive')
      losing('judge')
      return reader.receiveAndJudge(answer)
    },
  }
  const kept: StoredResponse[] = []
  const unread: unknown[] = []
  const keepResponse = async (_: string, response: StoredResponse): Promise<void> => {
    await keep()
    kept.push(response)
  }
  return { documents, history: { keepResponse } as unknown as History, onUnread: (error: unknown) => unread.push(error), kept, unread }
}

describe('understand', () => {
  it.each([{ receive: 1 }, { judge: 1 }])('reads an answer again when the reader was lost over another document (%o)', async (timesLost) => {
    const surroundings = tools(timesLost)
    const { end, response } = await understand(received(aResult(Buffer.from(BODY))), surroundings)
    expect(end).toMatchObject({ outcome: 'refused', code: '27', subMessage: '*'.repeat(20) })
    expect(Buffer.from(response?.body ?? []).toString()).not.toContain('a-token')
    expect(surroundings.unread).toEqual([])
  })

  it.each([{ receive: 9 }, { judge: 9 }])('keeps an answer nobody could read, without the token, and calls it unknown (%o)', async (timesLost) => {
    const surroundings = tools(timesLost)
    const { end, response, isKept } = await understand(received(aResult(gzipSync(BODY), 'gzip')), surroundings)
    expect(end).toMatchObject({ outcome: 'unknown', failure: 'internal', failureDetail: 'unread', httpStatus: 200 })
    expect(gunzipSync(response?.body ?? new Uint8Array()).toString()).toBe(BODY.replace('a-token-of-this-test', '*'.repeat(20)))
    expect(isKept).toBe(false)
    expect(surroundings.unread).toHaveLength(1)
  })

  it('writes a large answer before it is judged, and a small one with its row', async () => {
    const large = Buffer.from(BODY + ' '.repeat(2_000_000))
    const surroundings = tools({})
    expect(await understand(received(aResult(large)), surroundings)).toMatchObject({ isKept: true, end: { outcome: 'refused' } })
    expect(surroundings.kept[0]?.body).toHaveLength(large.length)
    expect(await understand(received(aResult(Buffer.from(BODY))), surroundings)).toMatchObject({ isKept: false })
    expect(surroundings.kept).toHaveLength(1)
  })

  it('leaves a large answer that could not be written to the row, where it is told', async () => {
    const surroundings = tools({}, async () => {
      throw new AppError('history.unavailable')
    })
    const { isKept, response } = await understand(received(aResult(Buffer.from(BODY + ' '.repeat(2_000_000)))), surroundings)
    expect(isKept).toBe(false)
    expect(response?.body.length).toBeGreaterThan(2_000_000)
  })

  it('judges nothing that came only in part', async () => {
    const failure = { kind: 'truncated', detail: null } as const
    const { end, response } = await understand(received({ ...aResult(Buffer.from(BODY)), failure }), tools({}))
    expect(end).toMatchObject({ outcome: 'failed', failure: 'truncated', code: null })
    expect(response?.maskedCopies).toBe(1)
  })
})
