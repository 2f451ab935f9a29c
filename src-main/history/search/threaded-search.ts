import type { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { fromThreadError } from '../../threads/thread-error'
import type { FromSearch, RemoteSearch, SearchMethod, ToSearch } from './search-messages'

/** How long news waits for more of it, so that a row that was just completed does not compete with the next one's. */
const NEWS_DELAY_MS = 150

interface Call {
  readonly message: ToSearch & { readonly kind: 'call' }
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** The search thread from outside. The first call starts it; when it dies its calls fail, and the next call starts another. */
export class ThreadedSearch implements RemoteSearch {
  readonly search = this.remote('search')
  readonly facets = this.remote('facets')
  readonly groups = this.remote('groups')
  readonly numbersOf = this.remote('numbersOf')
  readonly settled = this.remote('settled')
  private readonly pending = new Map<number, Call>()
  private worker: Worker | null = null
  private nextId = 1
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
      this.worker?.postMessage({ kind: 'changed' } satisfies ToSearch)
    }, NEWS_DELAY_MS).unref()
  }

  /** Has another thread open the file anew, because it can be used in another way than when it was opened. */
  renew(): void {
    const { worker } = this
    if (worker === null) return
    this.worker = null
    worker.postMessage({ kind: 'close' } satisfies ToSearch)
    for (const { message } of this.pending.values()) this.running().postMessage(message)
  }

  /** Ends the thread after the rows it is writing. */
  async close(): Promise<void> {
    clearTimeout(this.news ?? undefined)
    const { worker } = this
    this.worker = null
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
      return new Promise((resolve, reject) => {
        const message = { kind: 'call', id: this.nextId++, method, parameters } as const
        this.pending.set(message.id, { message, resolve, reject })
        this.running().postMessage(message satisfies ToSearch)
      })
    }) as RemoteSearch[M]
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker
    const worker = this.start()
    this.worker = worker
    worker.on('message', (message: FromSearch) => {
      if (message.kind === 'log') this.log(message.message)
      else this.settle(message)
    })
    worker.once('error', (error) => this.lose(worker, error.message))
    worker.once('exit', (code) => this.lose(worker, `ended with ${code}`))
    return worker
  }

  private settle(answer: Extract<FromSearch, { kind: 'answer' }>): void {
    const call = this.pending.get(answer.id)
    this.pending.delete(answer.id)
    if ('value' in answer) {
      call?.resolve(answer.value as never)
      return
    }
    const known = fromThreadError(answer.error)
    if (known === null) this.log(`search: ${answer.error.message}`)
    call?.reject(known ?? new AppError('history.unavailable', {}, { cause: answer.error.message }))
  }

  private lose(worker: Worker, reason: string): void {
    // A dying thread reports an error and then its end; and one that was closed is not lost.
    if (this.worker !== worker) return
    this.worker = null
    this.log(`search: the thread was lost: ${reason}`)
    this.rejectAll()
  }

  private rejectAll(): void {
    for (const call of this.pending.values()) call.reject(new AppError('history.unavailable'))
    this.pending.clear()
  }
}
