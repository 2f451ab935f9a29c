import { DatabaseSync } from '@photostructure/sqlite'
import { NewerDatabaseError, migrate, versionOf } from './migration'
import { migrations } from './migrations'

/** An open database, as the stores use it. */
export type Connection = InstanceType<typeof DatabaseSync>

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
    // Freed room can then be given back in small steps. A file that has pages already would only be written to.
    if (isEmpty(connection)) connection.exec('PRAGMA auto_vacuum = INCREMENTAL')
    // What is deleted is overwritten: inserting costs the same, deleting 3 ms a megabyte.
    connection.exec('PRAGMA secure_delete = ON')
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    migrate(connection, migrations)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function refuseNewer(connection: Connection): void {
  const known = migrations.at(-1)?.version ?? 0
  if (versionOf(connection) > known) throw new NewerDatabaseError(versionOf(connection), known)
}

function isEmpty(connection: Connection): boolean {
  return (connection.prepare('PRAGMA page_count').get() as { page_count: number }).page_count === 0
}
