import { parentPort, workerData } from 'node:worker_threads'
import { ownMemoryOf } from '../threads/own-memory'
import { toThreadError } from '../threads/thread-error'
import { DatabaseHost } from './host'
import type { FromWorker, ToWorker, WorkerGreeting, WorkerSettings } from './messages'
import { openDatabase } from './open-database'

/** How often a history that cannot be written is looked at again. */
const RETRY_MS = 3_000

/** The thread that owns the database: SQLite blocks here, so that neither main nor the window ever waits for a disk. */
const port = parentPort
if (port === null) throw new Error('the database worker runs as a thread only')

const greet = (greeting: WorkerGreeting): void => port.postMessage(greeting)
const tell = (message: FromWorker, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved)

const host = open()
if (host !== null) {
  const retrying = setInterval(() => host.retry(), RETRY_MS).unref()
  port.on('message', (message: ToWorker) => {
    if (message === 'damaged') host.declareDamaged()
    else if (message === 'close') {
      clearInterval(retrying)
      host.close()
      port.close()
    } else {
      const reply = host.answer(message)
      tell(reply, 'value' in reply ? ownMemoryOf(reply.value) : [])
    }
  })
}

function open(): DatabaseHost | null {
  const { file } = workerData as WorkerSettings
  try {
    const opened = openDatabase(file, { now: Date.now() })
    const database = new DatabaseHost(opened, { file, now: Date.now, tell })
    const { condition } = database
    const { recovery, endedUncleanly } = opened
    greet({ opened: true, condition: condition === null ? null : toThreadError(condition), recovery, endedUncleanly })
    return database
  } catch (error) {
    greet({ opened: false, error: toThreadError(error) })
    port?.close()
    return null
  }
}
