import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import type { HistoryPage } from '@shared/history/history-contract'
import { openConnection } from '../database/connection'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { historyOn } from '../testing/open-history'
import { temporaryFolder } from '../testing/temporary-folder'
import { SqliteHistory } from './sqlite-history'

const DEAD = { pid: 4242, isAlive: () => false }
const ALIVE = { pid: 4242, isAlive: () => true }

function open(file: string, owner: { pid: number; isAlive: (pid: number) => boolean } = ALIVE): SqliteHistory {
  return new SqliteHistory(openConnection(file), owner)
}

describe('SqliteHistory', () => {
  it('gives back the exact bytes of both halves after the file was opened again', () => {
    const file = join(temporaryFolder(), 'history.db')
    const every = Uint8Array.from({ length: 256 }, (_, index) => index)
    const first = open(file)
    first.begin(aStart(), aRequest({ body: every, masked: ['session'] }))
    first.finish('exchange-1', anEnd(), aResponse({ body: every.toReversed(), maskedCopies: 2 }))

    const exchange = open(file).read('exchange-1')
    expect(exchange.request).toEqual({ head: 'POST / HTTP/1.1\r\n\r\n', body: every, masked: ['session'] })
    expect(exchange.response?.body).toEqual(every.toReversed())
    expect(exchange.response?.maskedCopies).toBe(2)
    expect(exchange).toMatchObject({ ...aStart(), ...anEnd() })
  })

  it('keeps a response before it is understood, and completes its row later', () => {
    const file = join(temporaryFolder(), 'history.db')
    const first = open(file)
    first.begin(aStart(), aRequest())
    const body = new Uint8Array(new SharedArrayBuffer(3_000_000)).fill(7)
    first.keepResponse('exchange-1', aResponse({ body }))
    // A process that ends here has kept the bytes of an exchange nobody knows the outcome of.
    expect(open(file).read('exchange-1')).toMatchObject({ outcome: null, response: { maskedCopies: 0 } })
    expect(first.finish('exchange-1', anEnd(), null).outcome).toBe('succeeded')
    expect(Buffer.compare(open(file).read('exchange-1').response?.body ?? new Uint8Array(), Buffer.alloc(3_000_000, 7))).toBe(0)
  })

  it('tells an exchange without its response body, and each half by itself', () => {
    const history = open(join(temporaryFolder(), 'history.db'))
    history.begin(aStart(), aRequest())
    expect(history.outline('exchange-1').response).toBeNull()
    expect(history.readHalf('exchange-1', 'response')).toBeNull()
    history.finish('exchange-1', anEnd(), aResponse({ body: Uint8Array.of(0, 1, 0), maskedCopies: 2 }))
    const { head } = aResponse()
    expect(history.outline('exchange-1')).toMatchObject({ request: aRequest(), response: { head, bodyBytes: 3, maskedCopies: 2 } })
    expect(history.readHalf('exchange-1', 'response')).toEqual({ operation: aStart().operation, head, body: Uint8Array.of(0, 1, 0) })
    expect(history.readHalf('exchange-1', 'request')?.body).toEqual(aRequest().body)
    for (const read of [() => history.outline('nothing'), () => history.readHalf('nothing', 'request')]) {
      expect(read).toThrow(expect.objectContaining({ code: 'history.unknown-entry' }))
    }
  })

  it('lists newest first and pages without losing or repeating rows of the same millisecond', async () => {
    const { history } = historyOn(openConnection(join(temporaryFolder(), 'history.db')))
    for (let index = 0; index < 7; index += 1) {
      await history.begin(aStart({ id: `exchange-${index}`, startedAt: 1_000 + Math.floor(index / 3) }), aRequest())
    }
    const seen: string[] = []
    let before: string | null = null
    do {
      const page: HistoryPage = await history.search({ criteria: EVERYTHING, limit: 2, before })
      seen.push(...page.entries.map(({ id }) => id))
      before = page.next
    } while (before !== null)
    expect((await history.facets({ criteria: EVERYTHING })).total).toBe(7)
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `exchange-${index}`))
  })

  it('does not cut a text at a NUL', () => {
    const history = open(join(temporaryFolder(), 'history.db'))
    history.begin(aStart({ callerId: 'a\0b' }), aRequest())
    expect(history.finish('exchange-1', anEnd({ message: 'x\0y' }), null)).toMatchObject({ callerId: 'a\u2400b', message: 'x\u2400y' })
  })

  it('shows an exchange under way without an outcome', () => {
    const history = open(join(temporaryFolder(), 'history.db'))
    history.begin(aStart(), aRequest())
    expect(history.read('exchange-1')).toMatchObject({ outcome: null, response: null })
  })

  it('closes as unknown what a dead process left, and only that', () => {
    const file = join(temporaryFolder(), 'history.db')
    const history = open(file, { pid: 1_111, isAlive: () => true })
    history.begin(aStart({ id: 'done' }), aRequest())
    history.finish('done', anEnd(), aResponse())
    history.begin(aStart({ id: 'lost' }), aRequest())

    expect(open(file, ALIVE).closeInterrupted(aStart().startedAt + 1_000)).toBe(0)
    expect(open(file, DEAD).closeInterrupted(aStart().startedAt + 1_000)).toBe(1)
    expect(history.read('lost')).toMatchObject({ outcome: 'unknown', failure: 'interrupted', bytesLeft: true })
    expect(history.read('done')).toMatchObject({ outcome: 'succeeded' })
  })

  it('does not believe a process number that has been given to another program since', () => {
    const file = join(temporaryFolder(), 'history.db')
    open(file, { pid: 1_111, isAlive: () => true }).begin(aStart(), aRequest())
    expect(open(file, ALIVE).closeInterrupted(aStart().startedAt + 16 * 60_000)).toBe(1)
  })

  it('counts what may already have made the session, and nothing else', () => {
    const history = open(join(temporaryFolder(), 'history.db'))
    const ends = [
      anEnd({ outcome: 'succeeded' }),
      anEnd({ outcome: 'unknown' }),
      anEnd({ outcome: 'failed', bytesLeft: true }),
      anEnd({ outcome: 'failed', bytesLeft: false }),
      anEnd({ outcome: 'refused' }),
      anEnd({ outcome: 'rejected' }),
    ]
    ends.forEach((end, index) => {
      history.begin(aStart({ id: `e${index}`, startedAt: 1_000 + index }), aRequest())
      history.finish(`e${index}`, end, null)
    })
    history.begin(aStart({ id: 'elsewhere', gatewayUrl: 'http://127.0.0.1:2/' }), aRequest())
    const { operation, gatewayUrl, callerId } = aStart()
    expect(history.earlierUses({ operation, gatewayUrl, callerId })).toEqual({ count: 3, newest: { exchangeId: 'e2', startedAt: 1_002, outcome: 'failed' } })
    expect(history.earlierUses({ operation, gatewayUrl, callerId: 'never used' })).toEqual({ count: 0, newest: null })
  })

  it('names an entry it does not have', () => {
    const history = open(join(temporaryFolder(), 'history.db'))
    expect(() => history.read('nothing')).toThrow(expect.objectContaining({ code: 'history.unknown-entry' }))
  })

  it('keeps a row whose response cannot be stored as it was', () => {
    const history = open(join(temporaryFolder(), 'history.db'))
    history.begin(aStart(), aRequest())
    history.finish('exchange-1', anEnd(), aResponse())
    // A second end would need a second response half: refused as a whole.
    expect(() => history.finish('exchange-1', anEnd({ outcome: 'failed' }), aResponse())).toThrow(/UNIQUE/)
    expect(history.read('exchange-1').outcome).toBe('succeeded')
  })
})
