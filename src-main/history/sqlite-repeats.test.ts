import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MOST_REPEATS } from '@shared/exchange/reuse-contract'
import { openConnection } from '../database/connection'
import { aRequest, aStart, anEnd } from '../testing/an-exchange'
import { temporaryFolder } from '../testing/temporary-folder'
import { SqliteHistory } from './sqlite-history'

function aHistory() {
  const connection = openConnection(join(temporaryFolder(), 'history.db'))
  const history = new SqliteHistory(connection, { pid: 4242, isAlive: () => true })
  const add = (start: Parameters<typeof aStart>[0]): void => {
    history.begin(aStart(start), aRequest())
    history.finish(start?.id ?? '', anEnd(), null)
  }
  return { connection, history, add }
}

const { operation, callerId, gatewayUrl } = aStart()

describe('what was sent more than once', () => {
  it('is told newest first and counted whole, with what it repeats itself', () => {
    const { history, add } = aHistory()
    add({ id: 'original' })
    for (let index = 0; index < MOST_REPEATS + 3; index += 1) add({ id: `repeat-${index}`, parentId: 'original', startedAt: 1_800_000_001_000 + index })
    const { original, repeats, count } = history.repeatsOf('original')
    expect([original, count, repeats.length, repeats[0]?.id]).toEqual([null, MOST_REPEATS + 3, MOST_REPEATS, `repeat-${MOST_REPEATS + 2}`])
    expect(history.repeatsOf('repeat-0')).toMatchObject({ original: { id: 'original', outcome: 'succeeded' }, repeats: [], count: 0 })
  })

  it('leaves removed repeats out, and shows a removed original all the same', () => {
    const { history, add } = aHistory()
    add({ id: 'original' })
    add({ id: 'repeat', parentId: 'original' })
    history.remove({ ids: ['repeat'] }, 'r1', 1)
    expect(history.repeatsOf('original')).toMatchObject({ repeats: [], count: 0 })
    history.remove({ ids: ['original'] }, 'r2', 1)
    expect(history.repeatsOf('repeat').original?.id).toBe('original')
  })

  it('knows nothing of an exchange that is not there', () => {
    expect(aHistory().history.repeatsOf('nothing')).toEqual({ original: null, repeats: [], count: 0 })
  })

  it('is found by its index', () => {
    const { connection } = aHistory()
    const plan = connection.prepare('EXPLAIN QUERY PLAN SELECT * FROM exchange WHERE parent_id = ? ORDER BY seq DESC').all('x') as { detail: string }[]
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING INDEX exchange_parent/)
  })
})

describe('earlier uses of an id', () => {
  it('count what was removed and what was imported, since both were sent', () => {
    const { history, add, connection } = aHistory()
    add({ id: 'removed', startedAt: 1_000 })
    add({ id: 'imported', startedAt: 2_000 })
    connection.prepare("UPDATE exchange SET imported = 1 WHERE id = 'imported'").run()
    history.remove({ ids: ['removed'] }, 'r1', 1)
    expect(history.earlierUses({ operation, callerId, gatewayUrl })).toEqual({
      count: 2,
      newest: { exchangeId: 'imported', startedAt: 2_000, outcome: 'succeeded' },
    })
  })

  it('can be asked for by a profile and since a time, whatever the address was', () => {
    const { history, add } = aHistory()
    add({ id: 'before', startedAt: 1_000 })
    add({ id: 'here', startedAt: 2_000 })
    add({ id: 'elsewhere', startedAt: 3_000, gatewayUrl: 'http://127.0.0.1:2/router/rest' })
    add({ id: 'other profile', startedAt: 4_000, profileId: 'another' })
    const { profileId } = aStart()
    expect(history.earlierUses({ operation, callerId, profileId, since: 2_000 })).toMatchObject({ count: 2, newest: { exchangeId: 'elsewhere' } })
  })
})
