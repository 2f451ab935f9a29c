import { AppError } from '@shared/errors'
import type { Outcome } from '@shared/exchange/outcome'
import { LARGEST_PAGE, type HistoryPage, type Selection } from '@shared/history/history-contract'
import { csv } from '@shared/history/transfer/csv'
import { har } from '@shared/history/transfer/har'
import { jsonLines } from '@shared/history/transfer/jsonl'
import { markdownReport } from '@shared/history/transfer/markdown-report'
import { addMasked, noneMasked, type ExportAbout, type FileFormat, type OutgoingExchange } from '@shared/history/transfer/outgoing'
import type { Exported, ExportFormat, TransferProgress } from '@shared/history/transfer/transfer-contract'
import type { History } from '../history/history'
import { outgoingExchange } from './outgoing-exchange'

const FORMATS: Readonly<Record<ExportFormat, FileFormat>> = { har, jsonl: jsonLines, csv, md: markdownReport }

/** Exchanges that are read while the one before them is written. */
const READ_AHEAD = 4
/** Pieces are put together until they are worth a write. */
const WRITE_CHARACTERS = 262_144

export interface ExportOrder {
  readonly selection: Selection
  readonly format: ExportFormat
  readonly isMasked: boolean
  readonly language: 'zh' | 'en'
  readonly version: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** What a transfer tells on its way, and how it is stopped. */
export interface TransferRun {
  readonly onProgress: (progress: TransferProgress) => void
  readonly signal: AbortSignal
}

type Source = Pick<History, 'search' | 'read' | 'outline'>

/**
 * A file's bytes piece by piece, oldest exchange first, so that whoever reads it in gets the same order. The ids are collected at the
 * beginning (40 bytes of memory each), the exchanges are read and forgotten one by one. What was removed meanwhile is left out.
 * Returns what was written. @throws AppError `history.*`, the signal's reason when it is stopped
 */
export async function* exportPieces(history: Source, order: ExportOrder, run: TransferRun): AsyncGenerator<Uint8Array, Exported> {
  const { ids, underWay } = await idsOf(history, order.selection, run.signal)
  const format = FORMATS[order.format]
  const about: ExportAbout = { version: order.version, exportedAt: order.now, isMasked: order.isMasked, count: ids.count, language: order.language }
  const passes = format.listed === undefined ? 1 : 2
  const masked = noneMasked()
  let written = 0
  let passed = 0
  const tell = (): void => run.onProgress({ done: Math.floor(passed / passes), total: ids.count })

  async function* exchanges(): AsyncGenerator<OutgoingExchange> {
    for await (const stored of readAhead(ids.oldestFirst(), (id) => readUnlessGone(history, id))) {
      run.signal.throwIfAborted()
      if (stored !== null) yield await outgoingExchange(stored, order.isMasked)
      passed += 1
      tell()
    }
  }
  async function* texts(): AsyncGenerator<string> {
    tell()
    yield* format.opening(about)
    if (format.listed !== undefined) {
      let listed = 0
      for await (const exchange of exchanges()) yield* format.listed(exchange, listed++, about)
    }
    for await (const exchange of exchanges()) {
      if (exchange.masked !== null) addMasked(masked, exchange.masked)
      yield* format.exchange(exchange, written, about)
      written += 1
    }
    yield* format.closing({ count: written, masked }, about)
  }
  yield* inBytes(texts())
  return { count: written, underWay, masked: order.isMasked ? masked : null }
}

async function* inBytes(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void> {
  let parts: string[] = []
  let length = 0
  for await (const text of texts) {
    parts.push(text)
    length += text.length
    if (length < WRITE_CHARACTERS) continue
    yield Buffer.from(parts.join(''), 'utf8')
    parts = []
    length = 0
  }
  if (length > 0) yield Buffer.from(parts.join(''), 'utf8')
}

/** Ids of a selection, newest first as they came, kept as one text for each page. */
class CollectedIds {
  private readonly pages: string[] = []
  count = 0

  add(ids: readonly string[]): void {
    if (ids.length === 0) return
    this.pages.push(ids.join('\n'))
    this.count += ids.length
  }

  *oldestFirst(): Generator<string> {
    for (const page of this.pages.toReversed()) yield* page.split('\n').toReversed()
  }
}

async function idsOf(history: Source, selection: Selection, signal: AbortSignal): Promise<{ ids: CollectedIds; underWay: number }> {
  const ids = new CollectedIds()
  let underWay = 0
  if (selection.kind === 'exchanges') {
    const found: { id: string; startedAt: number; outcome: Outcome | null }[] = []
    for (const id of new Set(selection.exchangeIds)) {
      signal.throwIfAborted()
      const { startedAt, outcome } = await history.outline(id)
      found.push({ id, startedAt, outcome })
    }
    const ended = found.filter(({ outcome }) => outcome !== null)
    // Named in any order, by hand or by clicks; a file is in the order of time.
    ids.add(ended.toSorted((left, right) => right.startedAt - left.startedAt).map(({ id }) => id))
    return { ids, underWay: found.length - ended.length }
  }
  let before: string | null = null
  do {
    signal.throwIfAborted()
    const page: HistoryPage = await history.search({ criteria: selection.criteria, limit: LARGEST_PAGE, before })
    ids.add(page.entries.filter(({ outcome }) => outcome !== null).map(({ id }) => id))
    underWay += page.entries.filter(({ outcome }) => outcome === null).length
    before = page.next
  } while (before !== null)
  return { ids, underWay }
}

async function readUnlessGone(history: Source, id: string): Promise<Awaited<ReturnType<Source['read']>> | null> {
  return history.read(id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'history.unknown-entry') return null
    throw error
  })
}

/** What `read` gives for each item in order, with a few reads under way at a time. */
async function* readAhead<I, T>(items: Iterable<I>, read: (item: I) => Promise<T>): AsyncGenerator<T, void> {
  const waiting: Promise<T>[] = []
  for (const item of items) {
    const reading = read(item)
    // Whoever waits for it is told; one that nobody waits for any more is no failure.
    reading.catch(() => undefined)
    waiting.push(reading)
    if (waiting.length > READ_AHEAD) yield (await waiting.shift()) as T
  }
  for (const reading of waiting) yield await reading
}
