import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import type { RecoveryReport } from '@shared/history/recovery-report'
import type { BatchStore } from '../batch/batch-store'
import type { History } from '../history/history'
import { IndexedHistory } from '../history/indexed-history'
import { ThreadedSearch } from '../history/search/threaded-search'
import type { TemplateStore } from '../templates/template-store'
import { PendingCalls } from '../threads/pending-calls'
import { callerErrorOf, type ThreadError } from '../threads/thread-error'
import type { DocumentStore } from './document-store'
import type { FromWorker, HostedStores, ToWorker, WorkerGreeting, WorkerRequest, WorkerSettings } from './messages'

/** A store as callers outside the worker see it: the same methods, asynchronous. */
export type Remote<T> = {
  readonly [M in keyof T]: T[M] extends (...parameters: infer P) => infer R ? (...parameters: P) => Promise<R> : never
}

/** What a worker has found while it opened the file. */
export interface OpeningFindings {
  /** What was carried over, when the file was damaged. */
  readonly recovery: RecoveryReport | null
  /** Whether the last process that used the file did not close it. */
  readonly endedUncleanly: boolean
}

/** The database from outside its thread. While it cannot be used, every call rejects with AppError `history.*`. */
export class DatabaseClient {
  readonly history: History
  readonly documents: Remote<DocumentStore>
  readonly templates: Remote<TemplateStore>
  readonly batches: Remote<BatchStore>
  private readonly searching: ThreadedSearch
  private readonly calls = new PendingCalls<WorkerRequest>((error) => this.errorOf(error))
  private refusal: AppError | null = null
  private isOpen = false
  private closing = false
  private writingProblem: AppError | null = null
  private foundAtOpening: OpeningFindings = { recovery: null, endedUncleanly: false }
  private readonly conditionListeners: ((condition: AppError | null) => void)[] = []
  private readonly lostListeners: (() => void)[] = []
  private readonly greeting: Promise<void>

  constructor(
    private readonly worker: Worker,
    startSearch: () => Worker,
    private readonly log: (message: string) => void,
  ) {
    this.searching = new ThreadedSearch(startSearch, () => this.open(), log)
    this.history = new IndexedHistory(this.remote('history'), this.searching)
    this.documents = this.remote('documents')
    this.templates = this.remote('templates')
    this.batches = this.remote('batches')
    this.greeting = new Promise((resolve) => {
      worker.once('message', (greeting: WorkerGreeting) => {
        if (greeting.opened) {
          this.isOpen = true
          this.writingProblem = greeting.condition === null ? null : this.errorOf(greeting.condition)
          this.foundAtOpening = greeting
        } else this.refuse(greeting.error)
        resolve()
        worker.on('message', (message: FromWorker) => {
          if ('condition' in message) this.changeCondition(message.condition)
          else this.calls.settle(message)
        })
      })
      worker.once('error', (error) => {
        this.refuse({ code: null, detail: {}, message: error.message })
        resolve()
      })
      worker.once('exit', () => {
        // After an orderly close, too, nothing can be asked any more; that is no loss, and nothing for the log.
        if (this.closing) this.refusal ??= new AppError('history.unavailable')
        else this.refuse({ code: null, detail: {}, message: 'the database worker has ended' })
        resolve()
      })
    })
  }

  /** Starts the worker on a database file. `workerFile` is the built worker; that of the search lies beside it. */
  static open(workerFile: string, settings: WorkerSettings, log: (message: string) => void): DatabaseClient {
    const start = (file: string): Worker => new Worker(file, { workerData: settings })
    return new DatabaseClient(start(workerFile), () => start(join(dirname(workerFile), 'search-worker.js')), log)
  }

  /** Resolves when the file is open, or has been refused: null, or why. */
  async problem(): Promise<AppError | null> {
    await this.greeting
    return this.refusal
  }

  /** Why nothing can be written although the file is open, so that no send is begun; null when writing works. */
  async condition(): Promise<AppError | null> {
    await this.greeting
    return this.writingProblem
  }

  /** Calls back whenever `condition` changes. */
  onCondition(listener: (condition: AppError | null) => void): void {
    this.conditionListeners.push(listener)
  }

  /** What opening has found. */
  async findings(): Promise<OpeningFindings> {
    await this.greeting
    return this.foundAtOpening
  }

  /** Ends writing because damage was found; the next start recovers. */
  declareDamaged(): void {
    if (this.refusal === null) this.worker.postMessage('damaged' satisfies ToWorker)
  }

  /** Calls back if the database is lost after it was open. */
  onLost(listener: () => void): void {
    this.lostListeners.push(listener)
  }

  /** Resolves when the index knows every exchange that is complete. Searches are right before, too. */
  async indexed(): Promise<void> {
    await this.searching.settled()
  }

  /** Closes the file after the calls under way. */
  async close(): Promise<void> {
    await this.greeting
    if (this.refusal !== null) return
    this.closing = true
    await this.searching.close()
    await new Promise<void>((resolve) => {
      this.worker.once('exit', () => resolve())
      this.worker.postMessage('close' satisfies ToWorker)
    })
  }

  private remote<S extends keyof HostedStores>(store: S): Remote<HostedStores[S]> {
    return new Proxy({} as Remote<HostedStores[S]>, {
      get: (_, method) =>
        (...parameters: unknown[]) =>
          this.call({ store, method: String(method), parameters }),
    })
  }

  private async open(): Promise<void> {
    await this.greeting
    if (this.refusal !== null) throw this.refusal
  }

  private async call(request: Omit<WorkerRequest, 'id'>): Promise<unknown> {
    await this.open()
    return this.calls.make(
      (id) => ({ id, ...request }),
      (message) => this.worker.postMessage(message satisfies ToWorker),
    )
  }

  private changeCondition(condition: ThreadError | null): void {
    this.writingProblem = condition === null ? null : this.errorOf(condition)
    this.searching.renew()
    for (const listener of this.conditionListeners) listener(this.writingProblem)
  }

  private refuse(error: ThreadError): void {
    // A worker that could not open its file ends, too: the first reason is the one that counts.
    this.refusal ??= this.errorOf(error)
    this.calls.rejectAll(this.refusal)
    // A dying thread reports an error and then its end; it is lost once.
    const isLost = this.isOpen
    this.isOpen = false
    if (isLost) for (const listener of this.lostListeners) listener()
  }

  private errorOf(error: ThreadError): AppError {
    return callerErrorOf(error, 'history.unavailable', (message) => this.log(`database: ${message}`))
  }
}
