import type { Batch, BatchPlan, BatchState } from '@shared/batch/batch-contract'
import { isProcessAlive } from '../history/process-liveness'
import type { BatchRunner } from './batch-runner'
import type { BatchRecord } from './batch-store'

type Counts = Pick<Batch, 'rows' | 'sends'> & Partial<ReturnType<BatchRunner['progress']>>

/** A batch as the page sees it; `runner` is null when this program does not send it. */
export function shownBatch(record: BatchRecord, counts: Counts, runner: BatchRunner | null): Batch {
  const state = stateOf(record, counts, runner)
  const isRunning = state === 'running' || state === 'waiting'
  return {
    id: record.id,
    fileName: record.fileName,
    plan: JSON.parse(record.plan) as BatchPlan,
    profileName: record.profileName,
    state,
    rows: counts.rows,
    sends: counts.sends,
    createdAt: record.createdAt,
    ratePerSecond: isRunning ? (counts.ratePerSecond ?? null) : null,
    remainingMs: isRunning ? (counts.remainingMs ?? null) : null,
    ban: isRunning ? (counts.ban ?? null) : null,
    pausedBecause: state === 'paused' ? record.pausedBecause : null,
  }
}

function stateOf({ wanted, ownerPid }: BatchRecord, { rows, ban }: Counts, runner: BatchRunner | null): BatchState {
  if (wanted === 'stopped') return 'stopped'
  if (runner !== null && !runner.isHalting) return (ban ?? null) === null ? 'running' : 'waiting'
  if (rows.waiting === 0 && rows['under-way'] === 0) return 'finished'
  if (wanted === 'paused') return 'paused'
  // Wanted to run, and it does not here: another program sends it, or nobody any more.
  return ownerPid !== process.pid && isProcessAlive(ownerPid) ? 'running' : 'interrupted'
}
