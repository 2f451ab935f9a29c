import type { Connection } from '../connection'
import { quoted } from './salvage'

interface Violation {
  readonly table: string
  readonly rowid: number
  readonly parent: string
  readonly fkid: number
}

/**
 * Removes rows whose parent was lost, so that no half of anything stands alone, and answers how many different
 * parents they speak of, by table. A reference that may be empty is emptied where the table says so.
 */
export function removeDangling(connection: Connection): Map<string, number> {
  const lost = new Map<string, Set<string>>()
  for (;;) {
    const violations = connection.prepare('PRAGMA foreign_key_check').all() as unknown as Violation[]
    if (violations.length === 0) break
    connection.exec('BEGIN IMMEDIATE')
    for (const violation of violations) resolve(connection, violation, lost)
    connection.exec('COMMIT')
  }
  return new Map([...lost].map(([table, keys]) => [table, keys.size]))
}

function resolve(connection: Connection, { table, rowid, parent, fkid }: Violation, lost: Map<string, Set<string>>): void {
  const references = connection.prepare('SELECT id, "from", on_delete AS onDelete FROM pragma_foreign_key_list(?)').all(table) as {
    id: number
    from: string
    onDelete: string
  }[]
  const ours = references.filter(({ id }) => id === fkid)
  const columns = ours.map(({ from }) => quoted(from))
  const key = connection.prepare(`SELECT ${columns.join()} FROM ${quoted(table)} WHERE rowid = ?`).get(rowid)
  if (key === undefined) return
  lost.set(parent, (lost.get(parent) ?? new Set()).add(JSON.stringify(Object.values(key).map(String))))
  const sql = ours.every(({ onDelete }) => onDelete === 'SET NULL')
    ? `UPDATE ${quoted(table)} SET ${columns.map((column) => `${column} = NULL`).join()} WHERE rowid = ?`
    : `DELETE FROM ${quoted(table)} WHERE rowid = ?`
  connection.prepare(sql).run(rowid)
}
