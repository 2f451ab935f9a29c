import { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { ownMemoryOf } from '../threads/own-memory'
import { PendingCalls } from '../threads/pending-calls'
import { ReplaceableThread } from '../threads/replaceable-thread'
import { callerErrorOf, toThreadError } from '../threads/thread-error'
import type { FromReader, ReaderMethod, ToReader } from './messages'
import type { DocumentReader, LoadHalf } from './reader'

type Remote = { readonly [M in ReaderMethod]: DocumentReader[M] }

/** A filter that keeps the thread longer is given up; an XPath can compute for ever without reading anything. */
const LONGEST_FILTER_MS = 20_000

/** The document thread from outside. When it dies its calls fail with `document.reader-lost`, and the next call starts another. */
export class ThreadedReader implements DocumentReader {
  readonly receive = this.remote('receive')
  readonly judge = this.remote('judge')
  readonly receiveAndJudge = this.remote('receiveAndJudge')
  readonly textStart = this.remote('textStart')
  readonly view = this.remote('view')
  readonly lines = this.remote('lines')
  readonly fields = this.remote('fields')
  readonly search = this.remote('search')
  readonly locate = this.remote('locate')
  readonly path = this.remote('path')
  readonly place = this.remote('place')
  readonly text = this.remote('text')
  readonly piece = this.remote('piece')
  readonly compare = this.remote('compare')
  private readonly calls = new PendingCalls<ToReader>((error) => callerErrorOf(error, 'internal', (message) => this.log(`documents: ${message}`)))
  private readonly thread = new ReplaceableThread<FromReader>({
    start: () => this.start(),
    onMessage: (message, worker) => {
      if (message.kind === 'answer') this.calls.settle(message)
      else void this.give(worker, message)
    },
    onLost: (reason) => {
      this.log(`documents: the thread was lost: ${reason}`)
      this.rejectAll()
    },
  })

  /** `start` starts a thread of the built worker; the first is started at once, so that no exchange waits for it. */
  constructor(
    private readonly start: () => Worker,
    private readonly load: LoadHalf,
    private readonly log: (message: string) => void,
    private readonly longestFilterMs = LONGEST_FILTER_MS,
  ) {
    this.thread.running()
  }

  /** Starts the thread from its built file. */
  static open(workerFile: string, load: LoadHalf, log: (message: string) => void): ThreadedReader {
    return new ThreadedReader(() => new Worker(workerFile), load, log)
  }

  async close(): Promise<void> {
    await this.thread.leave()?.terminate()
    this.rejectAll()
  }

  private remote<M extends ReaderMethod>(method: M): Remote[M] {
    return ((parameter: unknown) => {
      let limit: NodeJS.Timeout | undefined
      const answer = this.calls.make(
        (id) => {
          if (hasFilter(parameter)) limit = setTimeout(() => this.giveUp(id), this.longestFilterMs)
          return { kind: 'call', id, method, parameter }
        },
        (message) => this.tell(this.thread.running(), message),
      )
      return answer.finally(() => clearTimeout(limit))
    }) as Remote[M]
  }

  /** Ends the thread for the sake of a filter; whoever waits for something else is answered by the next one. */
  private giveUp(id: number): void {
    void this.thread.leave()?.terminate()
    this.log('documents: a filter took too long')
    this.calls.reject(id, new AppError('document.filter', { problem: 'filter.filter-too-long', detail: '' }))
    for (const message of this.calls.messages()) this.tell(this.thread.running(), message)
  }

  private async give(worker: Worker, { id, exchangeId, half }: Extract<FromReader, { kind: 'load' }>): Promise<void> {
    try {
      const stored = await this.load(exchangeId, half)
      this.tell(worker, { kind: 'loaded', id, value: stored }, ownMemoryOf(stored))
    } catch (error) {
      this.tell(worker, { kind: 'loaded', id, error: toThreadError(error) })
    }
  }

  private tell(worker: Worker, message: ToReader, moved: ArrayBuffer[] = []): void {
    worker.postMessage(message, moved)
  }

  private rejectAll(): void {
    this.calls.rejectAll(new AppError('document.reader-lost'))
  }
}

function hasFilter(parameter: unknown): boolean {
  return typeof parameter === 'object' && parameter !== null && 'filter' in parameter && parameter.filter !== null
}
