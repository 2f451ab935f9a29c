import type { Criteria } from '@shared/history/criteria'
import type { SearchPlan } from '@shared/history/search-plan'
import type { Connection } from '../../database/connection'
import { prepared } from '../../database/prepared'
import { NUMBERS_OF_A_SECOND, firstNumberAt } from '../row-number'
import { expressionText } from './expression-text'

const ALL = Number.MAX_SAFE_INTEGER

/** Numbers from `low` up to but not including `below`. */
export interface NumberRange {
  readonly low: number
  readonly below: number
}

/** Which rows are read: those in the range, newest first. */
export interface RowRequest {
  readonly removed: boolean
  readonly range: NumberRange
  readonly plan: SearchPlan
  readonly limit: number
}

/** Rows, newest first, and the number above and at which nothing is left to read. */
export interface RowsRead {
  readonly rows: readonly Row[]
  readonly low: number
}

/** Exchanges that have the same values in some columns. */
export interface Tally {
  readonly values: Row
  readonly count: number
}

type Among = 'all' | 'unindexed'
export type Row = Record<string, unknown>
type Binding = Record<string, number | string>

/** Reads rows of exchanges in their order, by number or by what the index says. */
export class ExchangeRows {
  constructor(private readonly connection: Connection) {}

  /** Where rows that can be meant lie; null when there are none. What was removed at once is passed over by this. */
  rangeOf({ removed }: Pick<Criteria, 'removed'>, plan: SearchPlan, before: number | null): NumberRange | null {
    const index = removed ? 'exchange_removed_order' : 'exchange_kept'
    const end = (which: 'min' | 'max'): string => `(SELECT ${which}(seq) FROM exchange INDEXED BY ${index} WHERE ${keptOrRemoved(removed)})`
    const { oldest, newest } = prepared(this.connection, `SELECT ${end('min')} AS oldest, ${end('max')} AS newest`).get() as { oldest: number | null; newest: number | null }
    if (oldest === null || newest === null) return null
    const low = plan.from === null ? oldest : Math.max(oldest, firstNumberAt(plan.from))
    const below = Math.min(newest + 1, before ?? Number.POSITIVE_INFINITY, plan.until === null ? Number.POSITIVE_INFINITY : this.numberBehind(plan.until))
    return low < below ? { low, below } : null
  }

  read({ removed, range, plan, among, limit }: RowRequest & { readonly among: Among }): RowsRead {
    const { where, binding } = this.conditions(removed, range, plan)
    const source = among === 'unindexed' ? 'exchange INDEXED BY exchange_unindexed' : 'exchange'
    const rows = prepared(this.connection, `SELECT * FROM ${source} WHERE seq >= :low AND seq < :below ${among === 'unindexed' ? 'AND indexed = 0' : ''} AND ${where} ORDER BY seq DESC LIMIT :limit`).all({ ...binding, limit }) as Row[]
    return { rows, low: lowOf(rows, limit, range) }
  }

  /** The rows the index finds and those it does not know yet, as of one moment. */
  readByIndex(request: RowRequest): RowsRead {
    return this.atOneMoment(() => {
      const found = this.indexed(request)
      const unknown = this.read({ ...request, range: { ...request.range, low: found.low }, among: 'unindexed' })
      // Below the lower of two ends only one of them has been read.
      const { low } = unknown
      const rows = [...found.rows, ...unknown.rows].filter((row) => numberOf(row) >= low)
      return { rows: unknown.rows.length === 0 ? found.rows : rows.toSorted((left, right) => numberOf(right) - numberOf(left)), low }
    })
  }

