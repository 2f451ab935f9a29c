import { parentPort, workerData } from 'node:worker_threads'
import { openSearchConnection } from '../../database/connection'
import type { WorkerSettings } from '../../database/messages'
import { toThreadError } from '../../threads/thread-error'
import { HistorySearch } from './history-search'
import type { FromSearch, ToSearch } from './search-messages'

/**
 * The thread that searches the history and keeps its index, on a connection of its own: the thread that writes rows never waits
 * for a search. It is started once the file is open and its schema is up to date.
 */
const port = parentPort
if (port === null) throw new Error('the search worker runs as a thread only')

const tell = (message: FromSearch): void => port.postMessage(message)
const connection = openSearchConnection((workerData as WorkerSettings).file)
const search = new HistorySearch(connection, { pid: process.pid, now: Date.now, log: (message) => tell({ kind: 'log', message }) })
search.changed()

port.on('message', (message: ToSearch) => {
  if (message.kind === 'call') void answer(message)
  else if (message.kind === 'changed') search.changed()
  else void close()
})

async function answer({ id, method, parameters }: Extract<ToSearch, { kind: 'call' }>): Promise<void> {
  try {
    tell({ kind: 'answer', id, value: await (search[method] as (...parameters: readonly unknown[]) => Promise<unknown>).apply(search, [...parameters]) })
  } catch (error) {
    tell({ kind: 'answer', id, error: toThreadError(error) })
  }
}

async function close(): Promise<void> {
  await search.close()
  connection.close()
  port?.close()
}
