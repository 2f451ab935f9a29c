import { EVERY_EXCHANGE } from '@shared/history/search-tokens'
import type { Connection } from '../../database/connection'
import { CREATE_SEARCH_INDEX } from '../../database/migrations/0021-search-index'
import { inTransaction } from '../../database/transaction'

/** Goes up when tokens are made differently; an index of another version is built anew. */
const INDEX_VERSION = 2
const ROWS_AT_ONCE = 1_000

interface State {
  readonly version: number
  readonly isReady: number
}

/** An index that answers, but not with what is in it. */
class HollowIndexError extends Error {
  constructor() {
    super('the search index does not find what is in it')
    this.name = 'HollowIndexError'
  }
}

/** What is known of the index as a whole, and how it is put in order when it is not. */
export class SearchIndex {
  private isProbed = false

  constructor(private readonly connection: Connection) {}

  /** Whether a row that is marked as indexed is in the index. The first call tries a few. @throws what `isDamage` knows */
  readonly isReady = (): boolean => {
    const { version, isReady } = this.state()
    if (isReady !== 1 || version !== INDEX_VERSION) return false
    if (!this.isProbed) this.probe()
    return true
  }

  /** Throws the index away and makes an empty one. Until every mark of the old one is gone, searches go without it. */
  reset(): void {
    this.connection.exec('UPDATE search_state SET is_ready = 0')
    try {
      this.connection.exec('DROP TABLE IF EXISTS search_index')
    } catch {
      this.dropByParts()
    }
    this.connection.exec(CREATE_SEARCH_INDEX)
  }

  /** Takes marks of an index that is gone or of another version from some rows; answers whether more are left. */
  forgetSome(): boolean {
    if (this.state().isReady === 1) this.reset()
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
    if (error instanceof HollowIndexError) return true
    return error instanceof Error && /no such table: (main\.)?search_index|vtable constructor failed: search_index|disk image is malformed|fts5/i.test(error.message)
  }

  /** Whether this process may index: no other has said within the last while that it does. Says so for the next while. */
  take(pid: number, now: number, leaseMs: number): boolean {
    const { changes } = this.connection
      .prepare('UPDATE search_state SET lease_pid = :pid, lease_until = :until WHERE lease_pid = :pid OR lease_until < :now OR lease_until > :tooLate')
      .run({ pid, now, until: now + leaseMs, tooLate: now + 10 * leaseMs })
    return Number(changes) > 0
  }

  /** What is too damaged to be opened cannot be dropped as one. */
  private dropByParts(): void {
    this.connection.enableDefensive(false)
    try {
      inTransaction(this.connection, () => {
        this.connection.exec("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'search_index'; PRAGMA writable_schema = RESET")
        for (const part of ['data', 'idx', 'docsize', 'config']) this.connection.exec(`DROP TABLE IF EXISTS search_index_${part}`)
      })
    } finally {
      this.connection.enableDefensive(true)
    }
  }

  private probe(): void {
    for (const order of ['ASC', 'DESC']) {
      const row = this.connection
        .prepare(`SELECT seq FROM (SELECT seq, indexed FROM exchange ORDER BY seq ${order} LIMIT ${ROWS_AT_ONCE}) WHERE indexed = 1 LIMIT 1`)
        .get() as { seq: number } | undefined
      if (row === undefined) continue
      const found = this.connection.prepare('SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid = ?').get(`"${EVERY_EXCHANGE}"`, row.seq)
      if (found === undefined) throw new HollowIndexError()
    }
    this.isProbed = true
  }

  private state(): State {
    const row = this.connection.prepare('SELECT version, is_ready AS isReady FROM search_state').get() as State | undefined
    return row ?? { version: 0, isReady: 0 }
  }
}
