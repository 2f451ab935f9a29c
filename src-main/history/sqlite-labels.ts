import type { ExchangeSummary } from '@shared/exchange/exchange'
import { changedLabels, type LabelChange } from '@shared/history/labels'
import type { Connection } from '../database/connection'
import { inTransaction } from '../database/transaction'
import { labelColumns, summaryOf } from './exchange-row'

/** Some exchanges, by their ids or by their numbers. */
export type Named = { readonly ids: readonly string[] } | { readonly numbers: readonly number[] }

/** What the user writes on exchanges, and what he takes out. Synchronous: it runs in the database worker. */
export class SqliteLabels {
  constructor(private readonly connection: Connection) {}

  label(named: Named, change: LabelChange): ExchangeSummary[] {
    const read = this.connection.prepare(`SELECT * FROM exchange WHERE ${columnOf(named)} = ?`)
    const update = this.connection.prepare(
      'UPDATE exchange SET pinned = :pinned, name = :name, note = :note, tags = :tags, imported = :imported, indexed = 0 WHERE seq = :seq',
    )
    return inTransaction(this.connection, () =>
      keysOf(named).flatMap((key) => {
        const row = read.get(key) as Record<string, unknown> | undefined
        if (row === undefined) return []
        const summary = summaryOf(row)
        const changed = { ...summary, ...changedLabels(summary, change) }
        update.run({ ...labelColumns(changed), seq: row['seq'] as number })
        return [changed]
      }),
    )
  }

  /** Answers how many were taken out. Those under way stay. */
  remove(named: Named, removalId: string, at: number): number {
    const remove = this.connection.prepare(
      `UPDATE exchange SET removal_id = ?, removed_at = ? WHERE ${columnOf(named)} = ? AND removal_id IS NULL AND outcome IS NOT NULL`,
    )
    return inTransaction(this.connection, () => sum(keysOf(named).map((key) => Number(remove.run(removalId, at, key).changes))))
  }

  restore(named: Named): number {
    const restore = this.connection.prepare(`UPDATE exchange SET removal_id = NULL, removed_at = NULL WHERE ${columnOf(named)} = ? AND removal_id IS NOT NULL`)
    return inTransaction(this.connection, () => sum(keysOf(named).map((key) => Number(restore.run(key).changes))))
  }

  /** Brings back at most `limit` of what was removed at once; answers how many they were. */
  restoreSome(removalId: string, limit: number): number {
    return Number(
      this.connection
        .prepare(
          `UPDATE exchange SET removal_id = NULL, removed_at = NULL
           WHERE seq IN (SELECT seq FROM exchange INDEXED BY exchange_removed WHERE removal_id = ? LIMIT ?)`,
        )
        .run(removalId, limit).changes,
    )
  }
}

function columnOf(named: Named): 'id' | 'seq' {
  return 'ids' in named ? 'id' : 'seq'
}

function keysOf(named: Named): readonly (string | number)[] {
  return 'ids' in named ? named.ids : named.numbers
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
