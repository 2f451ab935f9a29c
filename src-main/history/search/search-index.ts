import type { Connection } from '../../database/connection'
import { CREATE_SEARCH_INDEX } from '../../database/migrations/0021-search-index'
import { inTransaction } from '../../database/transaction'

/** Goes up when tokens are made differently; an index of another version is built anew. */
const INDEX_VERSION = 1
const ROWS_AT_ONCE = 1_000

interface State {
  readonly version: number
  readonly isReady: number
}

/** What is known of the index as a whole, and how it is put in order when it is not. */
export class SearchIndex {
  constructor(private readonly connection: Connection) {}

  /** Whether a row that is marked as indexed is in the index. */
  readonly isReady = (): boolean => {
    const { version, isReady } = this.state()
    return isReady === 1 && version === INDEX_VERSION
  }

  /** Throws the index away and makes an empty one. Until every mark of the old one is gone, searches go without it. */
  reset(): void {
    inTransaction(this.connection, () => {
      this.connection.exec('UPDATE search_state SET is_ready = 0')
      this.connection.exec(`DROP TABLE IF EXISTS search_index; ${CREATE_SEARCH_INDEX}`)
    })
  }

  /** Takes marks of an index that is gone from some rows; answers whether more are left. */
  forgetSome(): boolean {
    return inTransaction(this.connection, () => {
      const { changes } = this.connection
        .prepare('UPDATE exchange SET indexed = 0 WHERE seq IN (SELECT seq FROM exchange WHERE indexed = 1 LIMIT ?)')
        .run(ROWS_AT_ONCE)
      if (Number(changes) > 0) return true
      this.connection.prepare('UPDATE search_state SET is_ready = 1, version = ?').run(INDEX_VERSION)
      return false
    })
  }

  /** Whether an error says that the index itself cannot be used. The rows are kept elsewhere and are not in doubt. */
  isDamage(error: unknown): boolean {
    const message = error instanceof Error ? error.message : ''
    return /no such table: (main\.)?search_index|vtable constructor failed: search_index|database disk image is malformed|fts5: (corrupt|missing)/i.test(message)
  }

  /** Whether this process may index: no other has said within the last while that it does. Says so for the next while. */
  take(pid: number, now: number, leaseMs: number): boolean {
    const { changes } = this.connection
      .prepare('UPDATE search_state SET lease_pid = :pid, lease_until = :until WHERE lease_pid = :pid OR lease_until < :now OR lease_until > :tooLate')
      .run({ pid, now, until: now + leaseMs, tooLate: now + 10 * leaseMs })
    return Number(changes) > 0
  }

  private state(): State {
    const row = this.connection.prepare('SELECT version, is_ready AS isReady FROM search_state').get() as State | undefined
    return row ?? { version: 0, isReady: 0 }
  }
}
