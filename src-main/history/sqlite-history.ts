import { AppError } from '@shared/errors'
import type { EarlierUses, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import type { Connection } from '../database/connection'
import { inTransaction } from '../database/transaction'
import { endColumns, startColumns, summaryOf } from './exchange-row'
import { HalfStore } from './half-store'
import type { ExchangeOutline, StoredExchange, StoredHalf } from './history'
import { freeNumberAt } from './row-number'
import { SqliteImport } from './sqlite-import'
import { SqliteLabels } from './sqlite-labels'
import { ScanSearch } from './scan-search'

// Longer than any exchange may take, so an older row without an outcome has lost its process whatever its number is used for now.
const LONGEST_EXCHANGE_MS = 15 * 60 * 1000

/** The history in a SQLite file. Synchronous: it runs in the database worker, where blocking hurts nobody. */
export class SqliteHistory {
  private readonly halves: HalfStore
  private readonly labels: SqliteLabels
  private readonly scan: ScanSearch
  private readonly importing: SqliteImport

  constructor(
    private readonly connection: Connection,
    private readonly owner: { readonly pid: number; readonly isAlive: (pid: number) => boolean },
  ) {
    this.halves = new HalfStore(connection)
    this.scan = new ScanSearch(connection, this.halves)
    this.labels = new SqliteLabels(connection, this.scan)
    this.importing = new SqliteImport(connection, this.halves, owner.pid)
  }

  begin(start: ExchangeStart, request: StoredRequest): void {
    inTransaction(this.connection, () => {
      const seq = freeNumberAt(this.connection, start.startedAt)
      this.insert({ seq, ...startColumns(start), owner_pid: this.owner.pid })
      this.halves.insert(seq, 'request', request.head, request.body, request.masked)
    })
  }

  keepResponse(id: string, response: StoredResponse): void {
    inTransaction(this.connection, () => this.halves.insert(this.numberOf(id), 'response', response.head, response.body, response.maskedCopies))
  }

  finish(id: string, end: ExchangeEnd, response: StoredResponse | null): ExchangeSummary {
    const columns = endColumns(end)
    const assignments = Object.keys(columns).map((name) => `${name} = :${name}`)
    return inTransaction(this.connection, () => {
      this.connection.prepare(`UPDATE exchange SET ${assignments.join(', ')}, indexed = 0 WHERE id = :id`).run({ ...columns, id })
      if (response !== null) this.halves.insert(this.numberOf(id), 'response', response.head, response.body, response.maskedCopies)
      return summaryOf(this.row(id))
    })
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
    const { seq, exchange } = this.withRequest(id)
    const response = this.halves.read(seq, 'response')
    return {
      ...exchange,
      response:
        response === null ? null : { head: response.head, body: response.body, maskedCopies: JSON.parse(response.masked) as number },
    }
  }

  outline(id: string): ExchangeOutline {
    const { seq, exchange } = this.withRequest(id)
    const response = this.halves.describe(seq, 'response')
    return {
      ...exchange,
      response:
        response === null ? null : { head: response.head, bodyBytes: response.bodyBytes, maskedCopies: JSON.parse(response.masked) as number },
    }
  }

  readHalf(id: string, half: 'request' | 'response'): StoredHalf | null {
    const row = this.row(id)
    const found = this.halves.read(row['seq'] as number, half)
    return found === null ? null : { operation: row['operation'] as string, head: found.head, body: found.body }
  }

  search(...parameters: Parameters<ScanSearch['search']>): ReturnType<ScanSearch['search']> {
    return this.scan.search(...parameters)
  }

  facets(...parameters: Parameters<ScanSearch['facets']>): ReturnType<ScanSearch['facets']> {
    return this.scan.facets(...parameters)
  }

  groups(...parameters: Parameters<ScanSearch['groups']>): ReturnType<ScanSearch['groups']> {
    return this.scan.groups(...parameters)
  }

  label(...parameters: Parameters<SqliteLabels['label']>): ReturnType<SqliteLabels['label']> {
    return this.labels.label(...parameters)
  }

  remove(...parameters: Parameters<SqliteLabels['remove']>): number {
    return this.labels.remove(...parameters)
  }

  restore(...parameters: Parameters<SqliteLabels['restore']>): number {
    return this.labels.restore(...parameters)
  }

  known(...parameters: Parameters<SqliteImport['known']>): ReturnType<SqliteImport['known']> {
    return this.importing.known(...parameters)
  }

  import(...parameters: Parameters<SqliteImport['import']>): ReturnType<SqliteImport['import']> {
    return this.importing.import(...parameters)
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
      "UPDATE exchange SET outcome = 'unknown', failure = 'interrupted', bytes_left = 1, indexed = 0 WHERE id = ? AND outcome IS NULL",
    )
    inTransaction(this.connection, () => {
      for (const { id } of lost) close.run(id)
    })
    return lost.length
  }

  private withRequest(id: string): { seq: number; exchange: Omit<StoredExchange, 'response'> } {
    const row = this.row(id)
    const seq = row['seq'] as number
    const request = this.halves.read(seq, 'request')
    if (request === null) throw new AppError('history.unknown-entry')
    const { head, body, masked } = request
    return { seq, exchange: { ...summaryOf(row), request: { head, body, masked: JSON.parse(masked) as string[] } } }
  }

  private row(id: string): Record<string, unknown> {
    const row = this.connection.prepare('SELECT * FROM exchange WHERE id = ?').get(id) as Record<string, unknown> | undefined
    if (row === undefined) throw new AppError('history.unknown-entry')
    return row
  }

  private numberOf(id: string): number {
    return this.row(id)['seq'] as number
  }

  private insert(columns: Record<string, string | number | null>): void {
    const names = Object.keys(columns)
    this.connection
      .prepare(`INSERT INTO exchange (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`)
      .run(columns)
  }
}
