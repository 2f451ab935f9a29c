import { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import type { Exported, ImportPreview, Imported } from '@shared/history/transfer/transfer-contract'
import type { History } from '../history/history'
import { ownMemoryOf } from '../threads/own-memory'
import { callerErrorOf, toThreadError } from '../threads/thread-error'
import type { ExportOrder, TransferRun } from './export-pieces'
import type { FromTransfer, HistoryMethod, ToTransfer, TransferWork } from './messages'
import type { FileTransfer } from './transfer-file'

/** Does each transfer in a thread of its own that ends with it; its calls of the history go through this one. */
export class ThreadedTransfer implements FileTransfer {
  constructor(
    private readonly workerFile: string,
    private readonly history: Pick<History, HistoryMethod>,
    private readonly log: (message: string) => void,
  ) {}

  export(file: string, order: ExportOrder, run: TransferRun): Promise<Exported | null> {
    return this.perform({ kind: 'export', file, order }, run)
  }

  preview(file: string, run: TransferRun): Promise<ImportPreview | null> {
    return this.perform({ kind: 'preview', file }, run)
  }

  import(file: string, run: TransferRun): Promise<Imported | null> {
    return this.perform({ kind: 'import', file }, run)
  }

  private perform<T>(work: TransferWork, { signal, onProgress }: TransferRun): Promise<T | null> {
    const worker = new Worker(this.workerFile, { workerData: work })
    const tell = (message: ToTransfer, moved: ArrayBuffer[] = []): void => worker.postMessage(message, moved)
    const stop = (): void => tell({ kind: 'stop' })
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    const ended = new Promise<T | null>((resolve, reject) => {
      const log = (message: string): void => this.log(`transfer: ${message}`)
      worker.on('message', (message: FromTransfer) => {
        if (message.kind === 'progress') onProgress(message.progress)
        else if (message.kind === 'call') void this.answer(message, tell)
        // The work gave what its kind gives.
        else if (message.kind === 'done') resolve(message.value as T | null)
        else reject(callerErrorOf(message.error, 'internal', log))
      })
      worker.once('error', (error) => reject(callerErrorOf({ code: null, detail: {}, message: error.message }, 'internal', log)))
      // After its last message this changes nothing any more.
      worker.once('exit', (code) => reject(new AppError('internal', {}, { cause: `the thread ended with ${code}` })))
    })
    return ended.finally(() => signal.removeEventListener('abort', stop))
  }

  private async answer({ id, method, parameters }: Extract<FromTransfer, { kind: 'call' }>, tell: (message: ToTransfer, moved?: ArrayBuffer[]) => void): Promise<void> {
    try {
      const value = await (this.history[method] as (...parameters: readonly unknown[]) => Promise<unknown>)(...parameters)
      tell({ kind: 'answer', id, value }, ownMemoryOf(value))
    } catch (error) {
      tell({ kind: 'answer', id, error: toThreadError(error) })
    }
  }
}
