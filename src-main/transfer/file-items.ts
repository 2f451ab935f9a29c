import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import { HarSplitter, LONGEST_ITEM } from '@shared/history/transfer/har-splitter'
import { readEntry, type ForeignEntry } from '@shared/history/transfer/har-entries'
import { readLine, skipped, type ReadItem } from '@shared/history/transfer/incoming'
import { isPartOfHistory } from '../database/file-names'
import type { TransferRun } from './export-pieces'

/** One line or entry of a file, and its number from 1. */
export interface FileItem {
  readonly place: number
  readonly item: ReadItem | ForeignEntry
}

/** A file as it is read: its format, and everything in it one by one. */
export interface OpenFile {
  readonly format: 'har' | 'jsonl'
  readonly items: AsyncGenerator<FileItem, void>
}

const START_CHARACTERS = 1_000

/** Opens a file whose format its first characters tell. @throws AppError `transfer.cannot-read`, the signal's reason when it is stopped */
export async function openFile(path: string, run: TransferRun): Promise<OpenFile> {
  // Even to read it and close it would drop the locks this process holds on it.
  if (isPartOfHistory(path)) refuse({ code: 'history' })
  const { size } = await stat(path).catch(refuse)
  const texts = textsOf(path, size, run)
  const first = await texts.next()
  const start = first.done === true ? '' : first.value
  async function* all(): AsyncGenerator<string, void> {
    yield start
    yield* texts
  }
  const isHar = /^\s*\{\s*"log"\s*:/.test(start.slice(0, START_CHARACTERS))
  return { format: isHar ? 'har' : 'jsonl', items: isHar ? harItems(all()) : lineItems(all()) }
}

async function* textsOf(path: string, size: number, { onProgress, signal }: TransferRun): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8')
  let done = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
      signal.throwIfAborted()
      done += piece.length
      onProgress({ done, total: Math.max(size, done) })
      yield decoder.decode(piece, { stream: true })
    }
  } catch (error) {
    if (signal.aborted) throw error
    refuse(error)
  }
  yield decoder.decode()
}

async function* harItems(texts: AsyncIterable<string>): AsyncGenerator<FileItem, void> {
  const splitter = new HarSplitter()
  let place = 0
  for await (const text of texts) {
    for (const entry of splitter.push(text)) {
      place += 1
      yield { place, item: entry === '' ? skipped('too-large') : readEntry(entry) }
    }
  }
  if (splitter.isInsideEntry || !splitter.foundEntries) yield { place: place + 1, item: skipped('not-json') }
  else yield { place: place + 1, item: { kind: 'frame', isEnd: true, count: place } }
}

async function* lineItems(texts: AsyncIterable<string>): AsyncGenerator<FileItem, void> {
  let place = 0
  let line = ''
  let isTooLong = false
  const take = (): FileItem[] => {
    place += 1
    const text = line.trim()
    const item = isTooLong ? skipped('too-large') : text === '' ? null : readLine(text)
    line = ''
    isTooLong = false
    return item === null ? [] : [{ place, item }]
  }
  for await (const text of texts) {
    for (let from = 0; from <= text.length; ) {
      const end = text.indexOf('\n', from)
      const part = text.slice(from, end === -1 ? text.length : end)
      isTooLong ||= line.length + part.length > LONGEST_ITEM
      line = isTooLong ? '' : line + part
      if (end === -1) break
      yield* take()
      from = end + 1
    }
  }
  yield* take()
}

function refuse(cause: unknown): never {
  throw new AppError('transfer.cannot-read', { code: String((cause as { code?: unknown } | null)?.code) }, { cause })
}
