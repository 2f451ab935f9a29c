import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Removed, Selection } from '@shared/history/history-contract'
import { changedLabels, type LabelChange } from '@shared/history/labels'
import type { Connection } from '../database/connection'
import { inTransaction } from '../database/transaction'
import { labelColumns, summaryOf } from './exchange-row'
import type { ScanSearch } from './scan-search'

/** What the user writes on exchanges, and what he takes out. Synchronous: it runs in the database worker. */
export class SqliteLabels {
  constructor(
    private readonly connection: Connection,
    private readonly search: ScanSearch,
  ) {}

  label(selection: Selection, change: LabelChange): { count: number; entries: ExchangeSummary[] } {
    const update = this.connection.prepare(
      'UPDATE exchange SET pinned = :pinned, name = :name, note = :note, tags = :tags, imported = :imported, indexed = 0 WHERE id = :id',
    )
    return inTransaction(this.connection, () => {
      const ids = this.idsOf(selection)
      const entries = ids.flatMap((id) => {
        const row = this.connection.prepare('SELECT * FROM exchange WHERE id = ?').get(id) as Record<string, unknown> | undefined
        if (row === undefined) return []
        const summary = summaryOf(row)
        const changed = { ...summary, ...changedLabels(summary, change) }
        update.run({ ...labelColumns(changed), id })
        return [changed]
      })
      return { count: entries.length, entries: selection.kind === 'exchanges' ? entries : [] }
    })
  }

  remove(selection: Selection, removalId: string, at: number): number {
    const remove = this.connection.prepare(
      'UPDATE exchange SET removal_id = ?, removed_at = ? WHERE id = ? AND removal_id IS NULL AND outcome IS NOT NULL',
    )
    return inTransaction(this.connection, () => sum(this.idsOf(selection).map((id) => Number(remove.run(removalId, at, id).changes))))
  }

  restore(what: Removed): number {
    if (what.kind === 'removal') {
      return Number(this.connection.prepare('UPDATE exchange SET removal_id = NULL, removed_at = NULL WHERE removal_id = ?').run(what.removalId).changes)
    }
    const restore = this.connection.prepare('UPDATE exchange SET removal_id = NULL, removed_at = NULL WHERE id = ? AND removal_id IS NOT NULL')
    return inTransaction(this.connection, () => sum(this.idsOf(what).map((id) => Number(restore.run(id).changes))))
  }

  private idsOf(selection: Selection): string[] {
    return selection.kind === 'exchanges' ? selection.exchangeIds : this.search.idsOf(selection.criteria)
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
