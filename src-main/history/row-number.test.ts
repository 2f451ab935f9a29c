import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { openConnection } from '../database/connection'
import { aRequest, aStart } from '../testing/an-exchange'
import { SqliteHistory } from './sqlite-history'
import { scanOf } from './testing/scan-search'

const SECOND = 1_800_000_000_000

function historyOf(times: readonly number[]): string[] {
  const connection = openConnection(':memory:')
  const history = new SqliteHistory(connection, { pid: 1, isAlive: () => true })
  times.forEach((startedAt, index) => history.begin(aStart({ id: `e${index}`, startedAt }), aRequest()))
  return scanOf(connection).search({ criteria: EVERYTHING, limit: 200, before: null }).entries.map(({ id }) => id)
}

describe('the order of exchanges', () => {
  it('is that of time, also when a clock was set back', () => {
    expect(historyOf([SECOND + 9_000, SECOND, SECOND + 5_000, SECOND + 60_000])).toEqual(['e3', 'e0', 'e2', 'e1'])
  })

  it('is that of writing within a second, however many there are', () => {
    const many = Array.from({ length: 150 }, (_, index) => SECOND + (index % 7))
    expect(historyOf(many)).toEqual(many.map((_, index) => `e${index}`).toReversed())
  })

  it('goes back before 2020, where a clock without a battery is', () => {
    expect(historyOf([0, SECOND, 86_400_000])).toEqual(['e1', 'e2', 'e0'])
  })
})
