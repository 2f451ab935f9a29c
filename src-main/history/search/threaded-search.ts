import type { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { PendingCalls } from '../../threads/pending-calls'
import { ReplaceableThread } from '../../threads/replaceable-thread'
import { callerErrorOf } from '../../threads/thread-error'
import type { FromSearch, RemoteSearch, SearchMethod, ToSearch } from './search-messages'

/** How long news waits for more of it, so that a row that was just completed does not compete with the next one's. */
const NEWS_DELAY_MS = 150

/** The search thread from outside. The first call starts it; when it dies its calls fail, and the next call starts another. */
export class ThreadedSearch implements RemoteSearch {
  readonly search = this.remote('search')
  readonly facets = this.remote('facets')
  readonly groups = this.remote('groups')
  readonly numbersOf = this.remote('numbersOf')
  readonly settled = this.remote('settled')
  private readonly calls = new PendingCalls<ToSearch>((error) => callerErrorOf(error, 'history.unavailable', (message) => this.log(`search: ${message}`)))
  private readonly thread = new ReplaceableThread<FromSearch>({
    start: () => this.start(),
    onMessage: (message) => {
      if (message.kind === 'log') this.log(message.message)
      else this.calls.settle(message)
    },
    onLost: (reason) => {
      this.log(`search: the thread was lost: ${reason}`)
      this.rejectAll()
    },
  })
  private news: NodeJS.Timeout | null = null

  /** `ready` resolves when the file may be opened, and rejects with the reason when it cannot. */
  constructor(
    private readonly start: () => Worker,
    private readonly ready: () => Promise<void>,
    private readonly log: (message: string) => void,
  ) {}

  /** Tells the thread, if there is one, that there is something new to index. */
  changed(): void {
    this.news ??= setTimeout(() => {
      this.news = null
      this.thread.current?.postMessage({ kind: 'changed' } satisfies ToSearch)
    }, NEWS_DELAY_MS).unref()
  }

  /** Has another thread open the file anew, because it can be used in another way than when it was opened. */
  renew(): void {
    const worker = this.thread.leave()
    if (worker === null) return
    worker.postMessage({ kind: 'close' } satisfies ToSearch)
    for (const message of this.calls.messages()) this.thread.running().postMessage(message)
  }

  /** Ends the thread after the rows it is writing. */
  async close(): Promise<void> {
    clearTimeout(this.news ?? undefined)
    const worker = this.thread.leave()
    if (worker === null) return
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve())
      worker.postMessage({ kind: 'close' } satisfies ToSearch)
    })
    this.rejectAll()
  }

  private remote<M extends SearchMethod>(method: M): RemoteSearch[M] {
    return (async (...parameters: unknown[]) => {
      await this.ready()
      return this.calls.make(
        (id) => ({ kind: 'call', id, method, parameters }),
        (message) => this.thread.running().postMessage(message),
      )
    }) as RemoteSearch[M]
  }

  private rejectAll(): void {
    this.calls.rejectAll(new AppError('history.unavailable'))
  }
}
