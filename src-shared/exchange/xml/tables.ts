import { NO_ROW, XML_KINDS, type XmlKind } from '../document/rows'
import { grown } from '../grown'
import { byteAt, isSpace, LESS, SLASH } from './characters'

export const ELEMENT = 0
export const TEXT = 1
export const CDATA = 2
export const COMMENT = 3
export const INSTRUCTION = 4
const KIND = 7
const MIXED = 8
const AFTER_SPACE = 16

/**
 * What is known of each row, by row number: 17 bytes a row and nothing else.
 * `start` and `end` are byte offsets of the whole row as written; `next` is the first row after everything inside.
 */
export class XmlTables {
  count = 0
  private flags: Uint8Array
  start: Uint32Array
  end: Uint32Array
  parent: Uint32Array
  next: Uint32Array

  constructor(capacity: number) {
    this.flags = new Uint8Array(capacity)
    this.start = new Uint32Array(capacity)
    this.end = new Uint32Array(capacity)
    this.parent = new Uint32Array(capacity)
    this.next = new Uint32Array(capacity)
  }

  /** Adds a row without rows inside; the end of an element is set when it is found. */
  add(kind: number, start: number, end: number, parent: number): number {
    const row = this.count
    if (row === this.flags.length) this.grow()
    this.flags[row] = kind
    this.start[row] = start
    this.end[row] = end
    this.parent[row] = parent
    this.next[row] = row + 1
    this.count = row + 1
    return row
  }

  kindOf(row: number): XmlKind {
    return XML_KINDS[(this.flags[row] as number) & KIND] as XmlKind
  }

  isMixed(row: number): boolean {
    return ((this.flags[row] as number) & MIXED) !== 0
  }

  markMixed(row: number): void {
    this.flags[row] = (this.flags[row] as number) | MIXED
  }

  /** Remembers that white space without a row of its own stands before a row. */
  markAfterSpace(row: number): void {
    this.flags[row] = (this.flags[row] as number) | AFTER_SPACE
  }

  private grow(): void {
    const capacity = Math.ceil(this.flags.length * 1.5) + 16
    this.flags = grown(this.flags, capacity)
    this.start = grown(this.start, capacity)
    this.end = grown(this.end, capacity)
    this.parent = grown(this.parent, capacity)
    this.next = grown(this.next, capacity)
  }

  /**
   * White space between elements gets a row after all where text is found later in the same element.
   * Gives tables with these rows; the same tables when there are none.
   */
  withSpaceOfMixedElements(bytes: Uint8Array): XmlTables {
    let added = 0
    for (let row = 0; row < this.count; row += 1) added += this.lacksSpaceRow(row)
    if (added === 0) return this

    const full = new XmlTables(this.count + added)
    // Where each row, or the white space before it, went.
    const place = new Uint32Array(this.count + 1)
    for (let row = 0; row < this.count; row += 1) {
      place[row] = full.count
      const parent = this.parent[row] as number
      const newParent = parent === NO_ROW ? NO_ROW : (place[parent] as number) + this.lacksSpaceRow(parent)
      const start = this.start[row] as number
      if (this.lacksSpaceRow(row) === 1) full.add(TEXT, spaceStart(bytes, start), start, newParent)
      full.add(this.flags[row] as number, start, this.end[row] as number, newParent)
    }
    place[this.count] = full.count
    for (let row = 0; row < this.count; row += 1) {
      full.next[(place[row] as number) + this.lacksSpaceRow(row)] = place[this.next[row] as number] as number
    }
    return full
  }

  private lacksSpaceRow(row: number): 0 | 1 {
    if (((this.flags[row] as number) & AFTER_SPACE) === 0) return 0
    return this.isMixed(this.parent[row] as number) ? 1 : 0
  }
}

function spaceStart(bytes: Uint8Array, end: number): number {
  let at = end
  while (isSpace(byteAt(bytes, at - 1))) at -= 1
  return at
}

/** The shortest markup that is a row. */
const SHORTEST = '<a/>'.length

/** The most rows a document can have beside those of its texts: one for every `<` that begins no end tag. */
export function countMarkup(bytes: Uint8Array): number {
  let count = 0
  const last = bytes.length - 1
  for (let at = 0; at < last; at += 1) {
    if (bytes[at] === LESS && bytes[at + 1] !== SLASH) count += 1
  }
  return Math.min(count, Math.ceil(bytes.length / SHORTEST))
}
