import type { Worker } from 'node:worker_threads'

/** What somebody does who has a thread. */
export interface ThreadUse<Message> {
  /** Starts a thread. */
  readonly start: () => Worker
  readonly onMessage: (message: Message, worker: Worker) => void
  /** Told once for a thread that ended by itself, and why. */
  readonly onLost: (reason: string) => void
}

/** A thread that is there when it is needed: the first use starts it, and after it was lost or left the next use starts another. */
export class ReplaceableThread<Message> {
  private worker: Worker | null = null

  constructor(private readonly use: ThreadUse<Message>) {}

  /** The thread that runs; null when none does. */
  get current(): Worker | null {
    return this.worker
  }

  running(): Worker {
    if (this.worker !== null) return this.worker
    const worker = this.use.start()
    this.worker = worker
    worker.on('message', (message: Message) => this.use.onMessage(message, worker))
    worker.once('error', (error) => this.lose(worker, error.message))
    worker.once('exit', (code) => this.lose(worker, `ended with ${code}`))
    return worker
  }

  /** Parts from the thread, whose end is no loss from then on; whoever gets it ends it. Null when none runs. */
  leave(): Worker | null {
    const { worker } = this
    this.worker = null
    return worker
  }

  private lose(worker: Worker, reason: string): void {
    // A dying thread reports an error and then its end; and one that was left is not lost.
    if (this.worker !== worker) return
    this.worker = null
    this.use.onLost(reason)
  }
}
