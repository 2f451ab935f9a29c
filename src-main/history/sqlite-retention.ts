import { REMOVED_FOR_DAYS } from '@shared/history/labels'
import { DAY_MS, FRESH_MS, demandOf, type Demand, type Stock } from '@shared/history/retention'
import type { Outgoing, RetentionPreview } from '@shared/history/storage-contract'
import type { Connection } from '../database/connection'
import { inTransaction } from '../database/transaction'
import { summaryOf } from './exchange-row'
import type { OutgoingRequest, RetentionRequest } from './history'
import { firstNumberAt } from './row-number'
import { MAY_GO, REMOVED, STAYS, sizesOf, usedBytesOf } from './sqlite-room'

/** Rows one step takes out of the list, which rewrites one row each. */
const REMOVED_AT_ONCE = 500
/** Rows and bytes one step deletes: what is deleted is overwritten, at 3 ms a megabyte. */
const DELETED_AT_ONCE = 200
const BYTES_AT_ONCE = 4_000_000

interface Reach {
  readonly stock: Stock
  readonly demand: Demand
  /** What one exchange takes besides its bodies, on average. */
  readonly overhead: number
  /** The last number each rule takes; null when it takes none. */
  readonly age: number | null
  readonly count: number | null
  readonly disk: number | null
}

/** What the rules take and what was removed for good. Synchronous: it runs in the database worker, in steps. */
export class SqliteRetention {
  constructor(private readonly connection: Connection) {}

  preview(request: RetentionRequest): RetentionPreview {
    const reach = this.reachOf(request)
    const { stock, demand, overhead, age, count, disk } = reach
    const last = furthest(reach)
    const gone = this.countTo(MAY_GO, last)
    const takenTo = (bound: number | null): { count: number; bytes: number } => (bound === last ? gone : this.countTo(MAY_GO, bound))
    const given = takenTo(disk)
    return {
      ...gone,
      oldestAt: last === null ? null : this.timeOf('ORDER BY seq', last),
      newestAt: last === null ? null : this.timeOf('ORDER BY seq DESC', last),
      byAge: takenTo(age).count,
      byCount: takenTo(count).count,
      byDisk: given.count,
      removed: demand.takesRemoved ? this.removedBefore(stock.now - FRESH_MS).count : 0,
      staying: this.countTo(STAYS, last).count,
      excessBytes: Math.max(0, demand.surplusBytes - given.bytes - given.count * overhead),
    }
  }

  outgoing({ limit, after, ...request }: OutgoingRequest): Outgoing {
    const last = furthest(this.reachOf(request))
    if (last === null) return { entries: [], next: null }
    const rows = this.connection
      .prepare('SELECT * FROM exchange WHERE keeping = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?')
      .all(MAY_GO, after === null ? Number.MIN_SAFE_INTEGER : Number(after), last, limit + 1) as Record<string, unknown>[]
    const entries = rows.slice(0, limit)
    return { entries: entries.map(summaryOf), next: rows.length > limit ? String(entries.at(-1)?.['seq']) : null }
  }

  /** Applies the rules; each step answers how many it took. What only age and number take can be brought back for a while. */
  *applying(request: RetentionRequest): Generator<{ removed: number; deleted: number }> {
    const reach = this.reachOf(request)
    if (reach.demand.takesRemoved) for (const deleted of this.deletingRemoved(request.now - FRESH_MS)) yield { removed: 0, deleted }
    for (const deleted of this.deleting(MAY_GO, 'seq <= :bound', reach.disk)) yield { removed: 0, deleted }
    const last = furthest(reach)
    if (last === null) return
    const remove = this.connection.prepare(
      `UPDATE exchange SET removal_id = 'retention', removed_at = :now
       WHERE seq IN (SELECT seq FROM exchange WHERE keeping = ${MAY_GO} AND seq <= :last ORDER BY seq LIMIT ${REMOVED_AT_ONCE})`,
    )
    for (;;) {
      const removed = Number(remove.run({ now: request.now, last }).changes)
      if (removed === 0) return
      yield { removed, deleted: 0 }
    }
  }

  /** Deletes for good, oldest first, what was removed before a time; each step answers how many. */
  deletingRemoved(before: number): Generator<number> {
    return this.deleting(REMOVED, 'removed_at < :bound', before)
  }

  /** Deletes what can be brought back no more. */
  deletingExpired(now: number): Generator<number> {
    return this.deletingRemoved(now - REMOVED_FOR_DAYS * DAY_MS)
  }

  private *deleting(keeping: number, condition: string, bound: number | null): Generator<number> {
    if (bound === null) return
    const next = this.connection.prepare(
      `SELECT seq, stored_bytes AS bytes FROM exchange WHERE keeping = ${keeping} AND ${condition} ORDER BY seq LIMIT ${DELETED_AT_ONCE}`,
    )
    for (;;) {
      const deleted = inTransaction(this.connection, () => {
        const rows = next.all({ bound }) as { seq: number; bytes: number }[]
        let bytes = 0
        const part = rows.filter((row, index) => index === 0 || (bytes += row.bytes) <= BYTES_AT_ONCE)
        this.deleteForGood(part.map(({ seq }) => seq))
        return part.length
      })
      if (deleted === 0) return
      yield deleted
    }
  }

