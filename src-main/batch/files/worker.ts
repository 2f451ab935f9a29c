import { parentPort } from 'node:worker_threads'
import { toThreadError } from '../../threads/thread-error'
import { BatchFiles } from './batch-files'
import type { FromBatchFiles, ToBatchFiles } from './messages'

/** The thread that reads and checks files of rows: a hundred thousand of them keep neither main nor the window waiting. */
const port = parentPort
if (port === null) throw new Error('the batch worker runs as a thread only')

const files = new BatchFiles(Date.now)
port.on('message', ({ id, method, parameter }: ToBatchFiles) => {
  const tell = (message: FromBatchFiles): void => port.postMessage(message)
  // The method and its parameter belong together: whoever asks is `ThreadedBatchFiles`.
  void (files[method] as (parameter: unknown) => Promise<unknown>).call(files, parameter).then(
    (value) => tell({ id, value }),
    (error: unknown) => tell({ id, error: toThreadError(error) }),
  )
})
