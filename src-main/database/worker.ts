import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { isProcessAlive } from '../history/process-liveness'
import { SqliteHistory } from '../history/sqlite-history'
import { openConnection, type Connection } from './connection'
import { DocumentStore } from './document-store'
import type { HostedStores, WorkerGreeting, WorkerReply, WorkerRequest, WorkerSettings } from './messages'
import { NewerDatabaseError } from './migration'
import { ownMemoryOf } from '../threads/own-memory'
import { toThreadError, type ThreadError } from '../threads/thread-error'

/** The thread that owns the database: SQLite blocks here, so that neither main nor the window ever waits for a disk. */
const port = parentPort
if (port === null) throw new Error('the database worker runs as a thread only')

const opened = open()
if (opened !== null) {
  const { connection, stores } = opened
  port.on('message', (message: WorkerRequest | 'close') => {
    if (message === 'close') {
      connection.close()
      port.close()
      return
    }
    const reply = answer(stores, message)
    port.postMessage(reply, 'value' in reply ? ownMemoryOf(reply.value) : [])
  })
}

function open(): { connection: Connection; stores: HostedStores } | null {
  try {
    const connection = openConnection((workerData as WorkerSettings).file)
    const history = new SqliteHistory(connection, { pid: process.pid, isAlive: isProcessAlive })
    history.closeInterrupted(Date.now())
    port?.postMessage({ opened: true } satisfies WorkerGreeting)
    return { connection, stores: { history, documents: new DocumentStore(connection) } }
  } catch (error) {
    port?.postMessage({ opened: false, error: describe(error) } satisfies WorkerGreeting)
    port?.close()
    return null
  }
}

function answer(stores: HostedStores, request: WorkerRequest): WorkerReply {
  try {
    const store = stores[request.store] as unknown as Record<string, (...parameters: readonly unknown[]) => unknown>
    return { id: request.id, value: store[request.method]?.(...request.parameters) }
  } catch (error) {
    return { id: request.id, error: describe(error) }
  }
}

function describe(error: unknown): ThreadError {
  return toThreadError(error instanceof NewerDatabaseError ? new AppError('history.newer-version', {}, { cause: error }) : error)
}
