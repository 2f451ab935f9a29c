import { DatabaseSync } from '@photostructure/sqlite'
import { GUARD } from './file-names'
import { worded } from './sqlite-error'

/**
 * Keeps processes apart that open the same history: any number may use it, and only one alone may change the file
 * itself (its version, or its place after damage). An empty file next to the history carries the lock, which is
 * SQLite's own, so that the system lets go of it when a process is killed. Never the history's own lock: whoever
 * sets a damaged file aside cannot rely on what is inside it.
 */
export class DatabaseGuard {
  private constructor(private readonly connection: InstanceType<typeof DatabaseSync> | null) {}

  /** Where no file can be made nothing can be changed either, and there is nothing to guard. */
  static at(file: string): DatabaseGuard {
    try {
      return new DatabaseGuard(new DatabaseSync(`${file}${GUARD}`))
    } catch {
      return new DatabaseGuard(null)
    }
  }

  /** Takes part, or waits for who is alone. @throws AppError `history.busy` after that time */
  share(waitMs: number): void {
    this.take('BEGIN; SELECT count(*) FROM sqlite_schema', waitMs)
  }

  /** Waits until nobody else takes part. @throws AppError `history.busy` after that time; then nothing is held */
  takeAlone(waitMs: number): void {
    this.take('BEGIN EXCLUSIVE', waitMs)
  }

  close(): void {
    this.connection?.close()
  }

  private take(sql: string, waitMs: number): void {
    if (this.connection === null) return
    try {
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK')
      this.connection.exec(`PRAGMA busy_timeout = ${waitMs}; ${sql}`)
    } catch (error) {
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK')
      throw worded(error)
    }
  }
}
