import { NO_ROW, type JsonKind, type JsonRows } from '../document/rows'
import {
  BACKSLASH,
  COLON,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
  endOfNumber,
  endOfString,
  isBlank,
  scanJson,
  type JsonTables,
} from './scan'

/**
 * Reads a JSON text (RFC 8259) as rows. The bytes are valid UTF-8, a byte order mark may stand first; they are kept, not copied.
 * @throws NotWellFormedError with line, column and reason.
 */
export function readJsonRows(bytes: Uint8Array, maxDepth?: number): ScannedJsonRows {
  return new ScannedJsonRows(bytes, scanJson(bytes, maxDepth))
}

const KINDS: Readonly<Record<number, JsonKind>> = {
  [OPENING_BRACE]: 'object',
  [OPENING_BRACKET]: 'array',
  [QUOTE]: 'string',
  0x74: 'boolean',
  0x66: 'boolean',
  0x6e: 'null',
}
const WORD_LENGTHS: Readonly<Record<number, number>> = { 0x74: 4, 0x66: 5, 0x6e: 4 }
const NAME_SLOTS = 1024

/** JSON as it was received: tables over the bytes, and every text read from the bytes when it is asked for. */
export class ScannedJsonRows implements JsonRows {
  readonly count: number
  private readonly starts: Uint32Array
  private readonly parents: Uint32Array
  private readonly nexts: Uint32Array
  // A slice may begin with U+FEFF, which is a character of it and no mark.
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // The same few names stand in every item of a long list; remembering them saves decoding each one again.
  private readonly names: (string | undefined)[] = new Array<string | undefined>(NAME_SLOTS)
  private readonly nameStarts = new Uint32Array(NAME_SLOTS)
  private readonly nameLengths = new Uint32Array(NAME_SLOTS)
  private escapes: boolean | null = null

  constructor(
    readonly bytes: Uint8Array,
    tables: JsonTables,
  ) {
    this.count = tables.count
    this.starts = tables.starts
    this.parents = tables.parents
    this.nexts = tables.nexts
  }

  parentOf(row: number): number {
    return this.parents[row]!
  }

  nextOf(row: number): number {
    return this.nexts[row]!
  }

  originOf(row: number): number {
    return row
  }

  kindOf(row: number): JsonKind {
    return KINDS[this.bytes[this.starts[row]!]!] ?? 'number'
  }

  nameLiteralOf(row: number): string | null {
    const end = this.nameEndOf(row)
    return end === -1 ? null : this.slice(this.nameStartBefore(end), end)
  }

  nameOf(row: number): string | null {
    const end = this.nameEndOf(row)
    if (end === -1) return null
    const start = this.nameStartBefore(end)
    const slot = this.slotOf(start, end)
    const known = this.names[slot]
    if (known !== undefined && this.isSame(this.nameStarts[slot]!, this.nameLengths[slot]!, start, end)) return known
    const name = textOfLiteral(this.slice(start, end))
    this.names[slot] = name
    this.nameStarts[slot] = start
    this.nameLengths[slot] = end - start
    return name
  }

  literalOf(row: number): string {
    const start = this.starts[row]!
    switch (this.bytes[start]) {
      case OPENING_BRACE:
        return '{}'
      case OPENING_BRACKET:
        return '[]'
      default:
        return this.slice(start, this.endOf(row))
    }
  }

  textOf(row: number): string {
    const first = this.bytes[this.starts[row]!]
    if (first === OPENING_BRACE || first === OPENING_BRACKET) return ''
    const literal = this.literalOf(row)
    return first === QUOTE ? textOfLiteral(literal) : literal
  }

  /** Whether a leaf's literal means what its bytes say: no escapes, and no characters that are not for interchange (U+FFFE, U+FFFF). */
  isPlain(row: number): boolean {
    const { bytes } = this
    const end = this.endOf(row)
    for (let at = this.starts[row]!; at < end; at += 1) {
      const byte = bytes[at]!
      if (byte === BACKSLASH || (byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2]! >= 0xbe)) return false
    }
    return true
  }

  /** Every member of that name of an object, in order. */
  membersNamed(object: number, name: string): number[] {
    const wanted = new TextEncoder().encode(name)
    const end = this.nexts[object]!
    const canCompareBytes = !this.hasEscapes() && !wanted.includes(QUOTE)
    const found: number[] = []
    for (let row = object + 1; row < end; row = this.nexts[row]!) {
      if (canCompareBytes ? this.isNamed(row, wanted) : this.nameOf(row) === name) found.push(row)
    }
    return found
  }

  /** Offset of the value's first byte. */
  startOf(row: number): number {
    return this.starts[row]!
  }

  /** Offset behind a leaf's last byte. */
  endOf(row: number): number {
    const start = this.starts[row]!
    const first = this.bytes[start]!
    return first === QUOTE ? endOfString(this.bytes, start) : start + (WORD_LENGTHS[first] ?? endOfNumber(this.bytes, start) - start)
  }

  /** Offset behind the closing quote of the row's name; -1 when it has none. */
  nameEndOf(row: number): number {
    const parent = this.parents[row]!
    if (parent === NO_ROW || this.bytes[this.starts[parent]!] !== OPENING_BRACE) return -1
    let at = this.starts[row]! - 1
    while (this.bytes[at] === COLON || isBlank(this.bytes[at]!)) at -= 1
    return at + 1
  }

  /** Offset of the opening quote that belongs to the closing quote before `end`. */
  nameStartBefore(end: number): number {
    let at = end - 2
    // A quote inside stands behind an odd number of backslashes, the opening one behind none.
    while (this.bytes[at] !== QUOTE || this.bytes[at - 1] === BACKSLASH) at -= 1
    return at
  }

  /** Whether a backslash stands anywhere, so that names may be written in other bytes than their characters'. */
  private hasEscapes(): boolean {
    return (this.escapes ??= this.bytes.includes(BACKSLASH))
  }

  private isNamed(row: number, wanted: Uint8Array): boolean {
    const { bytes } = this
    let at = this.starts[row]! - 2
    while (bytes[at] !== QUOTE) at -= 1
    for (let index = wanted.length - 1; index >= 0; index -= 1) {
      at -= 1
      if (bytes[at] !== wanted[index]) return false
    }
    return bytes[at - 1] === QUOTE
  }

  private slotOf(start: number, end: number): number {
    let hash = end - start
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + this.bytes[at]!) | 0
    return hash & (NAME_SLOTS - 1)
  }

  private isSame(knownStart: number, knownLength: number, start: number, end: number): boolean {
    if (knownLength !== end - start) return false
    for (let index = 0; index < knownLength; index += 1) {
      if (this.bytes[knownStart + index] !== this.bytes[start + index]) return false
    }
    return true
  }

  private slice(start: number, end: number): string {
    return this.decoder.decode(this.bytes.subarray(start, end))
  }
}

/** The characters of a string literal with its quotes. */
export function textOfLiteral(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1)
}
