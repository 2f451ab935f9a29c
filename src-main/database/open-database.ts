import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '@shared/errors'
import type { RecoveryReport } from '@shared/history/recovery-report'
import { markLostHalves } from '../history/lost-halves'
import { backUp, freeBytesBeside } from './backup'
import { closeOrderly, openConnection, openForReading, type Connection } from './connection'
import { bytesOf, stateOf } from './file-state'
import { DatabaseGuard } from './guard'
import { checkVersion, newestOf, type Migration } from './migration'
import { migrations as everyMigration } from './migrations'
import { awaitsRecovery, recover } from './recovery'
import { isDamage, refusesWriting, worded } from './sqlite-error'

/** Copying and migrating some gigabytes takes minutes; whoever comes meanwhile waits for it. */
const MIGRATION_WAIT_MS = 10 * 60_000
/** A damaged file stays where it is while another process uses it. */
const RECOVERY_WAIT_MS = 5_000

export interface OpeningOptions {
  readonly now: number
  readonly migrations?: readonly Migration[]
  readonly freeBytes?: (file: string) => number
}

/** A database ready for use. */
export interface OpenDatabase {
  readonly connection: Connection
  /** Why it can only be read; null when it can be written. */
  readonly readOnlyBecause: AppError | null
  /** What was carried over, when this opening found a damaged file. */
  readonly recovery: RecoveryReport | null
  /** Whether the last process that used it did not close it. */
  readonly endedUncleanly: boolean
  close(): void
}

/**
 * Opens the history whatever state it is in: a missing one is made, an older one is backed up and migrated, a damaged
 * one is set aside and carried over, one that cannot be written is opened for reading. For the one thread of a process
 * that owns the file; further connections of the process are opened by `openConnection` once this has returned.
 * @throws AppError `history.*` when it cannot be used; a file of a newer console has not been touched then
 */
export function openDatabase(file: string, options: OpeningOptions): OpenDatabase {
  try {
    return new Opening(file, options).open()
  } catch (error) {
    throw worded(error)
  }
}

/** Whether an open database, which could not be written, can be written by now. */
export function canBeWritten(connection: Connection, file: string): boolean {
  try {
    return writingProblemOf(connection, file) === null
  } catch {
    return false
  }
}

/** Opens for writing what could only be read before; null while it still cannot be written. */
export function openAgain(file: string): Connection | null {
  try {
    const connection = openConnection(file)
    if (writingProblemOf(connection, file) === null) return connection
    connection.close()
  } catch {
    // The next attempt tells again.
  }
  return null
}

class Opening {
  private readonly guard: DatabaseGuard
  private readonly migrations: readonly Migration[]
  private recovery: RecoveryReport | null = null
  private readonly endedUncleanly: boolean

  constructor(
    private readonly file: string,
    private readonly options: OpeningOptions,
  ) {
    if (!existsSync(dirname(file))) throw new AppError('history.folder-missing')
    this.migrations = options.migrations ?? everyMigration
    // Before anything is made beside the file.
    this.refuseNewer()
    this.endedUncleanly = bytesOf(`${file}-wal`) > 0
    this.guard = DatabaseGuard.at(file)
  }

  open(): OpenDatabase {
    try {
      this.guard.share(MIGRATION_WAIT_MS)
      const connection = this.connect() ?? this.connectAlone()
      return { ...connection, recovery: this.recovery, endedUncleanly: this.endedUncleanly, close: () => this.close(connection.connection) }
    } catch (error) {
      this.guard.close()
      throw error
    }
  }

  /** Null when the file has to be changed before it can be used, which only one process may do. */
  private connect(): Opened | null {
    if (awaitsRecovery(this.file)) return null
    const version = this.refuseNewer()
    if (version === null || version < newestOf(this.migrations)) return null
    return this.unlessDamaged(() => this.connection())
  }

  private connectAlone(): Opened {
    const isDamaged = this.isDamaged()
    this.takeAlone(isDamaged ? RECOVERY_WAIT_MS : MIGRATION_WAIT_MS, isDamaged)
    // Somebody else may have done it while this process waited.
    const ready = this.isDamaged() ? null : this.unlessDamaged(() => this.connection())
    const opened = ready ?? this.recovered()
    this.guard.share(MIGRATION_WAIT_MS)
    return opened
  }

  private isDamaged(): boolean {
    return awaitsRecovery(this.file) || this.refuseNewer() === null
  }

  private recovered(): Opened {
    this.recovery = recover(this.file, { migrations: this.migrations, now: this.options.now, settle: markLostHalves })
    return this.connection()
  }

  private takeAlone(waitMs: number, isDamaged: boolean): void {
    try {
      this.guard.takeAlone(waitMs)
    } catch (error) {
      throw isDamaged ? new AppError('history.damaged', {}, { cause: error }) : error
    }
  }

  private unlessDamaged(open: () => Opened): Opened | null {
    try {
      return open()
    } catch (error) {
      if (isDamage(error)) return null
      throw error
    }
  }

  private connection(): Opened {
    const { file, migrations, options } = this
    const freeBytes = options.freeBytes ?? freeBytesBeside
    try {
      const connection = openConnection(file, {
        migrations,
        beforeMigration: (opened, version) => backUp(opened, file, version, options.now, freeBytes(file)),
      })
      return { connection, readOnlyBecause: writingProblemOf(connection, file) }
    } catch (error) {
      if (!refusesWriting(error) || !existsSync(file)) throw error
      const isFull = (worded(error) as Partial<AppError>).code === 'history.disk-full'
      const readOnlyBecause = new AppError(isFull ? 'history.disk-full' : 'history.read-only', {}, { cause: error })
      return { connection: this.readable(error), readOnlyBecause }
    }
  }

  /** @throws the reason why it cannot be written when it cannot be read either */
  private readable(reason: unknown): Connection {
    try {
      return openForReading(this.file, this.migrations)
    } catch {
      throw reason
    }
  }

  /** The version of the file, 0 for a new one, null for a damaged one. @throws NewerDatabaseError */
  private refuseNewer(): number | null {
    const state = stateOf(this.file)
    if (state.kind !== 'database') return state.kind === 'new' ? 0 : null
    checkVersion(state.version, this.migrations)
    return state.version
  }

  private close(connection: Connection): void {
    closeOrderly(connection)
    this.guard.close()
  }
}

type Opened = Pick<OpenDatabase, 'connection' | 'readOnlyBecause'>

/** SQLite opens a file that may not be written without a word; the system and its write lock tell. */
function writingProblemOf(connection: Connection, file: string): AppError | null {
  try {
    accessSync(file, constants.W_OK)
    // What SQLite keeps beside the file is made anew whenever nobody had it open.
    accessSync(dirname(file), constants.W_OK)
    connection.exec('BEGIN IMMEDIATE; ROLLBACK')
    return null
  } catch (error) {
    if (refusesWriting(error)) return new AppError('history.read-only', {}, { cause: error })
    // Another process is writing at this moment, which is no reason not to begin.
    if ((worded(error) as Partial<AppError>).code === 'history.busy') return null
    throw error
  }
}
