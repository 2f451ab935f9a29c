import type { DocumentFacts, ViewName } from '@shared/exchange/document/document-contract'
import { readDocument, type ParsedDocument } from '@shared/exchange/document/read-document'
import { decodeToUtf8, type DecodedBytes } from '@shared/exchange/charset'
import { TEXT_START_LENGTH, headerOf } from '@shared/exchange/exchange'
import type { Views } from '@shared/exchange/views'
import type { DecodedBody } from '../transport/content-encoding'
import { missing, plainView, type BuiltView, type ShownView } from './built-view'
import { formatView, formatViews } from './format-view'
import type { OpenHalf } from './open-half'
import { PieceLines } from './piece-lines'
import { RawLines } from './raw-lines'
import { TableLines } from './table-lines'

// Filters a user tries one after another; each keeps only what it chose.
const MAX_FILTERED_VIEWS = 8

// A row is a number in each of three or four tables, and one in the layout of its view.
const BYTES_PER_ROW = 16

/** A half read in one charset: parsed once, its views made when they are first asked for. */
export class OpenDocument {
  readonly facts: DocumentFacts
  /** The text; null when the content encoding could not be undone. */
  private readonly text: DecodedBytes | null
  private parsing: ParsedDocument | null = null
  private readonly views = new Map<ViewName, BuiltView>()
  private readonly filtered = new Map<string, BuiltView>()
  private formats: Views | null = null
  private lastRaw: RawLines | null = null

  constructor(
    private readonly source: OpenHalf,
    private readonly decoded: DecodedBody,
    charset: string | null,
  ) {
    const { head, body } = source.stored
    this.text = decoded.ok ? decodeToUtf8(decoded.body, headerOf(head, 'content-type'), charset) : null
    this.facts = {
      charset: this.text?.charset ?? 'utf-8',
      charsetFoundBy: this.text?.foundBy ?? 'fallback',
      damaged: this.text?.damaged ?? false,
      format: null,
      storedBytes: body.length,
      decodedBytes: decoded.ok ? decoded.body.length : null,
    }
  }

  /** The memory that closing it would free, about. */
  get bytes(): number {
    const text = this.text === null || (this.decoded.ok && this.text.utf8 === this.decoded.body) ? 0 : this.text.utf8.length
    let rows = this.parsing?.kind === 'rows' ? this.parsing.rows.count : 0
    for (const view of this.views.values()) if (view.kind === 'lines' && view.origin === 'converted') rows += view.document?.rows.count ?? 0
    return text + BYTES_PER_ROW * rows
  }

  /** The body's rows; null when the content encoding could not be undone. */
  parsed(): ParsedDocument | null {
    if (this.text === null) return null
    this.parsing ??= readDocument(this.text.utf8)
    return this.parsing
  }

  /** The format found in the body of a response; a request is a form. */
  factsOfParsed(): DocumentFacts {
    return this.source.half === 'response' ? { ...this.facts, format: this.parsed()?.format ?? null } : this.facts
  }

  /** The first characters of the text. */
  textStart(): string {
    const start = this.text?.utf8.subarray(0, 4 * TEXT_START_LENGTH) ?? new Uint8Array()
    const text = new TextDecoder().decode(start).slice(0, TEXT_START_LENGTH)
    // The last character may have been cut in two, here or by the bytes taken.
    return start.length === this.text?.utf8.length && text.length < TEXT_START_LENGTH ? text : text.replace(/[\ud800-\udbff\ufffd]$/, '')
  }

  /** All of the text, up to so many bytes; null when it is longer or the content encoding could not be undone. */
  wholeText(maxBytes: number): string | null {
    return this.text === null || this.text.utf8.length > maxBytes ? null : new TextDecoder().decode(this.text.utf8)
  }

  view(name: ViewName): BuiltView {
    const view = this.views.get(name) ?? this.build(name)
    this.views.set(name, view)
    return view
  }

  /** What a filter chooses of XML or JSON; the other views are not filtered. @throws AppError `document.filter` */
  async filteredView(name: ViewName, filter: string): Promise<BuiltView> {
    const whole = this.view(name)
    if (whole.kind === 'none' || whole.document === null || name === 'Table') return whole
    const key = `${name} ${filter}`
    // The XPath library takes its time to load, and most documents are never filtered.
    const view = this.filtered.get(key) ?? (await import('./filtered-view')).filteredView(whole, whole.document, filter)
    this.filtered.delete(key)
    this.filtered.set(key, view)
    for (const oldest of this.filtered.keys()) {
      if (this.filtered.size <= MAX_FILTERED_VIEWS) break
      this.filtered.delete(oldest)
    }
    return view
  }

  /** Where Raw shows a place of the body, told by line and column from 1. */
  placeOf(line: number, column: number): { line: number; from: number } {
    return this.raw().placeOf(line, column)
  }

  private build(name: ViewName): BuiltView {
    const origin = this.source.half === 'request' ? 'sent' : 'received'
    switch (name) {
      case 'Raw':
        return plainView(this.raw(), origin)
      case 'Hex':
        return this.source.hex.count === 0 ? missing('empty') : plainView(this.source.hex, origin)
      case 'Table':
        return this.table()
      default:
        return this.format(name)
    }
  }

  private format(name: 'XML' | 'JSON'): BuiltView {
    const { half, operation, stored } = this.source
    const parsed = this.parsed()
    if (parsed === null) return this.undecodable()
    if (operation === null) return missing('unknown-operation')
    this.formats ??= formatViews(half, stored, parsed, operation)
    return formatView(this.formats, name === 'XML' ? 'xml' : 'json')
  }

  private table(): BuiltView {
    const json = this.view('JSON')
    const { operation, half } = this.source
    if (json.kind === 'none' || json.document?.format !== 'json' || operation === null) return json
    return { ...json, lines: new TableLines(json.document.rows, operation, half) } satisfies ShownView
  }

  private undecodable(): BuiltView {
    const { decoded } = this
    return decoded.ok || decoded.kind !== 'too-large' ? missing('undecodable', decoded.ok ? '' : decoded.detail) : missing('too-large', decoded.detail)
  }

  private raw(): RawLines {
    // Where there is no text the bytes are shown all the same.
    this.lastRaw ??= new RawLines(this.source.stored.head, this.text === null ? this.source.hex : new PieceLines(this.text.utf8))
    return this.lastRaw
  }
}
