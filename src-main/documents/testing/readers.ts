import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { AppError } from '@shared/errors'
import type { ViewKey } from '@shared/exchange/document/document-contract'
import { afterEach } from 'vitest'
import type { StoredHalf } from '../../history/history'
import { InlineReader } from '../inline-reader'
import type { DocumentReader } from '../reader'
import { ThreadedReader } from '../threaded-reader'

// The worker runs from the build, since a thread of plain Node reads no TypeScript.
export const DOCUMENT_WORKER = join(import.meta.dirname, '../../../out/cli/document-worker.js')

const opened: DocumentReader[] = []

afterEach(async () => {
  for (const reader of opened.splice(0)) await reader.close()
})

/** A reader of the running test's own over halves it gives, and how often each was loaded. */
export interface ReaderUnderTest {
  readonly reader: DocumentReader
  readonly stored: Map<string, StoredHalf>
  readonly loads: string[]
  readonly log: string[]
}

/** `threaded` runs in the built document thread, `inline` here. */
export function aReader(kind: 'inline' | 'threaded'): ReaderUnderTest {
  const stored = new Map<string, StoredHalf>()
  const loads: string[] = []
  const log: string[] = []
  const load = async (exchangeId: string, half: 'request' | 'response'): Promise<StoredHalf | null> => {
    loads.push(`${half} ${exchangeId}`)
    if (exchangeId === 'deleted') throw new AppError('history.unknown-entry')
    const found = stored.get(`${half} ${exchangeId}`)
    // A loaded body is the reader's to keep: what is stored stays with the test.
    return found === undefined ? null : { ...found, body: found.body.slice() }
  }
  if (!existsSync(DOCUMENT_WORKER)) throw new Error('npm run build comes before these tests')
  const reader = kind === 'inline' ? new InlineReader(load) : ThreadedReader.open(DOCUMENT_WORKER, load, (message) => log.push(message))
  opened.push(reader)
  return { reader, stored, loads, log }
}

/** A response with that body as it is stored. */
export function aResponseHalf(body: string | Uint8Array, headers: readonly string[] = []): StoredHalf {
  const head = ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n')
  return { operation: operation.name, head, body: typeof body === 'string' ? new TextEncoder().encode(body) : body }
}

/** The key of a view of the response `one`, with anything a test cares about changed. */
export function aKey(view: ViewKey['view'], changes: Partial<ViewKey> = {}): ViewKey {
  return { exchangeId: 'one', half: 'response', charset: null, view, filter: null, ...changes }
}

/** All lines of a view as one text. */
export async function textOf(reader: DocumentReader, key: ViewKey): Promise<string> {
  const { lines } = await reader.lines({ ...key, ranges: [{ from: 0, count: 2_000 }] })
  return lines.map(({ text }) => text).join('\n')
}
