import { parentPort } from 'node:worker_threads'
import type { StoredHalf } from '../history/history'
import { ownMemoryOf } from '../threads/own-memory'
import { PendingCalls } from '../threads/pending-calls'
import { callerErrorOf, toThreadError } from '../threads/thread-error'
import { InlineReader } from './inline-reader'
import type { FromReader, ToReader } from './messages'

/** The thread that reads bodies: parsing, layout and search of many megabytes keep neither main nor the window waiting. */
const port = parentPort
if (port === null) throw new Error('the document worker runs as a thread only')

const tell = (message: FromReader, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved)
// What main could not read is in the log by then.
const loading = new PendingCalls<FromReader>((error) => callerErrorOf(error, 'internal', () => undefined))

const reader = new InlineReader((exchangeId, half) => loading.make((id) => ({ kind: 'load', id, exchangeId, half }), tell) as Promise<StoredHalf | null>)

port.on('message', (message: ToReader) => {
  if (message.kind === 'call') void answer(message)
  else loading.settle(message)
})

async function answer({ id, method, parameter }: Extract<ToReader, { kind: 'call' }>): Promise<void> {
  try {
    const value = await (reader[method] as (parameter: unknown) => Promise<unknown>).call(reader, parameter)
    // A piece is made for whoever asked; every other array stays in use here.
    tell({ kind: 'answer', id, value }, method === 'piece' ? ownMemoryOf(value) : [])
  } catch (error) {
    tell({ kind: 'answer', id, error: toThreadError(error) })
  }
}
