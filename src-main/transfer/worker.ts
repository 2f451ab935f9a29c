import { parentPort, workerData } from 'node:worker_threads'
import type { History } from '../history/history'
import { ownMemoryOf } from '../threads/own-memory'
import { PendingCalls } from '../threads/pending-calls'
import { callerErrorOf, toThreadError } from '../threads/thread-error'
import type { TransferRun } from './export-pieces'
import { HISTORY_METHODS, type FromTransfer, type HistoryMethod, type ToTransfer, type TransferWork } from './messages'
import { InlineTransfer } from './transfer-file'

/** The thread that writes and reads files of exchanges: masking and parsing of many megabytes keep neither main nor the window waiting. */
const port = parentPort
if (port === null) throw new Error('the transfer worker runs as a thread only')

const PROGRESS_EVERY_MS = 100

const controller = new AbortController()
// What main could not read or write is in the log by then.
const calls = new PendingCalls<FromTransfer>((error) => callerErrorOf(error, 'internal', () => undefined))
const tell = (message: FromTransfer, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved)

port.on('message', (message: ToTransfer) => {
  if (message.kind === 'stop') controller.abort()
  else calls.settle(message)
})

/** The history as main lets it be called from here. */
const history = Object.fromEntries(
  HISTORY_METHODS.map((method: HistoryMethod) => [
    method,
    (...parameters: unknown[]) =>
      calls.make(
        (id) => ({ kind: 'call', id, method, parameters }),
        (message) => tell(message, ownMemoryOf(parameters)),
      ),
  ]),
) as unknown as Pick<History, HistoryMethod>

let lastTold = 0
const run: TransferRun = {
  signal: controller.signal,
  onProgress: (progress) => {
    const now = Date.now()
    if (now - lastTold < PROGRESS_EVERY_MS && progress.done !== progress.total) return
    lastTold = now
    tell({ kind: 'progress', progress })
  },
}

void work(workerData as TransferWork)
  .then(
    (value) => tell({ kind: 'done', value }),
    (error: unknown) => tell({ kind: 'failed', error: toThreadError(error) }),
  )
  .finally(() => port.close())

async function work(order: TransferWork): Promise<Extract<FromTransfer, { kind: 'done' }>['value']> {
  const transfer = new InlineTransfer(history)
  if (order.kind === 'export') return transfer.export(order.file, order.order, run)
  return order.kind === 'preview' ? transfer.preview(order.file, run) : transfer.import(order.file, run)
}
