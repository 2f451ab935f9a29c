import { AppError } from '@shared/errors'
import { ROW_STATES, type BatchRow, type PauseReason, type RowState } from '@shared/batch/batch-contract'
import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'
import { inTransaction } from '../database/transaction'
import type { UsedGateway } from '../history/history'
import { isProcessAlive } from '../history/process-liveness'
import { BAN_CODE } from './ban'
import { EFFECTIVE, ROWS_WITH_STATE } from './row-states'

/** What the user wants of a batch; `keeping` while its rows are being written. */
export type WantedState = 'keeping' | 'running' | 'paused' | 'stopped'

/** A batch as its row holds it; `plan` and `columns` are JSON texts. */
export interface BatchRecord {
  readonly id: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly fileName: string
  readonly folder: string
  readonly profileName: string
  readonly plan: string
  readonly columns: string
  readonly wanted: WantedState
  readonly pausedBecause: PauseReason | null
  /** The process that runs it, or did last. */
  readonly ownerPid: number
  /** Where its profile led when it was begun; null is not known. */
  readonly address: string | null
}

/** A row to be kept. */
export interface KeptRow {
  readonly row: number
  readonly line: number
  readonly callerId: string
  readonly cells: readonly string[]
  /** Why it is not to be sent; null when it is. */
  readonly leftOut: string | null
}

/** A row that waits to be sent. */
export type WaitingRow = Pick<KeptRow, 'row' | 'cells'>

/** Rows by their state, and how often anything was sent. */
export interface BatchCounts {
  readonly rows: Readonly<Record<RowState, number>>
  readonly sends: number
}

/** Rows that wait once more, and the states they were in. */
export interface RowsAgain {
  readonly count: number
  readonly from: Readonly<Partial<Record<RowState, number>>>
}

/** What became of one row, with its cells. */
export interface RowResult extends BatchRow {
  readonly cells: readonly string[]
  readonly resultId: string | null
  readonly requestId: string | null
  /** Epoch milliseconds of its newest send; null when it was never sent. */
  readonly startedAt: number | null
}

type Row = Record<string, unknown>

const RECORD = `SELECT id, created_at AS createdAt, file_name AS fileName, folder, profile_name AS profileName, plan, columns, wanted,
  paused_because AS pausedBecause, owner_pid AS ownerPid, address FROM batch`

const NEVER_SENT = `deleted_sends = 0 AND NOT EXISTS (SELECT 1 FROM exchange WHERE batch_id = :batchId AND exchange.batch_row = batch_row.row)`

/** Batches and their rows. Synchronous: it runs in the database worker. */
export class BatchStore {
  constructor(private readonly connection: Connection) {}

  create(batch: BatchRecord): void {
    this.connection
      .prepare(
        `INSERT INTO batch (id, created_at, file_name, folder, profile_name, plan, columns, wanted, paused_because, owner_pid, address)
         VALUES (:id, :createdAt, :fileName, :folder, :profileName, :plan, :columns, :wanted, :pausedBecause, :ownerPid, :address)`,
      )
      .run({ ...batch })
  }

  /** Keeps some rows, all of them or none. */
  addRows(batchId: string, rows: readonly KeptRow[]): void {
    inTransaction(this.connection, () => {
      const insert = prepared(this.connection, 'INSERT INTO batch_row (batch_id, row, line, caller_id, cells, left_out) VALUES (?, ?, ?, ?, ?, ?)')
      // JSON writes a NUL as an escape; a bound text would end at it.
      for (const { row, line, callerId, cells, leftOut } of rows) insert.run(batchId, row, line, callerId.replaceAll('\0', '\u2400'), JSON.stringify(cells), leftOut)
    })
  }

  change(batchId: string, { wanted, pausedBecause, ownerPid, plan }: Pick<BatchRecord, 'wanted' | 'pausedBecause' | 'ownerPid' | 'plan'>): void {
    this.connection
      .prepare('UPDATE batch SET wanted = :wanted, paused_because = :pausedBecause, owner_pid = :ownerPid, plan = :plan WHERE id = :batchId')
      .run({ batchId, wanted, pausedBecause, ownerPid, plan })
  }

