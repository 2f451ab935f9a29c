import { describe, expect, it } from 'vitest'
import { ROW_STATES } from '@shared/batch/batch-contract'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { aSummary } from '@shared/testing/a-summary'
import { BatchRunner, type RunnerTools } from './batch-runner'
import type { BatchCounts, WaitingRow } from './batch-store'

const waitingRows = (count: number): BatchCounts => ({
  rows: Object.fromEntries(ROW_STATES.map((state) => [state, state === 'waiting' ? count : 0])) as BatchCounts['rows'],
  sends: 0,
})

const BANNED = { outcome: 'refused', code: '7', subCode: null, subMessage: 'This ban will last for 0 more seconds' } as const
const HOUR_MS = 3_600_000

/** Runs rows 1 to `count`; the clock is set back an hour with every look at it. */
async function runWhileClockIsSetBack(count: number, perSecond: number | null, send: (row: WaitingRow, nth: number) => Parameters<typeof aSummary>[0]) {
  const waiting = new Set(Array.from({ length: count }, (_, index) => index + 1))
  const sent: number[] = []
  let now = 2_000_000_000_000
  const tools: RunnerTools = {
    store: {
      waiting: async (_, afterRow) => [...waiting].toSorted((left, right) => left - right).filter((row) => row > afterRow).map((row) => ({ row, cells: [] })),
      againAfterBan: async (_, row) => waiting.add(row ?? 0).size,
      leaveOut: async () => undefined,
      isSentBy: async () => true,
    },
    send: async (row) => {
      waiting.delete(row.row)
      sent.push(row.row)
      return aSummary(send(row, sent.length))
    },
    now: () => (now -= HOUR_MS),
    onChange: () => undefined,
    onProblem: (error) => expect.fail(String(error)),
  }
  const runner = new BatchRunner('b', { concurrency: 1, perSecond }, waitingRows(count), tools)
  return { end: await runner.ended, sent, progress: runner.progress() }
}

it('keeps to its rate though the clock is set back', async () => {
  const { end, sent } = await runWhileClockIsSetBack(4, 20, () => ({ outcome: 'succeeded' }))
  expect([end, sent]).toEqual([{ kind: 'finished' }, [1, 2, 3, 4]])
})

it('waits out a ban and no longer, though the clock is set back', async () => {
  const { end, sent, progress } = await runWhileClockIsSetBack(2, null, (_, nth) => (nth === 1 ? BANNED : { outcome: 'succeeded' }))
  expect([end, sent, progress.ban]).toEqual([{ kind: 'finished' }, [1, 1, 2], null])
})

/** A runner of one lane over rows in memory, whose ends are kept when the test says so. */
function aRunner(count: number, ends: (row: number) => Partial<ExchangeSummary> = () => ({ outcome: 'succeeded' })) {
  const waiting = new Set(Array.from({ length: count }, (_, index) => index + 1))
  const begun: number[] = []
  const events: string[] = []
  const keep: (() => void)[] = []
  const tools: RunnerTools = {
    store: {
      waiting: async (_, after, limit) => [...waiting].filter((row) => row > after).sort((left, right) => left - right).slice(0, limit).map((row) => ({ row, cells: [] })),
      againAfterBan: async (_, row) => {
        events.push(`again ${row}`)
        waiting.add(row ?? 0)
        return 1
      },
      leaveOut: async () => undefined,
      isSentBy: async () => true,
    },
    send: async ({ row }, onEnded) => {
      begun.push(row)
      waiting.delete(row)
      const summary = aSummary(ends(begun.length))
      onEnded(summary)
      await new Promise<void>((resolve) => keep.push(resolve))
      events.push(`kept ${row}`)
      return summary
    },
    now: Date.now,
    onChange: () => undefined,
    onProblem: (error) => events.push(String(error)),
  }
  const runner = new BatchRunner('b', { concurrency: 1, perSecond: null }, waitingRows(count), tools)
  /** Keeps the end of the row whose turn it is, once somebody waits for it. */
  const keepNext = async (): Promise<void> => {
    await expect.poll(() => keep.length).toBeGreaterThan(0)
    keep.shift()?.()
  }
  return { runner, begun, events, keepNext }
}

describe('a run of a batch', () => {
  it('begins the next row while the end of the last is written, and no more than that one', async () => {
    const { runner, begun, keepNext } = aRunner(3)
    await expect.poll(() => begun).toEqual([1, 2])
    expect(runner.progress().rows).toMatchObject({ succeeded: 2, waiting: 1 })
    await keepNext()
    await expect.poll(() => begun).toEqual([1, 2, 3])
    await keepNext()
    await keepNext()
    expect(await runner.ended).toEqual({ kind: 'finished' })
  })

  it('has ended only when every end is written', async () => {
    const { runner, events, keepNext } = aRunner(1)
    const ended = runner.ended.then(() => events.push('ended'))
    await keepNext()
    await ended
    expect(events).toEqual(['kept 1', 'ended'])
  })

  it('lets a row the flow control refused wait again once its refusal is written, and no row begins meanwhile', async () => {
    const { runner, begun, events, keepNext } = aRunner(2, (nth) => (nth === 1 ? BANNED : { outcome: 'succeeded' }))
    await expect.poll(() => begun).toEqual([1])
    await keepNext()
    await expect.poll(() => begun, { timeout: 5_000 }).toEqual([1, 1, 2])
    expect(events).toEqual(['kept 1', 'again 1'])
    await keepNext()
    await keepNext()
    expect(await runner.ended).toEqual({ kind: 'finished' })
  })
})
