import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KEEP_EVERYTHING, type RetentionRules } from '@shared/history/retention'
import type { RetentionRequest, Tidied } from './history'
import { HistoryUpkeep } from './upkeep'

const HOUR_MS = 60 * 60 * 1000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function anUpkeep(steps: Tidied[] = [], rules: () => Promise<RetentionRules> = async () => KEEP_EVERYTHING) {
  const asked: RetentionRequest[] = []
  const changed = vi.fn()
  const problems: unknown[] = []
  const upkeep = new HistoryUpkeep({
    history: {
      tidy: async (request) => {
        asked.push(request)
        return steps.shift() ?? { removed: 0, deleted: 0, more: false }
      },
    },
    rules,
    now: Date.now,
    onChanged: changed,
    onProblem: (error) => problems.push(error),
  })
  return { upkeep, asked, changed, problems }
}

describe('HistoryUpkeep', () => {
  it('leaves the start alone, then runs, then once an hour', async () => {
    const { upkeep, asked } = anUpkeep()
    upkeep.start()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(HOUR_MS - 6_000)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(HOUR_MS)
    expect(asked).toHaveLength(2)
    await upkeep.stop()
    await vi.advanceTimersByTimeAsync(3 * HOUR_MS)
    expect(asked).toHaveLength(2)
  })

  it('goes on while there is more, and tells once when exchanges have left', async () => {
    const { upkeep, asked, changed } = anUpkeep([
      { removed: 0, deleted: 0, more: true },
      { removed: 3, deleted: 0, more: true },
      { removed: 0, deleted: 2, more: true },
    ])
    await upkeep.run()
    expect(asked).toHaveLength(4)
    expect(changed).toHaveBeenCalledTimes(1)
    await upkeep.run()
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('runs with the rules of the moment, one run after the other', async () => {
    let rules: RetentionRules = KEEP_EVERYTHING
    const { upkeep, asked } = anUpkeep([{ removed: 0, deleted: 0, more: true }], async () => rules)
    const first = upkeep.run()
    rules = { ...KEEP_EVERYTHING, maxCount: 5 }
    await Promise.all([first, upkeep.run(), upkeep.run()])
    expect(asked.map(({ rules: used }) => used.maxCount)).toEqual([null, null, 5, 5])
  })

  it('puts off what large answers ask for until they stop coming', async () => {
    const { upkeep, asked } = anUpkeep()
    for (let index = 0; index < 5; index += 1) {
      upkeep.soon()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toHaveLength(1)
  })

  it('survives a failing run, and ends between two steps when it is stopped', async () => {
    let fails = true
    const { upkeep, asked, problems } = anUpkeep(
      Array.from({ length: 100 }, () => ({ removed: 0, deleted: 0, more: true })),
      async () => {
        if (fails) throw new Error('no database')
        return KEEP_EVERYTHING
      },
    )
    await upkeep.run()
    expect(problems).toHaveLength(1)
    fails = false
    const run = upkeep.run()
    await upkeep.stop()
    await run
    expect(asked.length).toBeLessThan(100)
  })
})