  /** Newest first. One whose rows were still being written when its program ended has sent nothing, and is dropped. */
  list(): BatchRecord[] {
    const all = this.connection.prepare(`${RECORD} ORDER BY created_at DESC, id DESC`).all() as unknown as BatchRecord[]
    const isDead = ({ wanted, ownerPid }: BatchRecord): boolean => wanted === 'keeping' && !isProcessAlive(ownerPid)
    for (const dead of all.filter(isDead)) this.delete(dead.id)
    return all.filter(({ wanted }) => wanted !== 'keeping')
  }

  /** One whose rows are all kept. @throws AppError `batch.unknown` */
  get(batchId: string): BatchRecord {
    const batch = this.connection.prepare(`${RECORD} WHERE id = ? AND wanted <> 'keeping'`).get(batchId) as BatchRecord | undefined
    if (batch === undefined) throw new AppError('batch.unknown')
    return batch
  }

  /** Counted once, until a row changes its state: a list of finished batches reads none of their rows. */
  count(batchId: string): BatchCounts {
    const known = prepared(this.connection, 'SELECT counted FROM batch WHERE id = ?').get(batchId) as { counted: string | null } | undefined
    if (known?.counted) return JSON.parse(known.counted) as BatchCounts
    const counts = this.countRows(batchId)
    if (counts.rows['under-way'] === 0) this.keepCounts(batchId, counts)
    return counts
  }

  private countRows(batchId: string): BatchCounts {
    const found = this.connection
      .prepare(`SELECT state, count(*) AS count, sum(sends) AS sends FROM (${ROWS_WITH_STATE}) GROUP BY state`)
      .all({ batchId, afterRow: 0 }) as { state: RowState; count: number; sends: number }[]
    const rows = Object.fromEntries(ROW_STATES.map((state) => [state, found.find((one) => one.state === state)?.count ?? 0]))
    return { rows: rows as Record<RowState, number>, sends: found.reduce((sum, { sends }) => sum + sends, 0) }
  }

  private keepCounts(batchId: string, counts: BatchCounts): void {
    try {
      prepared(this.connection, 'UPDATE batch SET counted = ? WHERE id = ?').run(JSON.stringify(counts), batchId)
    } catch {
      // Where nothing can be written it is counted again.
    }
  }

  /** Rows in these states, in any when none is named, in the order of the file. */
  rows(batchId: string, states: readonly RowState[], afterRow: number, limit: number): RowResult[] {
    const wanted = states.length === 0 ? '' : `WHERE state IN (${states.map((state) => `'${state}'`).join(', ')})`
    const found = this.connection.prepare(`SELECT * FROM (${ROWS_WITH_STATE}) ${wanted} LIMIT :limit`).all({ batchId, afterRow, limit }) as Row[]
    return found.map((row) => ({ ...row, cells: JSON.parse(row['cells'] as string) as string[] }) as unknown as RowResult)
  }

  waiting(batchId: string, afterRow: number, limit: number): WaitingRow[] {
    return this.rows(batchId, ['waiting'], afterRow, limit).map(({ row, cells }) => ({ row, cells }))
  }

  /** Lets rows in these states wait once more, but for `except`; answers how many there were, and in which states. Null means every row. */
  again(batchId: string, rows: readonly number[] | null, states: readonly RowState[], except: readonly number[] = []): RowsAgain {
    const excepted = new Set(except)
    const chosen = rows === null ? null : new Set(rows)
    const first = rows === null || rows.length === 0 ? 1 : rows.reduce((lowest, row) => Math.min(lowest, row))
    return inTransaction(this.connection, () => {
      const wanted = this.rows(batchId, states, first - 1, chosen?.size === 1 ? 1 : Number.MAX_SAFE_INTEGER).filter(({ row }) => !excepted.has(row) && (chosen?.has(row) ?? true))
      const update = prepared(this.connection, 'UPDATE batch_row SET awaits = ? WHERE batch_id = ? AND row = ?')
      const from: Partial<Record<RowState, number>> = {}
      for (const { row, sends, state } of wanted) {
        update.run(sends, batchId, row)
        from[state] = (from[state] ?? 0) + 1
      }
      return { count: wanted.length, from }
    })
  }

