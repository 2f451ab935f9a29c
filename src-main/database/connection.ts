import { DatabaseSync } from '@photostructure/sqlite'
import { checkVersion, migrate, newestOf, versionOf, type Migration } from './migration'
import { migrations as everyMigration } from './migrations'

/** An open database, as the stores use it. */
export type Connection = InstanceType<typeof DatabaseSync>

// The search connection writes the log back earlier than this, after the rows it indexed; here nobody waits for it as a rule.
const LATE_CHECKPOINT_PAGES = 8_000
const SEARCH_CACHE_KILOBYTES = 65_536

export interface ConnectionOptions {
  readonly migrations?: readonly Migration[]
  /** Called before a file that holds something is changed from an older version; what it throws keeps the file as it is. */
  readonly beforeMigration?: (connection: Connection, version: number) => void
}

/**
 * Opens (or makes) the database file and brings its schema up to date.
 * A commit is synced before it returns, so that a written row survives a power cut (design, rule 4).
 * @throws NewerDatabaseError, or what SQLite says when the file cannot be used.
 */
export function openConnection(file: string, { migrations = everyMigration, beforeMigration }: ConnectionOptions = {}): Connection {
  const connection = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5_000 })
  try {
    // Before anything is written: a file of the future must not even get a new journal mode.
    const version = versionOf(connection)
    checkVersion(version, migrations)
    // Freed room can then be given back in small steps. A file that has pages already would only be written to.
    if (version === 0) connection.exec('PRAGMA auto_vacuum = INCREMENTAL')
    // What is deleted is overwritten: inserting costs the same, deleting 3 ms a megabyte.
    connection.exec('PRAGMA secure_delete = ON')
    connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${LATE_CHECKPOINT_PAGES};`)
    if (version > 0 && version < newestOf(migrations)) beforeMigration?.(connection, version)
    migrate(connection, migrations)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Opens a file of the newest version that cannot be written, for reading. */
export function openForReading(file: string, migrations: readonly Migration[] = everyMigration): Connection {
  const connection = readable(file)
  try {
    const version = versionOf(connection)
    const known = newestOf(migrations)
    checkVersion(version, migrations)
    if (version < known) throw new Error(`the database of version ${version} cannot be read before it is brought to ${known}`)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * Writes what the log holds into the file and closes the connection. Closing alone would leave the log to the next
 * start, which could not tell an orderly end from a crash: statements keep a closed connection until they are collected.
 */
export function closeOrderly(connection: Connection): void {
  try {
    connection.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // Somebody else still uses the log, or nothing can be written: it stays, and is no loss.
  }
  connection.close()
}

function readable(file: string): Connection {
  const options = { readOnly: true, timeout: 5_000 }
  const connection = new DatabaseSync(file, options)
  try {
    versionOf(connection)
    return connection
  } catch {
    connection.close()
    // In a folder where nothing can be made, SQLite reads a file with a write-ahead log only when told that nobody changes it.
    const address = new URL('file:///')
    address.pathname = file.replaceAll('\\', '/')
    return new DatabaseSync(`${address.href}?immutable=1`, options)
  }
}

/**
 * Opens a file that is open already and up to date, for searching and for writing what can be made again from the rest: its own
 * commits are not synced. @throws what SQLite says when the file cannot be used.
 */
export function openSearchConnection(file: string): Connection {
  const connection = writableOrReadable(file)
  connection.exec(`PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${SEARCH_CACHE_KILOBYTES};`)
  return connection
}

/** What cannot be written can be searched all the same; indexing then fails and waits. */
function writableOrReadable(file: string): Connection {
  const connection = new DatabaseSync(file, { timeout: 5_000 })
  try {
    versionOf(connection)
    return connection
  } catch {
    connection.close()
    return readable(file)
  }
}
