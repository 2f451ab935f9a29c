import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { ownMemoryOf } from '../threads/own-memory'
import { toThreadError } from '../threads/thread-error'
import { DatabaseHost } from './host'
import type { FromWorker, ToWorker, WorkerGreeting, WorkerRequest, WorkerSettings } from './messages'
import { openDatabase } from './open-database'

/** How often a history that cannot be written is looked at again. */
const RETRY_MS = 3_000
/** Calls that are answered in one go, as many as a batch has under way and some. */
const MOST_AT_ONCE = 64

/** The thread that owns the database: SQLite blocks here, so that neither main nor the window ever waits for a disk. */
const port = parentPort
if (port === null) throw new Error('the database worker runs as a thread only')

const greet = (greeting: WorkerGreeting): void => port.postMessage(greeting)
const tell = (message: FromWorker, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved)

const host = open()
if (host !== null) {
  const retrying = setInterval(() => host.retry(), RETRY_MS).unref()
  const answer = (requests: WorkerRequest[]): void => {
    for (const reply of host.answerAll(requests.splice(0))) tell(reply, 'value' in reply ? ownMemoryOf(reply.value) : [])
  }
  port.on('message', (first: ToWorker) => {
    const requests: WorkerRequest[] = []
    for (const message of [first, ...whatWaits()]) {
      if (typeof message === 'object') {
        requests.push(message)
        continue
      }
      answer(requests)
      if (message === 'damaged') host.declareDamaged()
      else {
        clearInterval(retrying)
        host.close()
        port.close()
        return
      }
    }
    answer(requests)
  })
}

/** What has arrived meanwhile, in order. */
function whatWaits(): ToWorker[] {
  const waiting: ToWorker[] = []
  while (port !== null && waiting.length < MOST_AT_ONCE) {
    const next = receiveMessageOnPort(port) as { message: ToWorker } | undefined
    if (next === undefined) break
    waiting.push(next.message)
  }
  return waiting
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
