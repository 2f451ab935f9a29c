import type { Connection } from './connection'

/** Does all of the work or none of it; the write lock is taken first, so that it does not fail in the middle. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk has already rolled back by itself; the first error is the one that counts.
    if (connection.isTransaction) connection.exec('ROLLBACK')
    throw error
  }
}
