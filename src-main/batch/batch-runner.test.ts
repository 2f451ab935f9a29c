import { expect, it } from 'vitest'
import { ROW_STATES } from '@shared/batch/batch-contract'
import { aSummary } from '../testing/an-exchange'
import { BatchRunner, type RunnerTools } from './batch-runner'
import type { BatchCounts, WaitingRow } from './batch-store'

const HOUR_MS = 3_600_000
const BANNED = { outcome: 'refused', code: '7', subMessage: 'This ban will last for 1 more seconds' } as const

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
  const rows = Object.fromEntries(ROW_STATES.map((state) => [state, state === 'waiting' ? count : 0])) as BatchCounts['rows']
  const runner = new BatchRunner('b', { concurrency: 1, perSecond }, { rows, sends: 0 }, tools)
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
