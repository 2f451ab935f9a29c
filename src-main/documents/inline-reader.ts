import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '@shared/errors'
import { MAX_LINES, type ViewKey } from '@shared/exchange/document/document-contract'
import { readDocument } from '@shared/exchange/document/read-document'
import { decodeToUtf8 } from '@shared/exchange/charset'
import { headerOf, type StoredResponse } from '@shared/exchange/exchange'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import { inSharedMemory } from '../threads/shared-memory'
import { decodeBody, type DecodedBody } from '../transport/content-encoding'
import { missing, type BuiltView, type ShownView } from './built-view'
import { Comparisons } from './comparisons'
import { judgeBody } from './judge'
import { NO_FACTS, documentLine } from './line-answers'
import type { OpenDocument } from './open-document'
import { OpenHalf } from './open-half'
import { OpenHalves } from './open-halves'
import type { CompareAnswer, CompareRequest, DocumentAnswer, DocumentReader, DocumentRequest, Judgement, LoadHalf, Piece, PieceRequest, ReceivedAnswer } from './reader'
import { scrubResponse, scrubTexts } from './scrub'
import { Searches } from './searches'
import { TableLines } from './table-lines'
import { pieceOfBytes, pieceOfLines, textOfLines } from './text-pieces'
import { lineOfOrigin, nodeOf, pathOf } from './view-rows'

/** A response between its arrival and its judgement. */
interface AwaitedAnswer {
  readonly answer: Omit<ReceivedAnswer, 'body'>
  /** The body as it came; null when nothing was replaced in it, so that the open half says the same. */
  readonly asReceived: DecodedBody | null
  readonly half: OpenHalf
}

/** Reads in the thread it is called in: the command line's way, and what the document thread does inside. */
export class InlineReader implements DocumentReader {
  private readonly halves: OpenHalves
  private readonly awaited = new Map<string, AwaitedAnswer>()
  private readonly searches = new Searches()
  private readonly comparisons = new Comparisons((exchangeId, half) => this.halves.get(exchangeId, half))

  /** `maxOpenBytes` is how much stays open besides what was asked for last. */
  constructor(load: LoadHalf, maxOpenBytes?: number) {
    this.halves = new OpenHalves(load, maxOpenBytes)
  }

  async receive({ body, ...answer }: ReceivedAnswer): Promise<StoredResponse> {
    const decoded = await decodeBody(body, headerOf(answer.head, 'content-encoding'), MAX_RESPONSE_BYTES)
    const scrubbed = await scrubResponse({ head: answer.head, body }, decoded, answer.session)
    const response = { ...scrubbed.response, body: inSharedMemory(scrubbed.response.body) }
    const shown: DecodedBody = scrubbed.decoded.ok && scrubbed.decoded.body === scrubbed.response.body ? { ok: true, body: response.body } : scrubbed.decoded
    const half = new OpenHalf('response', { operation: answer.operation, head: response.head, body: response.body }, shown)
    const isChanged = decoded.ok && shown.ok && decoded.body !== shown.body && response.maskedCopies > 0
    this.halves.put(answer.exchangeId, 'response', half)
    if (answer.isWhole) this.awaited.set(answer.exchangeId, { answer, asReceived: isChanged ? decoded : null, half })
    this.halves.trim()
    return response
  }

  async judge(exchangeId: string): Promise<Judgement> {
    const awaited = this.awaited.get(exchangeId)
    this.awaited.delete(exchangeId)
    // Only a reader that was started anew in between does not know it any more.
    if (awaited === undefined) throw new AppError('document.reader-lost')
    const { answer, asReceived, half } = awaited
    const document = await half.document(null)
    await nextTurn()
    const judgement =
      asReceived === null
        ? judgeBody(answer, await half.decoded(), () => document.parsed())
        : // A token may be anything, also a part of the grammar: the outcome is what the platform really said.
          judgeBody(answer, asReceived, () =>
            asReceived.ok ? readDocument(decodeToUtf8(asReceived.body, headerOf(answer.head, 'content-type'), null).utf8) : null,
          )
    this.halves.trim()
    return scrubTexts(judgement, answer.session)
  }

  async receiveAndJudge(answer: ReceivedAnswer): Promise<{ response: StoredResponse; judgement: Judgement }> {
    const response = await this.receive(answer)
    return { response, judgement: await this.judge(answer.exchangeId) }
  }

  async textStart(exchangeId: string): Promise<string> {
    const half = await this.halves.get(exchangeId, 'response')
    return half === null ? '' : (await half.document(null)).textStart()
  }

