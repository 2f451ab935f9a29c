import { NO_ROW } from '../document/rows'
import { MAX_DEPTH, locateInBytes } from '../not-well-formed'
import { byteOrderMarkLength } from '../utf8'
import { byteAt, EXCLAMATION, hasAt, LESS, QUESTION, SLASH, skipName, skipSpace } from './characters'
import { beginsDeclaration, skipDeclaration } from './declaration'
import { fail, failExpecting } from './problem'
import { skipCdata, skipComment, skipInstruction, skipText } from './scan-data'
import { hasSameName, skipAttributes, skipEndTag } from './scan-tag'
import { CDATA, COMMENT, countMarkup, ELEMENT, INSTRUCTION, TEXT, XmlTables } from './tables'

/** What a scan finds: the rows, and where the root element and the declaration's text are. */
export interface ScannedXml {
  readonly tables: XmlTables
  readonly rootRow: number
  /** Offsets of what stands between `<?xml` and `?>`; null when there is no declaration. */
  readonly declaration: { readonly start: number; readonly end: number } | null
}

/**
 * Judges whether bytes are a well-formed document of XML 1.0 (fifth edition) without a document type declaration, and finds its rows.
 * The bytes are valid UTF-8, at most 4 GB, and may begin with a byte order mark. Namespaces are not checked.
 * @throws NotWellFormedError with the place of the first thing that is wrong.
 */
export function scanXml(bytes: Uint8Array): ScannedXml {
  return new Scan(bytes).read()
}

class Scan {
  private at: number
  private readonly tables: XmlTables
  private readonly openRows = new Uint32Array(MAX_DEPTH)
  private depth = 0
  private rootRow = NO_ROW
  /** The character data before the markup at hand. */
  private textStart = 0
  private textEnd = 0
  private isTextSpace = true
  private mayLackSpaceRows = false

  constructor(private readonly bytes: Uint8Array) {
    this.at = byteOrderMarkLength(bytes)
    this.tables = new XmlTables(countMarkup(bytes))
  }

  read(): ScannedXml {
    const { bytes } = this
    const start = this.at
    let declaration: ScannedXml['declaration'] = null
    if (beginsDeclaration(bytes, start)) {
      this.at = skipDeclaration(bytes, start)
      declaration = { start: start + 5, end: this.at - 2 }
    }
    while (this.readText()) this.readMarkup()
    if (this.depth > 0) this.failUnclosed(bytes.length, this.openRow())
    if (this.rootRow === NO_ROW) fail(bytes, bytes.length, 'no-root-element', 'the document has no root element')
    // A row is added before others only inside the root, so the root's own number stays.
    const tables = this.mayLackSpaceRows ? this.tables.withSpaceOfMixedElements(bytes) : this.tables
    return { tables, rootRow: this.rootRow, declaration }
  }

  private openRow(): number {
    return this.depth === 0 ? NO_ROW : (this.openRows[this.depth - 1] as number)
  }

  /** Reads up to the next markup; false at the end of the document. */
  private readText(): boolean {
    const { bytes } = this
    this.textStart = this.at
    let end = skipSpace(bytes, this.at)
    this.isTextSpace = byteAt(bytes, end) === LESS
    if (!this.isTextSpace && end < bytes.length) {
      if (this.depth === 0) failOutsideRoot(bytes, end)
      end = skipText(bytes, end)
    }
    this.textEnd = end
    this.at = end
    return end < bytes.length
  }

  private readMarkup(): void {
    const { bytes, at } = this
    switch (byteAt(bytes, at + 1)) {
      case SLASH:
        return this.readEndTag()
      case EXCLAMATION:
        if (hasAt(bytes, at, '<!--')) return this.readLeaf(COMMENT, skipComment(bytes, at))
        return this.readCdata()
      case QUESTION:
        return this.readLeaf(INSTRUCTION, skipInstruction(bytes, at))
      default:
        return this.readStartTag()
    }
  }

