import { mergedLabels } from '@shared/history/transfer/merge-labels'
import type { IncomingExchange } from '@shared/history/transfer/incoming'
import type { Imported } from '@shared/history/transfer/transfer-contract'
import type { Connection } from '../database/connection'
import { inTransaction } from '../database/transaction'
import { endColumns, labelColumns, startColumns, summaryOf } from './exchange-row'
import { exchangeRow, insertExchange } from './exchange-statements'
import type { HalfStore } from './half-store'
import { freeNumberAt } from './row-number'

/**
 * Exchanges that come out of files. An imported one counts among the earlier uses of its sid like any other (`earlierUses`): whoever
 * sent it, the session exists at that gateway, and a repeat would make another. Synchronous: it runs in the database worker.
 */
export class SqliteImport {
  constructor(
    private readonly connection: Connection,
    private readonly halves: HalfStore,
    private readonly pid: number,
  ) {}

  known(ids: readonly string[]): string[] {
    const find = this.connection.prepare('SELECT 1 AS found FROM exchange WHERE id = ?')
    return ids.filter((id) => find.get(id) !== undefined)
  }

  import(exchanges: readonly IncomingExchange[]): Imported {
    const counts = { added: 0, merged: 0, unchanged: 0 }
    inTransaction(this.connection, () => {
      for (const exchange of exchanges) counts[this.take(exchange)] += 1
    })
    return counts
  }

  private take(incoming: IncomingExchange): keyof Imported {
    const row = exchangeRow(this.connection, incoming.summary.id)
    if (row === undefined) {
      this.add(incoming)
      return 'added'
    }
    const known = summaryOf(row)
    const before = labelColumns(known)
    const after = labelColumns({ ...mergedLabels(known, incoming.summary), imported: known.imported })
    // Whoever brings an exchange again that was removed wants to have it.
    const isRemoved = row['removal_id'] !== null
    if (!isRemoved && Object.keys(after).every((name) => after[name] === before[name])) return 'unchanged'
    this.connection
      .prepare(
        `UPDATE exchange SET pinned = :pinned, name = :name, note = :note, tags = :tags, imported = :imported,
           removal_id = NULL, removed_at = NULL, indexed = 0 WHERE id = :id`,
      )
      .run({ ...after, id: known.id })
    return 'merged'
  }

  private add({ summary, request, response }: IncomingExchange): void {
    const seq = freeNumberAt(this.connection, summary.startedAt)
    const storedBytes = request.body.length + (response?.body.length ?? 0)
    const columns = { seq, ...startColumns(summary), ...endColumns(summary), ...labelColumns(summary), owner_pid: this.pid, stored_bytes: storedBytes }
    insertExchange(this.connection, columns)
    this.halves.insert(seq, 'request', request.head, request.body, request.masked)
    if (response !== null) this.halves.insert(seq, 'response', response.head, response.body, response.maskedCopies)
  }
}