  async view(request: DocumentRequest<'document.view'>): Promise<DocumentAnswer<'document.view'>> {
    const { document, view } = await this.open(request)
    const facts = document?.factsOfParsed() ?? NO_FACTS
    if (view.kind === 'none') return { kind: 'none', reason: view.reason, problem: view.problem, detail: view.detail, facts }
    const { origin, lines, notes, noteCount, matchCount } = view
    return { kind: 'lines', origin, lineCount: lines.count, notes: notes.slice(0, 100), noteCount, matchCount, facts }
  }

  async lines(request: DocumentRequest<'document.lines'>): Promise<DocumentAnswer<'document.lines'>> {
    const { view, half } = await this.open(request)
    if (view.kind === 'none') return { lines: [] }
    const lines = []
    for (const { from, count } of request.ranges) {
      const end = Math.min(from + count, view.lines.count)
      for (let number = from; number < end && lines.length < MAX_LINES; number += 1) lines.push(documentLine(view, number, half))
    }
    return { lines }
  }

  async fields(request: DocumentRequest<'document.fields'>): Promise<DocumentAnswer<'document.fields'>> {
    const { view } = await this.open({ ...request, view: 'Table', filter: null })
    if (view.kind === 'none' || !(view.lines instanceof TableLines)) return { total: 0, fields: [] }
    return { total: view.lines.count, fields: view.lines.fields(request.from, request.count) }
  }

  async search(request: DocumentRequest<'document.search'>): Promise<DocumentAnswer<'document.search'>> {
    const stopped = this.searches.begin(request.reason === 'hits' ? `hits ${request.half} ${request.view}` : `${request.half} ${request.exchangeId}`)
    const { view } = await this.open(request)
    if (view.kind === 'none') return { matches: [], before: 0, total: 0, complete: true }
    return this.searches.run(view, request, stopped)
  }

  async locate(request: DocumentRequest<'document.locate'>): Promise<DocumentAnswer<'document.locate'>> {
    const { view } = await this.open(request)
    return { line: view.kind === 'none' ? null : lineOfOrigin(view, request.origin) }
  }

  async path(request: DocumentRequest<'document.path'>): Promise<DocumentAnswer<'document.path'>> {
    return { path: pathOf((await this.shown(request)).document, request.row) }
  }

  async place(request: DocumentRequest<'document.place'>): Promise<DocumentAnswer<'document.place'>> {
    const document = await this.document(request)
    return document?.placeOf(request.line, request.column) ?? { line: 0, from: 0 }
  }

  async text(request: DocumentRequest<'document.copy'>): Promise<string> {
    const view = await this.shown(request)
    if (request.what === 'view') return textOfLines(view.lines)
    return request.what === 'path' ? pathOf(view.document, request.row) : nodeOf(view.document, request.row)
  }

  async piece(request: PieceRequest): Promise<Piece> {
    if (request.what === 'view') return pieceOfLines((await this.shown(request)).lines, request.from)
    const half = await this.halves.get(request.exchangeId, request.half)
    if (half === null) return { bytes: new Uint8Array(), next: null }
    const decoded = await half.decoded()
    this.halves.trim()
    // What could not be decoded is kept as it came.
    return pieceOfBytes(decoded.ok ? decoded.body : half.stored.body, request.from)
  }

  async compare(request: CompareRequest): Promise<CompareAnswer> {
    const comparison = await this.comparisons.run(request)
    this.halves.trim()
    return comparison
  }

  async close(): Promise<void> {
    this.awaited.clear()
  }

  private async document({ exchangeId, half, charset }: Pick<ViewKey, 'exchangeId' | 'half' | 'charset'>): Promise<OpenDocument | null> {
    const open = await this.halves.get(exchangeId, half)
    return open === null ? null : open.document(charset)
  }

  private async open(key: ViewKey): Promise<{ half: OpenHalf | null; document: OpenDocument | null; view: BuiltView }> {
    const half = await this.halves.get(key.exchangeId, key.half)
    if (half === null) return { half, document: null, view: missing('empty') }
    const document = await half.document(key.charset)
    // Parsing, laying out and converting are each one long step; whoever waits for another document goes between them.
    await nextTurn()
    document.parsed()
    await nextTurn()
    const view = key.filter === null ? document.view(key.view) : await document.filteredView(key.view, key.filter)
    this.halves.trim()
    return { half, document, view }
  }

  private async shown(key: ViewKey): Promise<ShownView> {
    const { view } = await this.open(key)
    if (view.kind === 'none') throw new AppError('document.no-view', { reason: view.reason })
    return view
  }
}
