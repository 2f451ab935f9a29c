import { AppError } from '@shared/errors'
import type { EarlierUses, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import type { Repeats } from '@shared/exchange/reuse-contract'
import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'
import { inTransaction } from '../database/transaction'
import { takeRow } from './batch-rows'
import { endColumns, startColumns, summaryOf, type ColumnValue } from './exchange-row'
import { exchangeRow, insertExchange } from './exchange-statements'
import { HalfStore } from './half-store'
import type { ExchangeOutline, StoredExchange, StoredHalf } from './history'
import { freeNumberAt } from './row-number'
import { SqliteImport } from './sqlite-import'
import { SqliteLabels } from './sqlite-labels'
import { SqliteRepeats } from './sqlite-repeats'
import { SqliteUpkeep } from './sqlite-upkeep'

// Longer than any exchange may take, so an older row without an outcome has lost its process whatever its number is used for now.
const LONGEST_EXCHANGE_MS = 15 * 60 * 1000

/** The rows of the history in a SQLite file; searching is `HistorySearch`. Synchronous: it runs in the database worker, where blocking hurts nobody. */
export class SqliteHistory {
  private readonly halves: HalfStore
  private readonly labels: SqliteLabels
  private readonly upkeep: SqliteUpkeep
  private readonly repeats: SqliteRepeats
  private readonly importing: SqliteImport

  constructor(
    private readonly connection: Connection,
    private readonly owner: { readonly pid: number; readonly isAlive: (pid: number) => boolean },
  ) {
    this.halves = new HalfStore(connection)
    this.labels = new SqliteLabels(connection)
    this.upkeep = new SqliteUpkeep(connection, this.halves)
    this.repeats = new SqliteRepeats(connection)
    this.importing = new SqliteImport(connection, this.halves, owner.pid)
  }

  begin(start: ExchangeStart, request: StoredRequest): void {
    inTransaction(this.connection, () => {
      if (start.batch !== null) takeRow(this.connection, start.batch, start.id, this.owner.pid)
      const seq = freeNumberAt(this.connection, start.startedAt)
      insertExchange(this.connection, { seq, ...startColumns(start), owner_pid: this.owner.pid, stored_bytes: request.body.length })
      this.halves.insert(seq, 'request', request.head, request.body, request.masked)
    })
  }

  keepResponse(id: string, response: StoredResponse): void {
    inTransaction(this.connection, () => this.addResponse(id, {}, response))
  }

  finish(id: string, end: ExchangeEnd, response: StoredResponse | null): ExchangeSummary {
    return inTransaction(this.connection, () => summaryOf(this.addResponse(id, { ...endColumns(end), indexed: 0 }, response)))
  }

  earlierUses(...parameters: Parameters<SqliteRepeats['earlierUses']>): EarlierUses {
    return this.repeats.earlierUses(...parameters)
  }

  repeatsOf(...parameters: Parameters<SqliteRepeats['repeatsOf']>): Repeats {
    return this.repeats.repeatsOf(...parameters)
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

  label(...parameters: Parameters<SqliteLabels['label']>): ReturnType<SqliteLabels['label']> {
    return this.labels.label(...parameters)
  }

  remove(...parameters: Parameters<SqliteLabels['remove']>): number {
    return this.labels.remove(...parameters)
  }

  restore(...parameters: Parameters<SqliteLabels['restore']>): number {
    return this.labels.restore(...parameters)
  }

  describeStorage(...parameters: Parameters<SqliteUpkeep['describe']>): ReturnType<SqliteUpkeep['describe']> {
    return this.upkeep.describe(...parameters)
  }

  previewRetention(...parameters: Parameters<SqliteUpkeep['preview']>): ReturnType<SqliteUpkeep['preview']> {
    return this.upkeep.preview(...parameters)
  }

  listOutgoing(...parameters: Parameters<SqliteUpkeep['outgoing']>): ReturnType<SqliteUpkeep['outgoing']> {
    return this.upkeep.outgoing(...parameters)
  }

  tidy(...parameters: Parameters<SqliteUpkeep['tidy']>): ReturnType<SqliteUpkeep['tidy']> {
    return this.upkeep.tidy(...parameters)
  }

  purge(...parameters: Parameters<SqliteUpkeep['purge']>): ReturnType<SqliteUpkeep['purge']> {
    return this.upkeep.purge(...parameters)
  }

  compact(...parameters: Parameters<SqliteUpkeep['compact']>): ReturnType<SqliteUpkeep['compact']> {
    return this.upkeep.compact(...parameters)
  }

  restoreSome(...parameters: Parameters<SqliteLabels['restoreSome']>): number {
    return this.labels.restoreSome(...parameters)
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

  /** Keeps a response and gives the exchange's row some other values; answers the row as it is then. */
  private addResponse(id: string, columns: Record<string, ColumnValue>, response: StoredResponse | null): Record<string, unknown> {
    const assignments = Object.keys(columns).map((name) => `${name} = :${name}, `)
    const row = prepared(this.connection, `UPDATE exchange SET ${assignments.join('')}stored_bytes = stored_bytes + :added WHERE id = :id RETURNING *`).get({
      ...columns,
      id,
      added: response?.body.length ?? 0,
    }) as Record<string, unknown> | undefined
    if (row === undefined) throw new AppError('history.unknown-entry')
    if (response !== null) this.halves.insert(row['seq'] as number, 'response', response.head, response.body, response.maskedCopies)
    return row
  }

  private row(id: string): Record<string, unknown> {
    const row = exchangeRow(this.connection, id)
    if (row === undefined) throw new AppError('history.unknown-entry')
    return row
  }
}
