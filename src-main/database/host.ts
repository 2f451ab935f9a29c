import { statSync } from 'node:fs'
import { AppError } from '@shared/errors'
import { BatchStore } from '../batch/batch-store'
import { isProcessAlive } from '../history/process-liveness'
import { SqliteHistory } from '../history/sqlite-history'
import { TemplateStore } from '../templates/template-store'
import type { ThreadAnswer } from '../threads/pending-calls'
import { toThreadError } from '../threads/thread-error'
import { freeBytesBeside } from './backup'
import type { Connection } from './connection'
import { DocumentStore } from './document-store'
import type { ConditionChange, HostedStores, WorkerRequest } from './messages'
import { inTransaction } from './transaction'
import { canBeWritten, openAgain, type OpenDatabase } from './open-database'
import { markDamaged } from './recovery'
import { isDamage, worded } from './sqlite-error'

/** With less room than this a history is as good as full, and the user is told before a send fails. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024

/** Problems of the place and not of one call: they are told at once, and last until writing works again. */
const LASTING: readonly string[] = ['history.disk-full', 'history.read-only', 'history.folder-missing', 'history.damaged']

export interface HostSurroundings {
  readonly file: string
  readonly now: () => number
  readonly tell: (change: ConditionChange) => void
  readonly freeBytes?: (file: string) => number
}

/** Answers calls to the stores of an open database and knows whether it can be written. Runs in the database's thread. */
export class DatabaseHost {
  private connection: Connection
  private stores: HostedStores
  private problem: AppError | null = null
  private readonly place: string | null

  constructor(
    private readonly opened: OpenDatabase,
    private readonly surroundings: HostSurroundings,
  ) {
    this.place = placeOf(surroundings.file)
    this.connection = opened.connection
    this.stores = storesOn(this.connection)
    this.problem = opened.readOnlyBecause ?? this.closeInterrupted() ?? this.problemOfRoom()
  }

  /** Why nothing can be written; null when it can. */
  get condition(): AppError | null {
    return this.problem
  }

  answer(request: WorkerRequest): ThreadAnswer {
    const isSend = request.store === 'history' && request.method === 'begin'
    try {
      if (isSend) this.prepareToSend()
      const store = this.stores[request.store] as unknown as Record<string, (...parameters: readonly unknown[]) => unknown>
      const reply = { id: request.id, value: store[request.method]?.(...request.parameters) }
      // The disk itself has said that there is room again.
      if (isSend) this.change(null)
      return reply
    } catch (error) {
      return { id: request.id, error: toThreadError(this.takeIn(error)) }
    }
  }

  /**
   * Answers calls that came while another was under way. Exchanges that begin and end share one commit, and with it one sync of the
   * disk: none is answered before that is through, and when it fails all of them have failed.
   */
  answerAll(requests: readonly WorkerRequest[]): ThreadAnswer[] {
    const answers: ThreadAnswer[] = []
    let together: WorkerRequest[] = []
    const flush = (): void => {
      answers.push(...this.answerTogether(together))
      together = []
    }
    for (const request of requests) {
      if (!sharesCommit(request)) flush()
      together.push(request)
      if (!sharesCommit(request)) flush()
    }
    flush()
    return answers
  }

  private answerTogether(requests: readonly WorkerRequest[]): ThreadAnswer[] {
    // In trouble each call finds out for itself, on whichever connection works by then.
    if (requests.length < 2 || this.problem !== null) return requests.map((request) => this.answer(request))
    try {
      return inTransaction(this.connection, () =>
        requests.map((request) => {
          const answer = this.answer(request)
          // A full disk undoes the whole transaction, the calls before this one included.
          if (!this.connection.isTransaction) throw this.problem ?? new AppError('history.unavailable')
          return answer
        }),
      )
    } catch (error) {
      const failure = toThreadError(this.takeIn(error))
      return requests.map(({ id }) => ({ id, error: failure }))
    }
  }

  /** Looks whether what kept this from writing is over. Called from time to time. */
  retry(): void {
    switch (this.problem?.code) {
      case 'history.disk-full':
        if (this.isOpenForWriting()) this.change(this.problemOfRoom())
        return
      case 'history.read-only':
        if (this.isOpenForWriting()) this.change(null)
        return
      case 'history.folder-missing':
        if (this.isInPlace()) this.change(null)
        return
      default:
    }
  }

  /** Ends writing: the file is damaged, and the next start recovers what is in it. */
  declareDamaged(): void {
    if (this.problem?.code === 'history.damaged') return
    try {
      this.connection.exec('PRAGMA query_only = ON')
      markDamaged(this.surroundings.file)
    } catch {
      // A folder that takes no mark is found damaged again at the next start.
    }
    this.change(new AppError('history.damaged'))
  }

  close(): void {
    if (this.connection !== this.opened.connection) this.connection.close()
    this.opened.close()
  }

  private prepareToSend(): void {
    if (this.problem?.code === 'history.damaged') throw this.problem
    if (!this.isInPlace()) throw new AppError('history.folder-missing')
    if (this.problem !== null) this.retry()
  }

  /** SQLite goes on writing into a file whose name is gone, where nobody would ever find it. */
  private isInPlace(): boolean {
    return this.place === placeOf(this.surroundings.file)
  }

  private takeIn(error: unknown): unknown {
    if (isDamage(error)) this.declareDamaged()
    const known = worded(error)
    if (!(known instanceof AppError) || !LASTING.includes(known.code)) return known
    // A connection that was closed to writing says read-only: the reason is the one that is known already.
    if (known.code === 'history.read-only' && this.problem !== null) return this.problem
    this.change(known)
    return known
  }

  /** Opens anew what was opened for reading only, once that is possible. */
  private isOpenForWriting(): boolean {
    const { file } = this.surroundings
    if (this.opened.readOnlyBecause === null || this.connection !== this.opened.connection) return canBeWritten(this.connection, file)
    const connection = openAgain(file)
    if (connection === null) return false
    this.connection = connection
    this.stores = storesOn(connection)
    this.closeInterrupted()
    return true
  }

  private closeInterrupted(): AppError | null {
    try {
      this.stores.history.closeInterrupted(this.surroundings.now())
      return null
    } catch (error) {
      const known = worded(error)
      if (known instanceof AppError) return known
      throw error
    }
  }

  private problemOfRoom(): AppError | null {
    const { file, freeBytes = freeBytesBeside } = this.surroundings
    return freeBytes(file) < LEAST_FREE_BYTES ? new AppError('history.disk-full') : null
  }

  private change(problem: AppError | null): void {
    if (this.problem?.code === problem?.code) return
    this.problem = problem
    this.surroundings.tell({ condition: problem === null ? null : toThreadError(problem) })
  }
}

/** What a send writes: one row before its bytes and one after them. */
function sharesCommit({ store, method }: WorkerRequest): boolean {
  return store === 'history' && (method === 'begin' || method === 'finish')
}

function storesOn(connection: Connection): HostedStores {
  const history = new SqliteHistory(connection, { pid: process.pid, isAlive: isProcessAlive })
  return { history, documents: new DocumentStore(connection), templates: new TemplateStore(connection), batches: new BatchStore(connection) }
}

/** What a name stands for at this moment; null when it stands for nothing. */
function placeOf(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`
}
