import type { XmlAttribute, XmlKind, XmlRows } from '../document/rows'
import { byteAt, CARRIAGE_RETURN, LESS, LINE_FEED, SLASH, skipName, skipSpace } from './characters'
import { scanXml, type ScannedXml } from './scan'
import type { XmlTables } from './tables'
import { decode, decodeLines, decodeText, findTagEnd, NameReader, readAttributes, writeOpenTag } from './text'

/** XML rows that lie in bytes, with the places of the rows. */
export interface XmlByteRows extends XmlRows {
  readonly bytes: Uint8Array
  /** Offset of the row's first byte; white space between elements belongs to no row. */
  startOf(row: number): number
  /** Offset after the row's last byte, everything inside included. */
  endOf(row: number): number
  /** The last row that starts at or before a byte; 0 when none does. */
  rowAt(offset: number): number
  /** How many lines the row's markup takes as written. */
  markupLineCountOf(row: number): number
}

/**
 * Reads a document of XML 1.0 (fifth edition): judged whole at once, its texts decoded when they are asked for.
 * The bytes are valid UTF-8, may begin with a byte order mark, and must not change afterwards.
 * @throws NotWellFormedError with line, column and reason; document type declarations are refused (PROTOCOL 4).
 */
export function readXmlRows(bytes: Uint8Array): XmlByteRows {
  return new ByteRows(bytes, scanXml(bytes))
}

class ByteRows implements XmlByteRows {
  readonly count: number
  readonly declaration: string | null
  readonly rootRow: number
  private readonly tables: XmlTables
  private readonly names: NameReader
  private readonly lineBreaks: LineBreaks

  constructor(
    readonly bytes: Uint8Array,
    { tables, rootRow, declaration }: ScannedXml,
  ) {
    this.tables = tables
    this.count = tables.count
    this.rootRow = rootRow
    this.declaration = declaration === null ? null : decodeLines(bytes, declaration.start, declaration.end).trim()
    this.names = new NameReader(bytes)
    this.lineBreaks = new LineBreaks(bytes)
  }

  parentOf(row: number): number {
    return this.tables.parent[row] as number
  }

  nextOf(row: number): number {
    return this.tables.next[row] as number
  }

  originOf(row: number): number {
    return row
  }

  startOf(row: number): number {
    return this.tables.start[row] as number
  }

  endOf(row: number): number {
    return this.tables.end[row] as number
  }

  rowAt(offset: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.startOf(middle) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  kindOf(row: number): XmlKind {
    return this.tables.kindOf(row)
  }

  nameOf(row: number): string {
    const kind = this.kindOf(row)
    if (kind !== 'element' && kind !== 'instruction') return ''
    const start = this.startOf(row) + (kind === 'element' ? 1 : 2)
    return this.names.read(start, skipName(this.bytes, start))
  }

  attributesOf(row: number): readonly XmlAttribute[] {
    if (this.kindOf(row) !== 'element') return NO_ATTRIBUTES
    return readAttributes(this.bytes, skipName(this.bytes, this.startOf(row) + 1))
  }

  textOf(row: number): string {
    const { bytes } = this
    const start = this.startOf(row)
    const end = this.endOf(row)
    switch (this.kindOf(row)) {
      case 'element':
        return this.nextOf(row) === row + 1 ? this.contentOf(start, end) : ''
      case 'text':
        return decodeText(bytes, start, end)
      case 'cdata':
        return decodeLines(bytes, start + 9, end - 3)
      case 'comment':
        return decodeLines(bytes, start + 4, end - 3)
      case 'instruction':
        return decodeLines(bytes, Math.min(skipSpace(bytes, skipName(bytes, start + 2)), end - 2), end - 2)
    }
  }

  private contentOf(start: number, end: number): string {
    const { bytes } = this
    const from = findTagEnd(bytes, start) + 1
    if (from === end) return ''
    const to = this.findCloseTag(end)
    // Of all markup only a CDATA section can be the content of an element without rows inside.
    return byteAt(bytes, from) === LESS && from < to ? decodeLines(bytes, from + 9, to - 3) : decodeText(bytes, from, to)
  }

  private findCloseTag(end: number): number {
    let at = end - 1
    while (byteAt(this.bytes, at) !== LESS) at -= 1
    return at
  }

  isMixed(row: number): boolean {
    return this.tables.isMixed(row)
  }

  openTagOf(row: number): string {
    return this.kindOf(row) === 'element' ? writeOpenTag(this.bytes, this.startOf(row)) : ''
  }

  closeTagOf(row: number): string {
    if (this.kindOf(row) !== 'element' || byteAt(this.bytes, this.endOf(row) - 2) === SLASH) return ''
    return `</${this.nameOf(row)}>`
  }

  markupOf(row: number): string {
    return decode(this.bytes, this.startOf(row), this.endOf(row))
  }

  markupLineCountOf(row: number): number {
    return 1 + this.lineBreaks.countBetween(this.startOf(row), this.endOf(row))
  }
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = []

/** Counts line breaks; asked for ever later stretches it looks at no byte twice. */
class LineBreaks {
  private searchedFrom = 0
  private nextBreak = -1

  constructor(private readonly bytes: Uint8Array) {}

  countBetween(start: number, end: number): number {
    if (start < this.searchedFrom) return this.countAgain(start, end)
    if (start > this.nextBreak) this.nextBreak = this.find(start, this.bytes.length)
    this.searchedFrom = start
    let count = 0
    while (this.nextBreak < end) {
      count += 1
      this.searchedFrom = this.skip(this.nextBreak)
      this.nextBreak = this.find(this.searchedFrom, this.bytes.length)
    }
    return count
  }

  private countAgain(start: number, end: number): number {
    let count = 0
    for (let at = this.find(start, end); at < end; at = this.find(this.skip(at), end)) count += 1
    return count
  }

  private find(from: number, end: number): number {
    const { bytes } = this
    let at = from
    while (at < end && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at += 1
    return at
  }

  private skip(at: number): number {
    return this.bytes[at] === CARRIAGE_RETURN && this.bytes[at + 1] === LINE_FEED ? at + 2 : at + 1
  }
}