  private readStartTag(): void {
    const { bytes, at } = this
    const nameEnd = skipName(bytes, at + 1)
    if (nameEnd === at + 1) failExpecting(bytes, nameEnd, 'wrong-character', "a name after '<'")
    if (this.depth === 0 && this.rootRow !== NO_ROW) fail(bytes, at, 'text-outside-root', 'a document has one root element')
    if (this.depth === MAX_DEPTH) fail(bytes, at, 'nested-too-deep', `nested deeper than ${MAX_DEPTH} levels`)
    const tagEnd = skipAttributes(bytes, nameEnd)
    const isEmpty = bytes[tagEnd] === SLASH
    this.at = isEmpty ? tagEnd + 2 : tagEnd + 1

    const row = this.addRow(ELEMENT, at, this.at)
    if (this.depth === 0) this.rootRow = row
    if (isEmpty) return
    this.openRows[this.depth] = row
    this.depth += 1
  }

  private readEndTag(): void {
    const { bytes, at } = this
    const row = this.openRow()
    if (row === NO_ROW) fail(bytes, at, 'tag-not-opened', 'an end tag has no start tag')
    const end = skipEndTag(bytes, at, this.tables.start[row] as number)
    if (end === at) this.failMismatch(row)
    // Character data alone is part of the element's own row.
    if (this.tables.count > row + 1) this.addText(row)
    this.tables.end[row] = end
    this.tables.next[row] = this.tables.count
    this.depth -= 1
    this.at = end
  }

  private readCdata(): void {
    const { bytes, at } = this
    if (!hasAt(bytes, at, '<![CDATA[')) failDeclarative(bytes, at)
    if (this.depth === 0) failOutsideRoot(bytes, at)
    const end = skipCdata(bytes, at)
    const row = this.openRow()
    // A section alone is character data like any other, and part of the element's own row.
    const isAlone = this.textStart === at && this.tables.count === row + 1 && hasAt(bytes, end, '</')
    if (isAlone) this.at = end
    else {
      this.makeMixed(row)
      this.readLeaf(CDATA, end)
    }
  }

  private readLeaf(kind: number, end: number): void {
    this.addRow(kind, this.at, end)
    this.at = end
  }

  /** Adds a row for markup, and one before it for the text that stands there. */
  private addRow(kind: number, start: number, end: number): number {
    const parent = this.openRow()
    const isAfterSpace = this.addText(parent)
    const row = this.tables.add(kind, start, end, parent)
    if (isAfterSpace) this.tables.markAfterSpace(row)
    return row
  }

  /** Adds a row for the text before the markup; true when it is white space that may turn out to be layout. */
  private addText(parent: number): boolean {
    if (parent === NO_ROW || this.textStart === this.textEnd) return false
    if (this.isTextSpace && !this.tables.isMixed(parent)) return true
    this.makeMixed(parent)
    this.tables.add(TEXT, this.textStart, this.textEnd, parent)
    return false
  }

  private makeMixed(row: number): void {
    if (this.tables.isMixed(row)) return
    this.tables.markMixed(row)
    if (this.tables.count > row + 1) this.mayLackSpaceRows = true
  }

  private failMismatch(row: number): never {
    const { bytes, at, tables } = this
    const end = skipName(bytes, at + 2)
    if (end === at + 2 || end >= bytes.length) failExpecting(bytes, end, 'wrong-character', "a name after '</'")
    for (let depth = this.depth - 2; depth >= 0; depth -= 1) {
      if (hasSameName(bytes, tables.start[this.openRows[depth] as number] as number, at)) this.failUnclosed(at, row)
    }
    return fail(bytes, at, 'tag-not-opened', 'the end tag has another name than the start tag before it')
  }

  private failUnclosed(at: number, row: number): never {
    const opened = locateInBytes(this.bytes, this.tables.start[row] as number)
    return fail(this.bytes, at, 'tag-not-closed', `the element that begins at line ${opened.line}, column ${opened.column} is not closed`)
  }
}

function failOutsideRoot(bytes: Uint8Array, at: number): never {
  return fail(bytes, at, 'text-outside-root', 'text must not stand outside the root element')
}

const DECLARATIVE = ['<!--', '<![CDATA[', '<!DOCTYPE'] as const

function failDeclarative(bytes: Uint8Array, at: number): never {
  if (hasAt(bytes, at, '<!DOCTYPE')) fail(bytes, at, 'document-type-declaration', 'a document type declaration is not accepted')
  const isCutOff = DECLARATIVE.some((markup) => hasAt(bytes, at, markup.slice(0, bytes.length - at)))
  return failExpecting(bytes, isCutOff ? bytes.length : at, 'wrong-syntax', "a comment or a CDATA section after '<!'")
}
