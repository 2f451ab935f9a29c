import { createHash } from 'node:crypto'
import { headerOf, type StoredResponse } from '@shared/exchange/exchange'
import { withAnswerTexts, withSummaryTexts } from '@shared/exchange/summary-texts'
import type { ForeignEntry } from '@shared/history/transfer/har-entries'
import type { IncomingExchange, ReadItem } from '@shared/history/transfer/incoming'
import { MOST_SKIPPED_TOLD, type ImportPreview, type Imported, type SkippedItem } from '@shared/history/transfer/transfer-contract'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import { InlineReader } from '../documents/inline-reader'
import { scrubResponse, scrubSession, scrubText } from '../documents/scrub'
import { timedIdentifier } from '../exchange/identifier'
import type { History } from '../history/history'
import { decodeBody } from '../transport/content-encoding'
import type { TransferRun } from './export-pieces'
import { openFile, type FileItem } from './file-items'

/** Exchanges and bytes of one transaction: it holds up nobody for long, and a crash loses no more than it. */
const BATCH_EXCHANGES = 200
const BATCH_BYTES = 8_388_608

type Target = Pick<History, 'known' | 'import'>

/** Reads a file through and says what taking it in would do; nothing is written. @throws AppError `transfer.cannot-read`, `history.*` */
export async function previewImport(history: Pick<History, 'known'>, file: string, run: TransferRun): Promise<ImportPreview> {
  const { format, items } = await openFile(file, run)
  const result = { fresh: 0, known: 0, skippedCount: 0, skipped: [] as SkippedItem[] }
  const seen = new CutOff()
  for await (const batch of batches(items, seen, (skipped) => tell(result, skipped))) {
    const ids = batch.map(({ summary }) => summary.id)
    const known = new Set(await history.known(ids))
    const fresh = new Set(ids.filter((id) => !known.has(id)))
    result.fresh += fresh.size
    result.known += ids.length - fresh.size
  }
  return { ...result, format, isCutOff: seen.isCutOff(format) }
}

/** Takes a file's exchanges in, batch by batch; what it had taken in when it is stopped stays. @throws AppError `transfer.cannot-read`, `history.*` */
export async function importFile(history: Target, file: string, run: TransferRun): Promise<Imported> {
  const { items } = await openFile(file, run)
  const total = { added: 0, merged: 0, unchanged: 0 }
  for await (const batch of batches(items, new CutOff(), () => undefined)) {
    run.signal.throwIfAborted()
    const { added, merged, unchanged } = await history.import(batch)
    total.added += added
    total.merged += merged
    total.unchanged += unchanged
  }
  return total
}

function tell(result: { skippedCount: number; skipped: SkippedItem[] }, item: SkippedItem): void {
  result.skippedCount += 1
  if (result.skipped.length < MOST_SKIPPED_TOLD) result.skipped.push(item)
}

/** Watches whether a file that says where it ends has its end. */
class CutOff {
  private began = false
  private ended = false

  see({ isEnd }: { readonly isEnd: boolean }): void {
    this.began ||= !isEnd
    this.ended ||= isEnd
  }

  /** Lines that somebody put together have neither beginning nor end. */
  isCutOff(format: 'har' | 'jsonl'): boolean {
    return !this.ended && (format === 'har' || this.began)
  }
}

async function* batches(
  items: AsyncIterable<FileItem>,
  seen: CutOff,
  onSkipped: (item: SkippedItem) => void,
): AsyncGenerator<IncomingExchange[], void> {
  let batch: IncomingExchange[] = []
  let bytes = 0
  for await (const { place, item } of items) {
    if (item.kind === 'frame') seen.see(item)
    else if (item.kind === 'skipped') onSkipped({ place, reason: item.reason, detail: item.detail })
    else {
      const exchange = await settled(item)
      batch.push(exchange)
      bytes += exchange.request.body.length + (exchange.response?.body.length ?? 0)
    }
    if (batch.length < BATCH_EXCHANGES && bytes < BATCH_BYTES) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

type Whole = Extract<ReadItem, { kind: 'exchange' }> | ForeignEntry

/** An exchange as it will be kept: somebody else's gets its id and its outcome from its bytes, and no session token stays anywhere. */
async function settled(item: Whole): Promise<IncomingExchange> {
  const { summary, request, response } = await withoutTokens(item.exchange, item.tokens)
  if (item.kind === 'exchange') return { summary, request, response }
  // The token is no part of it: the same call is the same exchange whatever was done to hide the token before.
  const id = identityOf({ summary, request })
  if (response === null) return { summary: { ...summary, id }, request, response }
  const reader = new InlineReader(async () => null)
  const stored = await reader.receive({
    exchangeId: id,
    operation: summary.operation,
    status: summary.httpStatus ?? 0,
    head: response.head,
    body: response.body,
    isWhole: true,
    session: null,
    maxBytes: MAX_RESPONSE_BYTES,
  })
  return { summary: { ...summary, ...(await reader.judge(id)), id }, request, response: { ...stored, maskedCopies: response.maskedCopies } }
}

/** A version 8 UUID (RFC 9562, section 5.8) of the time it started and the bytes of its request, so that the same entry is the same exchange again. */
function identityOf({ summary, request }: Pick<IncomingExchange, 'summary' | 'request'>): string {
  const digest = createHash('sha256').update(`${summary.startedAt}\n${summary.gatewayUrl}\n${request.head}`, 'utf8').update(request.body).digest()
  return timedIdentifier(8, summary.startedAt, digest)
}

/** Shorter ones are no tokens of the platform, and turn up in other values of a request. */
const SHORTEST_REPEATED = 12

/** An exchange without the tokens wherever a program or a person repeats them: in the answer, in headers and other parameters, in a note. */
async function withoutTokens(exchange: IncomingExchange, tokens: readonly string[]): Promise<IncomingExchange> {
  let { summary, request, response } = exchange
  for (const token of tokens) {
    const isTelling = token.length >= SHORTEST_REPEATED
    summary = (isTelling ? withSummaryTexts : withAnswerTexts)(summary, (text) => scrubText(text, token))
    response = response === null ? null : await scrubbed(response, token)
    if (isTelling) request = { ...request, head: scrubText(request.head, token), body: scrubSession(request.body, token).body }
  }
  return { summary, request, response }
}

async function scrubbed(response: StoredResponse, token: string): Promise<StoredResponse> {
  const decoded = await decodeBody(response.body, headerOf(response.head, 'content-encoding'), MAX_RESPONSE_BYTES)
  const scrub = await scrubResponse(response, decoded, token)
  return { ...scrub.response, maskedCopies: response.maskedCopies + scrub.response.maskedCopies }
}
