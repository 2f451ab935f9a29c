import { beforeEach, describe, expect, it } from 'vitest'
import type { RowState } from '@shared/batch/batch-contract'
import type { ExchangeEnd } from '@shared/exchange/exchange'
import { openConnection, type Connection } from '../database/connection'
import { markLostHalves } from '../history/lost-halves'
import { SqliteHistory } from '../history/sqlite-history'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { BatchStore, type BatchRecord } from './batch-store'

const RECORD: BatchRecord = {
  id: 'b', createdAt: 1, fileName: 'a.csv', folder: '/somewhere', profileName: 'P', plan: '{}', columns: '["sid"]', wanted: 'running', pausedBecause: null, ownerPid: process.pid, address: 'http://there/',
}
let connection: Connection
let store: BatchStore
let history: SqliteHistory
let sends = 0

beforeEach(() => {
  connection = openConnection(':memory:')
  store = new BatchStore(connection)
  history = new SqliteHistory(connection, { pid: process.pid, isAlive: () => true })
  store.create(RECORD)
  store.addRows('b', [1, 2, 3].map((row) => ({ row, line: row + 1, callerId: `sid-${row}`, cells: [`sid-${row}`], leftOut: row === 3 ? 'required' : null })))
})

function begin(row: number, startedAt = 1_800_000_000_000 + sends): string {
  sends += 1
  history.begin(aStart({ id: `e${sends}`, startedAt, callerId: `sid-${row}`, batch: { id: 'b', row } }), aRequest())
  return `e${sends}`
}

function send(row: number, changes: Partial<ExchangeEnd> = {}, startedAt?: number): string {
  const id = begin(row, startedAt)
  history.finish(id, anEnd(changes), null)
  return id
}

const states = (): RowState[] => store.rows('b', [], 0, 10).map(({ state }) => state)
const NOT_WAITING = expect.objectContaining({ code: 'batch.row-not-waiting' })

describe('the state of a row', () => {
  it('is that of its exchange, and waiting without one', () => {
    expect(states()).toEqual(['waiting', 'waiting', 'left-out'])
    const id = begin(1)
    expect(states()).toEqual(['under-way', 'waiting', 'left-out'])
    history.finish(id, anEnd({ outcome: 'rejected', code: '400001', message: 'no' }), null)
    expect(store.rows('b', ['rejected'], 0, 10)).toEqual([
      expect.objectContaining({ row: 1, line: 2, state: 'rejected', callerId: 'sid-1', exchangeId: id, code: '400001', message: 'no', sends: 1, cells: ['sid-1'] }),
    ])
    expect(store.count('b')).toEqual({ rows: { waiting: 1, 'under-way': 0, succeeded: 0, rejected: 1, refused: 0, failed: 0, unknown: 0, 'left-out': 1 }, sends: 1 })
  })

  it.each([
    [{ outcome: 'failed', failure: 'connection-refused', bytesLeft: false }, 'failed'],
    [{ outcome: 'failed', failure: 'time-out', bytesLeft: true }, 'unknown'],
    [{ outcome: 'unknown', failure: 'interrupted', bytesLeft: true }, 'unknown'],
  ] as const)('tells what may have had an effect from what had none: %o', (end, state) => {
    send(1, end)
    expect(states()[0]).toBe(state)
  })

  it('of an interrupted program is unknown', () => {
    begin(1)
    history.closeInterrupted(Date.now())
    expect(states()).toEqual(['unknown', 'waiting', 'left-out'])
  })

  it('stays known when its exchange is deleted for good', () => {
    send(1, { outcome: 'rejected' })
    connection.exec("DELETE FROM exchange WHERE batch_row = 1")
    expect(states()[0]).toBe('rejected')
    expect(() => begin(1)).toThrow(NOT_WAITING)
  })

  it('is left out where a stopped batch has not sent it', () => {
    send(1)
    store.change('b', { ...RECORD, wanted: 'stopped' })
    expect(states()).toEqual(['succeeded', 'left-out', 'left-out'])
  })
})

