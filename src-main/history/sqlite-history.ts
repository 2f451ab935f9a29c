import { AppError } from '@shared/errors'
import type { EarlierUses, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import type { Connection } from '../database/connection'
import { endColumns, startColumns, summaryOf } from './exchange-row'
import type { ExchangeOutline, HistoryCursor, HistoryPage, StoredExchange, StoredHalf } from './history'

// Longer than any exchange may take, so an older row without an outcome has lost its process whatever its number is used for now.
const LONGEST_EXCHANGE_MS = 15 * 60 * 1000

/** The history in a SQLite file. Synchronous: it runs in the database worker, where blocking hurts nobody. */
export class SqliteHistory {
  constructor(
    private readonly connection: Connection,
    private readonly owner: { readonly pid: number; readonly isAlive: (pid: number) => boolean },
  ) {}

  begin(start: ExchangeStart, request: StoredRequest): void {
    this.inTransaction(() => {
      this.insert('exchange', { ...startColumns(start), owner_pid: this.owner.pid })
      this.insertHalf(start.id, 'request', request.head, request.body, request.masked)
    })
  }

  keepResponse(id: string, response: StoredResponse): void {
    this.inTransaction(() => this.insertHalf(id, 'response', response.head, response.body, response.maskedCopies))
  }

  finish(id: string, end: ExchangeEnd, response: StoredResponse | null): ExchangeSummary {
    const columns = endColumns(end)
    const assignments = Object.keys(columns).map((name) => `${name} = :${name}`)
    return this.inTransaction(() => {
      this.connection.prepare(`UPDATE exchange SET ${assignments.join(', ')} WHERE id = :id`).run({ ...columns, id })
      if (response !== null) this.insertHalf(id, 'response', response.head, response.body, response.maskedCopies)
      return this.summary(id)
    })
  }

  list({ limit, before }: { limit: number; before: HistoryCursor | null }): HistoryPage {
    const where = before === null ? '' : 'WHERE (started_at, id) < (:startedAt, :id)'
    const rows = this.connection
      .prepare(`SELECT * FROM exchange ${where} ORDER BY started_at DESC, id DESC LIMIT :limit`)
      .all({ limit: limit + 1, ...(before ?? {}) }) as Record<string, unknown>[]
    const { total } = this.connection.prepare('SELECT count(*) AS total FROM exchange').get() as { total: number }
    return { entries: rows.slice(0, limit).map(summaryOf), hasMore: rows.length > limit, total }
  }

  earlierUses(of: { operation: string; gatewayUrl: string; callerId: string }): EarlierUses {
    const rows = this.connection
      .prepare(
        `SELECT started_at AS startedAt, outcome FROM exchange
         WHERE caller_id = :callerId AND gateway_url = :gatewayUrl AND operation = :operation
           AND (outcome IS NULL OR outcome IN ('succeeded', 'unknown') OR (outcome = 'failed' AND bytes_left = 1))
         ORDER BY started_at DESC`,
      )
      .all(of) as EarlierUses['newest'][]
    return { count: rows.length, newest: rows[0] ?? null }
  }

  read(id: string): StoredExchange {
    const response = this.half(id, 'response')
    return {
      ...this.withRequest(id),
      response:
        response === null ? null : { head: response.head, body: response.body, maskedCopies: JSON.parse(response.masked) as number },
    }
  }

  outline(id: string): ExchangeOutline {
    // SQLite knows the length of a value without reading it.
    const response = this.connection
      .prepare("SELECT head, masked, length(body) AS bodyBytes FROM exchange_half WHERE exchange_id = ? AND half = 'response'")
      .get(id) as { head: string; masked: string; bodyBytes: number } | undefined
    return {
      ...this.withRequest(id),
      response:
        response === undefined
          ? null
          : { head: response.head, bodyBytes: response.bodyBytes, maskedCopies: JSON.parse(response.masked) as number },
    }
  }

  readHalf(id: string, half: HalfName): StoredHalf | null {
    const { operation } = this.summary(id)
    const row = this.half(id, half)
    return row === null ? null : { operation, head: row.head, body: row.body }
  }

  /** Ends as unknown every exchange whose process is gone: bytes may have left, and nobody will hear the answer. */
  closeInterrupted(now: number): number {
    const open = this.connection
      .prepare('SELECT id, owner_pid AS pid, started_at AS startedAt FROM exchange WHERE outcome IS NULL')
      .all() as { id: string; pid: number; startedAt: number }[]
    const lost = open.filter(
      ({ pid, startedAt }) => pid === this.owner.pid || !this.owner.isAlive(pid) || now - startedAt > LONGEST_EXCHANGE_MS,
    )
    if (lost.length === 0) return 0
    const close = this.connection.prepare(
      "UPDATE exchange SET outcome = 'unknown', failure = 'interrupted', bytes_left = 1 WHERE id = ? AND outcome IS NULL",
    )
    this.inTransaction(() => {
      for (const { id } of lost) close.run(id)
    })
    return lost.length
  }

  private withRequest(id: string): Omit<StoredExchange, 'response'> {
    const summary = this.summary(id)
    const request = this.half(id, 'request')
    if (request === null) throw new AppError('history.unknown-entry')
    return { ...summary, request: { head: request.head, body: request.body, masked: JSON.parse(request.masked) as string[] } }
  }

  private half(id: string, half: HalfName): HalfRow | null {
    const row = this.connection.prepare('SELECT head, body, masked FROM exchange_half WHERE exchange_id = ? AND half = ?').get(id, half)
    return (row as HalfRow | undefined) ?? null
  }

  private summary(id: string): ExchangeSummary {
    const row = this.connection.prepare('SELECT * FROM exchange WHERE id = ?').get(id) as Record<string, unknown> | undefined
    if (row === undefined) throw new AppError('history.unknown-entry')
    return summaryOf(row)
  }

  private insertHalf(id: string, half: HalfName, head: string, body: Uint8Array, masked: unknown): void {
    const insert = this.connection.prepare(
      `INSERT INTO exchange_half (exchange_id, half, head, body, masked)
       SELECT :id, :half, :head, :body, :masked WHERE :id IS NOT NULL`,
    )
    insert.run({ id, half, head, body, masked: JSON.stringify(masked) })
    // A statement keeps a copy of what it was given until it is collected, which may be long after; this gives a large body's back.
    insert.run({ id: null, half: null, head: null, body: null, masked: null })
  }

  private insert(table: string, columns: Record<string, string | number | null>): void {
    const names = Object.keys(columns)
    this.connection
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`)
      .run(columns)
  }

  private inTransaction<T>(work: () => T): T {
    this.connection.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.connection.exec('COMMIT')
      return result
    } catch (error) {
      // A full disk has already rolled back by itself; the first error is the one that counts.
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK')
      throw error
    }
  }
}

type HalfName = 'request' | 'response'

interface HalfRow {
  readonly head: string
  readonly body: Uint8Array
  readonly masked: string
}
