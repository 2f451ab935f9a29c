import { parentPort } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import type { StoredHalf } from '../history/history'
import { ownMemoryOf } from '../threads/own-memory'
import { fromThreadError, toThreadError } from '../threads/thread-error'
import { InlineReader } from './inline-reader'
import type { FromReader, ToReader } from './messages'

/** The thread that reads bodies: parsing, layout and search of many megabytes keep neither main nor the window waiting. */
const port = parentPort
if (port === null) throw new Error('the document worker runs as a thread only')

const tell = (message: FromReader, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved)
const loading = new Map<number, { resolve: (stored: StoredHalf | null) => void; reject: (error: Error) => void }>()
let nextId = 1

const reader = new InlineReader((exchangeId, half) => {
  const id = nextId++
  return new Promise((resolve, reject) => {
    loading.set(id, { resolve, reject })
    tell({ kind: 'load', id, exchangeId, half })
  })
})

port.on('message', (message: ToReader) => {
  if (message.kind === 'call') void answer(message)
  else settle(message)
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

function settle(message: Extract<ToReader, { kind: 'loaded' }>): void {
  const waiting = loading.get(message.id)
  loading.delete(message.id)
  if ('stored' in message) waiting?.resolve(message.stored)
  else waiting?.reject(fromThreadError(message.error) ?? new AppError('internal', {}, { cause: message.error.message }))
}
