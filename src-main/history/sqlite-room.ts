import { existsSync, readdirSync, statSync, statfsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '@shared/errors'
import { BYTES_OF_MEGABYTE } from '@shared/history/retention'
import type { Compaction, KeptCopy, StorageUse } from '@shared/history/storage-contract'
import type { Connection } from '../database/connection'

/** Values of the column `keeping` (migration 0023). */
export const MAY_GO = 0
export const STAYS = 1
export const REMOVED = 2

/** Free pages one step of compaction gives back: about 10 ms. */
const PAGES_AT_ONCE = 512
const INCREMENTAL = 2
const LONGEST_WAIT_MS = 5_000

/** The disk the file takes, and giving it back. Synchronous: it runs in the database worker, in steps. */
export class SqliteRoom {
  private readonly file: string

  constructor(private readonly connection: Connection) {
    this.file = (connection.prepare('PRAGMA database_list').get() as { file: string }).file
  }

  describe(): StorageUse {
    const [mayGo, stays, removed] = [MAY_GO, STAYS, REMOVED].map(sizesOf(this.connection)) as [Size, Size, Size]
    const bodiesBytes = mayGo.bytes + stays.bytes
    const totalBytes = this.totalBytes()
    const freeBytes = this.freeBytes()
    return {
      totalBytes,
      bodiesBytes,
      removedBytes: removed.bytes,
      freeBytes,
      otherBytes: Math.max(0, totalBytes - freeBytes - bodiesBytes - removed.bytes),
      count: mayGo.count + stays.count,
      staying: stays.count,
      removed: removed.count,
      copies: this.copies(),
    }
  }

  /**
   * Gives back some of the free room. A file of an older console cannot do that in steps: it is written anew once, as a whole.
   * @throws AppError `storage.under-way`, `storage.no-room`, `storage.busy`
   */
  compact(): Compaction {
    unlessBusy(() => {
      if (this.givesBackInSteps()) this.connection.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`)
      else this.writeAnew()
    })
    const more = this.freeBytes() > 0
    if (!more) this.forgetLog()
    return { totalBytes: this.totalBytes(), freeBytes: this.freeBytes(), more }
  }

  /**
   * Empties the write-ahead log, which still holds what was deleted, and lets the file shrink. It does not wait for readers:
   * false when one of them still needs the log.
   */
  forgetLog(): boolean {
    this.connection.exec('PRAGMA busy_timeout = 0')
    try {
      const { busy } = this.connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
      return busy === 0
    } finally {
      this.connection.exec(`PRAGMA busy_timeout = ${LONGEST_WAIT_MS}`)
    }
  }

  /** Gives back some free room while the file is larger than that; false when there is nothing to do. */
  giveBackTo(mostBytes: number): boolean {
    const isTooLarge = number(this.connection, 'page_count') * number(this.connection, 'page_size') > mostBytes
    if (!isTooLarge || this.freeBytes() === 0 || !this.givesBackInSteps()) return false
    this.connection.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`)
    return true
  }

  private givesBackInSteps(): boolean {
    return number(this.connection, 'auto_vacuum') === INCREMENTAL
  }

  private totalBytes(): number {
    if (this.file === '') return number(this.connection, 'page_count') * number(this.connection, 'page_size')
    return sizeOf(this.file) + sizeOf(`${this.file}-wal`)
  }

  private freeBytes(): number {
    return number(this.connection, 'freelist_count') * number(this.connection, 'page_size')
  }

  private writeAnew(): void {
    // Every call waits while it runs; an exchange under way must not.
    if (this.connection.prepare('SELECT 1 FROM exchange WHERE outcome IS NULL LIMIT 1').get() !== undefined) throw new AppError('storage.under-way')
    // Once for the new file, once for the log it is carried over with.
    const needed = 2 * usedBytesOf(this.connection)
    const { bavail, bsize } = statfsSync(dirname(this.file === '' ? '.' : this.file))
    if (bavail * bsize < needed) throw new AppError('storage.no-room', { MB: String(Math.ceil(needed / BYTES_OF_MEGABYTE)) })
    this.connection.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM')
  }

  private copies(): KeptCopy[] {
    if (this.file === '') return []
    const folder = dirname(this.file)
    const stem = basename(this.file).replace(/\.[^.]*$/, '')
    return readdirSync(folder)
      .flatMap((name): KeptCopy[] => {
        const kind = (['backup', 'damaged'] as const).find((one) => name.startsWith(`${stem}.${one}-`))
        const found = kind === undefined ? undefined : statSync(join(folder, name), { throwIfNoEntry: false })
        return kind === undefined || found === undefined ? [] : [{ kind, name, bytes: found.size, madeAt: Math.round(found.mtimeMs) }]
      })
      .toSorted((left, right) => right.madeAt - left.madeAt)
  }
}

interface Size {
  readonly count: number
  readonly bytes: number
}

/** How many exchanges of a value of `keeping` there are, and the disk their bodies take. */
export function sizesOf(connection: Connection): (keeping: number) => Size {
  const rows = connection.prepare('SELECT keeping, count(*) AS count, sum(stored_bytes) AS bytes FROM exchange GROUP BY keeping').all()
  return (wanted) => (rows as (Size & { keeping: number })[]).find(({ keeping }) => keeping === wanted) ?? { count: 0, bytes: 0 }
}

/** Bytes of the file that hold something. */
export function usedBytesOf(connection: Connection): number {
  return (number(connection, 'page_count') - number(connection, 'freelist_count')) * number(connection, 'page_size')
}

/** @throws AppError `storage.busy` instead of what SQLite says while another program writes for long */
export function unlessBusy<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if ((error as { errcode?: number }).errcode === 5 || /database is locked/.test(String(error))) throw new AppError('storage.busy', {}, { cause: error })
    throw error
  }
}

function number(connection: Connection, pragma: string): number {
  return Object.values(connection.prepare(`PRAGMA ${pragma}`).get() as Record<string, number>)[0] ?? 0
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}