  /**
   * Lets a row the flow control refused wait once more, or all such rows: that refusal comes before anything is done (PROTOCOL 5, 6),
   * so that sending again repeats nothing. Answers how many there were.
   */
  againAfterBan(batchId: string, row: number | null): number {
    if (this.get(batchId).wanted === 'stopped') return 0
    const refused = row === null ? this.rows(batchId, ['refused'], 0, Number.MAX_SAFE_INTEGER) : this.rows(batchId, ['refused'], row - 1, 1)
    const banned = refused.filter((one) => one.code === BAN_CODE && (row === null || one.row === row)).map((one) => one.row)
    return banned.length === 0 ? 0 : this.again(batchId, banned, ['refused']).count
  }

  /** Whether it is that process that is to send the batch. */
  isSentBy(batchId: string, pid: number): boolean {
    return prepared(this.connection, "SELECT 1 FROM batch WHERE id = ? AND wanted = 'running' AND owner_pid = ?").get(batchId, pid) !== undefined
  }

  leaveOut(batchId: string, row: number, because: string): void {
    prepared(this.connection, 'UPDATE batch_row SET left_out = ? WHERE batch_id = ? AND row = ?').run(because, batchId, row)
  }

  /** Keeps for good from being sent what waits: the batch was stopped. What was to be sent again stays as it ended. */
  leaveOutUnsent(batchId: string): void {
    inTransaction(this.connection, () => {
      this.connection.prepare(`UPDATE batch_row SET left_out = 'stopped' WHERE batch_id = :batchId AND left_out IS NULL AND ${NEVER_SENT}`).run({ batchId })
      this.connection.prepare('UPDATE batch_row SET awaits = -1 WHERE batch_id = :batchId AND left_out IS NULL').run({ batchId })
    })
  }

  /** Leaves out what was never sent and whose id others sent there since the batch was made; answers how many rows that were. */
  leaveOutUsed(batchId: string, operation: string, gateway: UsedGateway): number {
    const used = `EXISTS (SELECT 1 FROM exchange WHERE exchange.caller_id = batch_row.caller_id AND operation = :operation AND ${isAt(gateway)} AND ${EFFECTIVE}
      AND exchange.batch_id IS NOT :batchId AND started_at >= (SELECT created_at FROM batch WHERE id = :batchId))`
    const update = `UPDATE batch_row SET left_out = 'used-before' WHERE batch_id = :batchId AND left_out IS NULL AND caller_id <> '' AND ${NEVER_SENT} AND ${used}`
    return Number(this.connection.prepare(update).run({ batchId, operation, ...gateway }).changes)
  }

  delete(batchId: string): void {
    this.connection.prepare('DELETE FROM batch WHERE id = ?').run(batchId)
  }

  /** Which of these ids of the caller were sent there before by exchanges that may have had an effect. */
  usedBefore(operation: string, gateway: UsedGateway, callerIds: readonly string[]): string[] {
    const look = prepared(this.connection, `SELECT 1 FROM exchange WHERE caller_id = :callerId AND operation = :operation AND ${isAt(gateway)} AND ${EFFECTIVE} LIMIT 1`)
    return callerIds.filter((callerId) => look.get({ operation, callerId, ...gateway }) !== undefined)
  }
}

function isAt(gateway: UsedGateway): string {
  return 'gatewayUrl' in gateway ? 'gateway_url = :gatewayUrl' : 'profile_id = :profileId AND started_at >= :since'
}
