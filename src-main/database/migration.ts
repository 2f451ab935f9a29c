import type { DatabaseSync } from '@photostructure/sqlite'

/** One step of the schema. `version` is what `PRAGMA user_version` says afterwards. */
export interface Migration {
  readonly version: number
  readonly sql: string
}

/** Raised for a database that a newer console has written; it is left as it is. */
export class NewerDatabaseError extends Error {
  constructor(found: number, known: number) {
    super(`the database has version ${found}, this console knows ${known}`)
    this.name = 'NewerDatabaseError'
  }
}

/** The version a file has after every migration. */
export function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

/** @throws NewerDatabaseError for a version that no migration leads to yet */
export function checkVersion(found: number, migrations: readonly Migration[]): void {
  const known = newestOf(migrations)
  if (found > known) throw new NewerDatabaseError(found, known)
}

/** Brings the schema to the newest version in one transaction, or leaves it untouched. @throws NewerDatabaseError */
export function migrate(database: InstanceType<typeof DatabaseSync>, migrations: readonly Migration[]): void {
  const known = newestOf(migrations)
  if (versionOf(database) === known) return
  // The version is read again under the write lock: a second process may be migrating at this moment.
  database.exec('BEGIN IMMEDIATE')
  try {
    const found = versionOf(database)
    checkVersion(found, migrations)
    for (const migration of migrations) if (migration.version > found) database.exec(migration.sql)
    database.exec(`PRAGMA user_version = ${known}`)
    database.exec('COMMIT')
  } catch (error) {
    // A full disk has already rolled back by itself; the first error is the one that counts.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** The schema version a database says it has. */
export function versionOf(database: InstanceType<typeof DatabaseSync>): number {
  let version = 0
  // A prepared statement keeps a closed connection, and with it the file, until it is collected: a damaged file that
  // is to be set aside at once could not be renamed on Windows. What `exec` runs is gone when it returns.
  database.function('tell_version', (found: unknown) => {
    version = Number(found)
    return null
  })
  database.exec('SELECT tell_version(user_version) FROM pragma_user_version')
  return version
}
