import { DatabaseSync } from '@photostructure/sqlite'
import type { Connection } from '../connection'
import { layoutsOf } from './layout'
import { quoted } from './salvage'

/** Adds rows of a backup to tables that have lost some; what is there already stays. Answers how many came. */
export function supplement(target: Connection, backup: string, tables: readonly string[]): number {
  let source
  try {
    source = new DatabaseSync(backup, { readOnly: true })
    const inBackup = new Map(layoutsOf(source).map((layout) => [layout.name, layout]))
    let added = 0
    for (const layout of layoutsOf(target).filter(({ name }) => tables.includes(name))) {
      const theirs = inBackup.get(layout.name)?.columns.map(({ name }) => name) ?? []
      const names = layout.columns.map(({ name }) => name).filter((name) => theirs.includes(name))
      if (names.length === 0) continue
      const columns = names.map(quoted).join()
      const insert = target.prepare(`INSERT OR IGNORE INTO ${quoted(layout.name)} (${columns}) VALUES (${names.map(() => '?').join()})`)
      for (const row of source.prepare(`SELECT ${columns} FROM ${quoted(layout.name)}`).all() as Record<string, null>[]) {
        added += Number(insert.run(...Object.values(row)).changes)
      }
    }
    return added
  } catch {
    // A backup that cannot be read is no help, and no reason to give up.
    return 0
  } finally {
    source?.close()
  }
}
