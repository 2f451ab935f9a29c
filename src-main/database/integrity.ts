import type { Connection } from './connection'
import { layoutsOf } from './salvage/layout'
import { quoted } from './salvage/salvage'
import { isDamage } from './sqlite-error'

/** How much is looked at: the newest rows of every table with all their bytes, or every page of the file. */
export type CheckScope = 'newest' | 'everything'

/** What a check has found; `what` is SQLite's own words, for the log. */
export type Finding = { readonly kind: 'sound' } | { readonly kind: 'damaged'; readonly what: string } | { readonly kind: 'not-checked'; readonly why: string }

const NEWEST_ROWS = 100
const NEWEST_BYTES = 64 * 1024 * 1024

/** Looks for damage. Reads only; how long it takes is a matter of the scope and, for everything, of the size of the file. */
export function checkIntegrity(connection: Connection, scope: CheckScope): Finding {
  try {
    const what = scope === 'newest' ? checkNewest(connection) : checkEverything(connection)
    return what === null ? { kind: 'sound' } : { kind: 'damaged', what }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return isDamage(error) ? { kind: 'damaged', what: message } : { kind: 'not-checked', why: message }
  }
}

function checkEverything(connection: Connection): string | null {
  const rows = connection.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
  const [first] = rows.map(({ quick_check }) => quick_check)
  return first === undefined || first === 'ok' ? null : first
}

/** What was written last is what a crash can have hurt: every byte of it is read, and every reference of it followed. */
function checkNewest(connection: Connection): string | null {
  let bytes = 0
  for (const { name, hasRowIds } of layoutsOf(connection)) {
    if (!hasRowIds) continue
    const newest = connection.prepare(`SELECT * FROM ${quoted(name)} ORDER BY rowid DESC LIMIT ${NEWEST_ROWS}`)
    for (const row of newest.iterate() as Iterable<Record<string, unknown>>) {
      for (const value of Object.values(row)) if (value instanceof Uint8Array) bytes += value.length
      if (bytes > NEWEST_BYTES) break
    }
  }
  const { count } = connection.prepare('SELECT count(*) AS count FROM pragma_freelist_count, pragma_page_count WHERE freelist_count > page_count').get() as {
    count: number
  }
  return count === 0 ? null : 'there are more free pages than pages'
}
