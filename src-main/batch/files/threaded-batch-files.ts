import { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { PendingCalls } from '../../threads/pending-calls'
import { ReplaceableThread } from '../../threads/replaceable-thread'
import { callerErrorOf } from '../../threads/thread-error'
import type { BatchFileReader } from './batch-files'
import type { FileMethod, FromBatchFiles, ToBatchFiles } from './messages'

/** Files of rows in a thread of their own, which the first of them starts. When it dies, its files have to be chosen again. */
export class ThreadedBatchFiles implements BatchFileReader {
  readonly open = this.remote('open')
  readonly reread = this.remote('reread')
  readonly check = this.remote('check')
  readonly rows = this.remote('rows')
  readonly describe = this.remote('describe')
  private readonly calls = new PendingCalls<ToBatchFiles>((error) => callerErrorOf(error, 'internal', (message) => this.log(`batch files: ${message}`)))
  private readonly thread = new ReplaceableThread<FromBatchFiles>({
    start: () => new Worker(this.workerFile),
    onMessage: (message) => this.calls.settle(message),
    onLost: (reason) => {
      this.log(`batch files: the thread was lost: ${reason}`)
      this.calls.rejectAll(new AppError('batch.unknown-file'))
    },
  })

  constructor(
    private readonly workerFile: string,
    private readonly log: (message: string) => void,
  ) {}

  async close(): Promise<void> {
    await this.thread.leave()?.terminate()
    this.calls.rejectAll(new AppError('batch.unknown-file'))
  }

  private remote<M extends FileMethod>(method: M): BatchFileReader[M] {
    return ((parameter: unknown) =>
      this.calls.make(
        (id) => ({ id, method, parameter }),
        (message) => this.thread.running().postMessage(message),
      )) as BatchFileReader[M]
  }
}
