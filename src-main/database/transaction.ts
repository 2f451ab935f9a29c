import type { Connection } from './connection'

/**
 * Does all of the work or none of it; the write lock is taken first, so that it does not fail in the middle. Inside another
 * transaction it is a part of that one, undone alone when it fails and kept when the whole is.
 */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  const isPart = connection.isTransaction
  connection.exec(isPart ? 'SAVEPOINT part' : 'BEGIN IMMEDIATE')
  try {
    const result = work()
    connection.exec(isPart ? 'RELEASE part' : 'COMMIT')
    return result
  } catch (error) {
    // A full disk has already rolled back by itself; the first error is the one that counts.
    if (connection.isTransaction) connection.exec(isPart ? 'ROLLBACK TO part; RELEASE part' : 'ROLLBACK')
    throw error
  }
}
