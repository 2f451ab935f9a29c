import { DatabaseSync } from '@photostructure/sqlite'
import { NewerDatabaseError, migrate, versionOf } from './migration'
import { migrations } from './migrations'

/** An open database, as the stores use it. */
export type Connection = InstanceType<typeof DatabaseSync>

// The search connection writes the log back earlier than this, after the rows it indexed; here nobody waits for it as a rule.
const LATE_CHECKPOINT_PAGES = 8_000
const SEARCH_CACHE_KILOBYTES = 65_536

/**
 * Opens (or makes) the database file and brings its schema up to date.
 * A commit is synced before it returns, so that a written row survives a power cut (design, rule 4).
 * @throws NewerDatabaseError, or what SQLite says when the file cannot be used.
 */
export function openConnection(file: string): Connection {
  const connection = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5_000 })
  try {
    // Before anything is written: a file of the future must not even get a new journal mode.
    refuseNewer(connection)
    connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${LATE_CHECKPOINT_PAGES};`)
    migrate(connection, migrations)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * Opens a file that is open already and up to date, for searching and for writing what can be made again from the rest: its own
 * commits are not synced. @throws what SQLite says when the file cannot be used.
 */
export function openSearchConnection(file: string): Connection {
  const connection = new DatabaseSync(file, { timeout: 5_000 })
  connection.exec(`PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${SEARCH_CACHE_KILOBYTES};`)
  return connection
}

function refuseNewer(connection: Connection): void {
  const known = migrations.at(-1)?.version ?? 0
  if (versionOf(connection) > known) throw new NewerDatabaseError(versionOf(connection), known)
}