  /** The one way out for good: halves and parts go with their exchange (triggers of the tables). */
  private deleteForGood(numbers: readonly number[]): void {
    const remove = this.connection.prepare('DELETE FROM exchange WHERE seq = ?')
    for (const seq of numbers) remove.run(seq)
  }

  /** How far the rules reach; the same as `planOf` tells of all candidates, found by reading one index. */
  private reachOf({ rules, now }: RetentionRequest): Reach {
    const sizes = sizesOf(this.connection)
    const usedBytes = usedBytesOf(this.connection)
    const all = [MAY_GO, STAYS, REMOVED].map((keeping) => sizes(keeping))
    const count = all.reduce((sum, of) => sum + of.count, 0)
    const overhead = count === 0 ? 0 : Math.max(0, Math.round((usedBytes - all.reduce((sum, of) => sum + of.bytes, 0)) / count))
    const removed = sizes(REMOVED).count === 0 ? { count: 0, bytes: 0 } : this.removedBefore(now - FRESH_MS)
    const stock = { now, candidates: sizes(MAY_GO).count, usedBytes, removedBytes: removed.bytes + removed.count * overhead }
    const demand = demandOf(rules, stock)
    const fresh = this.lastBefore(demand.freshFrom)
    const within = (last: number | null): number | null => (last === null || fresh === null ? null : Math.min(last, fresh))
    return {
      stock,
      demand,
      overhead,
      age: demand.startedBefore === null ? null : within(this.lastBefore(demand.startedBefore)),
      count: demand.surplusCount === 0 ? null : within(this.lastOfOldest(demand.surplusCount)),
      disk: demand.surplusBytes === 0 ? null : within(this.lastGiving(demand.surplusBytes, overhead)),
    }
  }

  private removedBefore(before: number): { count: number; bytes: number } {
    return this.connection
      .prepare(`SELECT count(*) AS count, coalesce(sum(stored_bytes), 0) AS bytes FROM exchange WHERE keeping = ${REMOVED} AND removed_at < ?`)
      .get(before) as { count: number; bytes: number }
  }

  /** The last that may go before the first that began at or after a time. */
  private lastBefore(time: number): number | null {
    const later = this.connection
      .prepare(`SELECT seq FROM exchange WHERE keeping = ${MAY_GO} AND seq >= ? AND started_at >= ? ORDER BY seq LIMIT 1`)
      .get(firstNumberAt(time), time) as { seq: number } | undefined
    return this.lastUnder(later?.seq ?? Number.MAX_SAFE_INTEGER)
  }

  private lastUnder(seq: number): number | null {
    return (this.connection.prepare(`SELECT max(seq) AS seq FROM exchange WHERE keeping = ${MAY_GO} AND seq < ?`).get(seq) as { seq: number | null }).seq
  }

  private lastOfOldest(count: number): number | null {
    const row = this.connection.prepare(`SELECT seq FROM exchange WHERE keeping = ${MAY_GO} ORDER BY seq LIMIT 1 OFFSET ?`).get(count - 1)
    return (row as { seq: number } | undefined)?.seq ?? null
  }

  /** The last of the oldest that together give back so many bytes, or of all when they do not. */
  private lastGiving(bytes: number, overhead: number): number | null {
    const ends = this.connection.prepare(`SELECT min(seq) AS first, max(seq) AS last FROM exchange WHERE keeping = ${MAY_GO}`).get()
    let { first, last } = ends as { first: number | null; last: number | null }
    if (first === null || last === null) return null
    const sum = this.connection.prepare(
      `SELECT coalesce(sum(stored_bytes + :overhead), 0) AS bytes FROM exchange WHERE keeping = ${MAY_GO} AND seq BETWEEN :first AND :middle`,
    )
    // Halving costs two readings of the index; a running sum row by row costs ten.
    for (let missing = bytes; first < last; ) {
      const middle = Math.floor((first + last) / 2)
      const given = (sum.get({ overhead, first, middle }) as { bytes: number }).bytes
      if (given >= missing) last = middle
      else {
        missing -= given
        first = middle + 1
      }
    }
    return last
  }

  private countTo(keeping: number, last: number | null): { count: number; bytes: number } {
    if (last === null) return { count: 0, bytes: 0 }
    return this.connection
      .prepare('SELECT count(*) AS count, coalesce(sum(stored_bytes), 0) AS bytes FROM exchange WHERE keeping = ? AND seq <= ?')
      .get(keeping, last) as { count: number; bytes: number }
  }

  private timeOf(order: 'ORDER BY seq' | 'ORDER BY seq DESC', last: number): number | null {
    const row = this.connection.prepare(`SELECT started_at AS at FROM exchange WHERE keeping = ${MAY_GO} AND seq <= ? ${order} LIMIT 1`).get(last)
    return (row as { at: number } | undefined)?.at ?? null
  }
}

function furthest({ age, count, disk }: Reach): number | null {
  const reached = [age, count, disk].filter((last) => last !== null)
  return reached.length === 0 ? null : Math.max(...reached)
}