  /**
   * Counts without reading rows one by one: what the index finds (or, where the plan has nothing for it, all rows), by columns; rows it
   * does not know come as they are. `limit` is how many are looked at.
   */
  tally(request: RowRequest, columns: readonly string[]): { readonly tallies: readonly Tally[]; readonly unknown: readonly Row[]; readonly low: number } {
    const { removed, range, plan, limit } = request
    const { where, binding } = this.conditions(removed, range, plan)
    const byIndex = plan.expression !== null
    const names = columns.map((column) => `exchange.${column}`).join(', ')
    const source = byIndex
      ? 'SELECT rowid AS seq FROM search_index WHERE search_index MATCH :expression AND rowid >= :low AND rowid < :below ORDER BY rowid DESC LIMIT :limit'
      : 'SELECT seq FROM exchange WHERE seq >= :low AND seq < :below ORDER BY seq DESC LIMIT :limit'
    return this.atOneMoment(() => {
      const found = this.connection
        .prepare(
          `SELECT ${names}, min(found.seq) AS lowest, count(*) AS looked_at, sum(${byIndex ? 'exchange.indexed = 1 AND' : ''} ${where}) AS count
           FROM (${source}) AS found CROSS JOIN exchange ON exchange.seq = found.seq GROUP BY ${names}`,
        )
        .all({ ...binding, limit, ...(plan.expression === null ? {} : { expression: expressionText(plan.expression) }) }) as Row[]
      const lookedAt = found.reduce((sum, row) => sum + (row['looked_at'] as number), 0)
      const low = lookedAt < limit ? range.low : Math.min(...found.map((row) => row['lowest'] as number))
      const unknown = byIndex ? this.read({ ...request, range: { ...range, low }, limit: ALL, among: 'unindexed' }).rows : []
      return { tallies: found.flatMap((row) => (row['count'] === 0 ? [] : [{ values: row, count: row['count'] as number }])), unknown, low }
    })
  }

  private indexed({ removed, range, plan, limit }: RowRequest): RowsRead {
    const { where, binding } = this.conditions(removed, range, plan)
    if (plan.expression === null) return { rows: [], low: range.low }
    const rows = prepared(
      this.connection,
      `SELECT exchange.* FROM search_index CROSS JOIN exchange ON exchange.seq = search_index.rowid
       WHERE search_index MATCH :expression AND search_index.rowid >= :low AND search_index.rowid < :below AND exchange.indexed = 1 AND ${where}
       ORDER BY search_index.rowid DESC LIMIT :limit`,
    ).all({ ...binding, limit, expression: expressionText(plan.expression) }) as Row[]
    return { rows, low: lowOf(rows, limit, range) }
  }

  private atOneMoment<T>(work: () => T): T {
    this.connection.exec('BEGIN')
    try {
      return work()
    } finally {
      this.connection.exec('COMMIT')
    }
  }

  private conditions(removed: boolean, range: NumberRange, { from, until, atLeastMs, atMostMs }: SearchPlan): { where: string; binding: Binding } {
    const bounds = [
      { condition: 'exchange.started_at >= :from', name: 'from', value: from },
      { condition: 'exchange.started_at < :until', name: 'until', value: until },
      { condition: 'exchange.duration_ms >= :atLeastMs', name: 'atLeastMs', value: atLeastMs },
      { condition: 'exchange.duration_ms <= :atMostMs', name: 'atMostMs', value: atMostMs },
    ].flatMap(({ value, ...bound }) => (value === null ? [] : [{ ...bound, value }]))
    return {
      where: [keptOrRemoved(removed), ...bounds.map(({ condition }) => condition)].join(' AND '),
      binding: { low: range.low, below: range.below, ...Object.fromEntries(bounds.map(({ name, value }) => [name, value])) },
    }
  }

  /** A number that every exchange started before a time is below; those of a crowded second reach into the next ones. */
  private numberBehind(time: number): number {
    const displaced = 'seq - (started_at / 1000 - 1577836800) * 64'
    const { most } = this.connection
      .prepare(`SELECT max(${displaced}) AS most FROM exchange INDEXED BY exchange_displaced WHERE ${displaced} >= 64`)
      .get() as { most: number | null }
    return firstNumberAt(time) + Math.max(NUMBERS_OF_A_SECOND, (most ?? 0) + 1)
  }
}

function numberOf(row: Row): number {
  return row['seq'] as number
}

/** What was asked for and did not come is not there. */
function lowOf(rows: readonly Row[], limit: number, range: NumberRange): number {
  const last = rows.at(-1)
  return last === undefined || rows.length < limit ? range.low : numberOf(last)
}

function keptOrRemoved(removed: boolean): string {
  return `exchange.removal_id IS ${removed ? 'NOT NULL' : 'NULL'}`
}