describe('a row', () => {
  it('is not begun twice, nor when it is left out or unknown to the batch', () => {
    begin(1)
    for (const row of [1, 3, 4]) expect(() => begin(row)).toThrow(NOT_WAITING)
    expect(store.count('b').sends).toBe(1)
  })

  it('is sent once for each decision, whatever the clock does', () => {
    send(1, { outcome: 'failed', bytesLeft: false })
    expect(store.again('b', null, ['failed']).count).toBe(1)
    expect(states()[0]).toBe('waiting')
    // An hour earlier: the exchange stands before the first one.
    send(1, { outcome: 'failed', bytesLeft: false }, 1_799_996_400_000)
    expect(states()[0]).not.toBe('waiting')
    expect(() => begin(1)).toThrow(NOT_WAITING)
  })

  it('is as it ended last, though the clock was set back between its sends', () => {
    send(1, { outcome: 'refused', code: '7' })
    store.againAfterBan('b', 1)
    send(1, { outcome: 'succeeded' }, 1_799_996_400_000)
    expect(states()[0]).toBe('succeeded')
    expect(store.againAfterBan('b', null)).toBe(0)
    expect(() => begin(1)).toThrow(NOT_WAITING)
  })

  it.each([['the earlier first', [0, 1]], ['the later first', [1, 0]], ['only the later', [1]]] as const)('is as it ended last, though its sends were deleted for good: %s', (_, order) => {
    const ids = [send(1, { outcome: 'refused', code: '7' })]
    store.againAfterBan('b', 1)
    ids.push(send(1, { outcome: 'succeeded' }))
    for (const index of order) connection.prepare('DELETE FROM exchange WHERE id = ?').run(ids[index] ?? '')
    expect(states()[0]).toBe('succeeded')
    expect(store.againAfterBan('b', null)).toBe(0)
    expect(() => begin(1)).toThrow(NOT_WAITING)
    // The user may decide all the same, and then the next send is the last one.
    expect(store.again('b', [1], ['succeeded']).count).toBe(1)
    send(1, { outcome: 'rejected' })
    expect(states()[0]).toBe('rejected')
  })

  it('waits again only in the states that were named, and among the rows that were', () => {
    send(1, { outcome: 'rejected' })
    send(2, { outcome: 'rejected' })
    expect(store.again('b', null, ['failed', 'unknown']).count).toBe(0)
    expect(store.again('b', [2, 3], ['rejected']).count).toBe(1)
    expect(states()).toEqual(['rejected', 'waiting', 'left-out'])
  })

  it('the flow control refused waits again, another refusal does not', () => {
    send(1, { outcome: 'refused', code: '7' })
    send(2, { outcome: 'refused', code: '25' })
    expect(store.againAfterBan('b', 2)).toBe(0)
    expect(store.againAfterBan('b', 1)).toBe(1)
    expect(states()).toEqual(['waiting', 'refused', 'left-out'])
    send(1, { outcome: 'refused', code: '7' })
    expect(store.againAfterBan('b', null)).toBe(1)
  })
})

it('of a damaged file is not taken for unsent: what seems to wait is unknown', () => {
  send(1, { outcome: 'failed', bytesLeft: false })
  store.again('b', [1], ['failed'])
  markLostHalves(connection)
  expect(store.waiting('b', 0, 5)).toEqual([])
  expect(states()[1]).toBe('unknown')
  expect(() => begin(2)).toThrow(NOT_WAITING)
  store.again('b', [2], ['unknown'])
  expect(states()[1]).toBe('waiting')
})

it('whose last send was lost with a damaged file is not as it was before that send', () => {
  history.finish(begin(1), anEnd({ outcome: 'refused', code: '7' }), aResponse())
  store.againAfterBan('b', 1)
  markLostHalves(connection)
  expect(states()[0]).toBe('unknown')
  expect(store.againAfterBan('b', null)).toBe(0)
})

it('counts anew whenever something has changed the state of a row', () => {
  const fresh = (): ReturnType<BatchStore['count']> => {
    connection.exec('UPDATE batch SET counted = NULL')
    return store.count('b')
  }
  let id = ''
  const steps: readonly (() => void)[] = [
    () => (id = begin(1)),
    () => void history.finish(id, anEnd({ outcome: 'rejected' }), null),
    () => void store.again('b', null, ['rejected']),
    () => void send(1, { outcome: 'failed', bytesLeft: true }),
    () => store.leaveOut('b', 2, 'required'),
    () => connection.exec('DELETE FROM exchange WHERE batch_row = 1'),
    () => store.change('b', { ...RECORD, wanted: 'stopped' }),
    () => store.addRows('b', [{ row: 4, line: 5, callerId: 'sid-4', cells: ['sid-4'], leftOut: null }]),
    () => store.leaveOutUnsent('b'),
    () => markLostHalves(connection),
  ]
  for (const step of steps) {
    store.count('b')
    step()
    expect(store.count('b')).toEqual(fresh())
  }
})

it('pages through the rows that wait', () => {
  expect(store.waiting('b', 0, 1)).toEqual([{ row: 1, cells: ['sid-1'] }])
  expect(store.waiting('b', 1, 5)).toEqual([{ row: 2, cells: ['sid-2'] }])
})

it('says which ids were used at a gateway by what may have had an effect', () => {
  send(1)
  send(2, { outcome: 'rejected' })
  const { operation, gatewayUrl } = aStart()
  expect(store.usedBefore(operation, { gatewayUrl }, ['sid-1', 'sid-2', 'sid-9'])).toEqual(['sid-1'])
  expect(store.usedBefore(operation, { gatewayUrl: 'http://other/' }, ['sid-1'])).toEqual([])
})

it('drops a batch whose program ended before every row was kept, and goes with its rows when it is deleted', () => {
  store.create({ ...RECORD, id: 'half', wanted: 'keeping', ownerPid: 2 ** 30 })
  store.addRows('half', [{ row: 1, line: 1, callerId: 'a\0b', cells: ['a\0b'], leftOut: null }])
  expect(store.rows('half', [], 0, 1)[0]?.cells).toEqual(['a\0b'])
  expect(store.list().map(({ id }) => id)).toEqual(['b'])
  store.delete('b')
  expect(connection.prepare('SELECT count(*) AS count FROM batch_row').get()).toEqual({ count: 0 })
})
