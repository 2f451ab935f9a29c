import type { XmlByteRows } from '../xml/rows'
import { NO_ROW, type JsonRows, type Lines } from './rows'
import { PlaceCollector, anyCasePattern, type Search, type SearchControl, type SearchQuery } from './search'

/** JSON rows that lie in bytes. */
export interface JsonByteRows extends JsonRows {
  readonly bytes: Uint8Array
  /** Offset of the value's first byte. */
  startOf(row: number): number
  /** Offset behind a leaf's last byte. */
  endOf(row: number): number
}

/** The lines that show a byte; spans of different bytes are the same or have no line in common. */
interface LineSpan {
  readonly from: number
  /** The line behind the last one. */
  readonly to: number
  /** Every byte from the one asked for up to this offset is shown by the same lines. */
  readonly until: number
}

const JSON_STRUCTURE = /[\s{}[\],:"]+/
const XML_STRUCTURE = /[\s<>/=?"']+/
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/**
 * The quick way of `searchLines` for a plain text in a document as it was received: only lines are made that can hold it.
 * A layout adds and leaves out nothing but white space between the tokens of a format; a part of the text without white
 * space and marks of structure (an atom) therefore stands in the bytes wherever it stands in a line.
 * Null when there is no such way: for a regular expression, for several texts, and for a text of marks alone.
 */
export function searchBytes(
  format: { readonly json: JsonByteRows } | { readonly xml: XmlByteRows },
  layout: Lines,
  query: SearchQuery,
  control: SearchControl,
): Search | null {
  if (query.regexp || (query.others ?? []).length > 0 || LONE_SURROGATE.test(query.text)) return null
  const atoms = longest(query.text.split('json' in format ? JSON_STRUCTURE : XML_STRUCTURE))
  if (atoms.length === 0) return null
  if ('json' in format) return search(format.json.bytes, atoms, layout, query, control, (offset) => jsonSpan(format.json, layout, offset))
  return search(format.xml.bytes, atoms, layout, query, control, (offset) => xmlSpan(format.xml, layout, offset))
}

const MOST_ATOMS = 3

function longest(parts: readonly string[]): readonly string[] {
  const atoms = [...new Set(parts.filter((part) => part !== ''))]
  return atoms.sort((left, right) => right.length - left.length).slice(0, MOST_ATOMS)
}

function* search(
  bytes: Uint8Array,
  atoms: readonly string[],
  layout: Lines,
  query: SearchQuery,
  control: SearchControl,
  spanAt: (offset: number) => LineSpan,
): Search {
  const places = new PlaceCollector(layout, query, control)
  const offsetsOf = (atom: string): Slices => (query.matchCase || !hasCase(atom) ? exactOffsets(bytes, atom) : anyCaseOffsets(bytes, atom))
  const atom = yield* rarest(atoms, offsetsOf, control)
  const isWhole = atom === query.text
  const slices = offsetsOf(atom)
  let lookedTo = 0
  let span: LineSpan = { from: 0, to: 0, until: 0 }
  let isBehind = false
  for (const offsets of slices) {
    for (const offset of offsets) {
      if (isBehind) {
        places.total += 1
        continue
      }
      // To find the end of a long value, or to make its line, costs as much as the value is long.
      if (offset >= span.until) span = spanAt(offset)
      if (span.from < lookedTo) continue
      // Nor does it need one where places are only counted.
      if (isWhole && span.to <= (query.from ?? 0)) {
        places.countBefore()
        continue
      }
      // Once all places that are given are known, an atom that is the whole text needs no line to be counted.
      if (isWhole && places.isFull) {
        isBehind = true
        places.total += 1
        continue
      }
      for (let line = span.from; line < span.to; line += 1) places.lookThrough(line)
      lookedTo = span.to
    }
    yield
    if (control.shouldStop()) return places.outcome(false)
  }
  return places.outcome(true)
}

/** Offsets in ascending order, some at a time. */
type Slices = Generator<readonly number[], void, undefined>

/** Of several atoms the one that stands in the fewest places: of `"sid": "7"` each line has the name and few have the digit. */
function* rarest(atoms: readonly string[], offsetsOf: (atom: string) => Slices, control: SearchControl): Generator<undefined, string, undefined> {
  let best = atoms[0] ?? ''
  if (atoms.length === 1) return best
  let fewest = Infinity
  for (const atom of atoms) {
    let count = 0
    for (const offsets of offsetsOf(atom)) {
      count += offsets.length
      yield
      if (count >= fewest || control.shouldStop()) break
    }
    if (count < fewest) best = atom
    fewest = Math.min(fewest, count)
  }
  return best
}

function hasCase(text: string): boolean {
  return text.toLowerCase() !== text || text.toUpperCase() !== text
}

const BYTES_PER_SLICE = 1 << 20

/** Offsets of a text in bytes, slice by slice: Horspool's search, which skips by the byte under the needle's end. */
function* exactOffsets(bytes: Uint8Array, sought: string): Slices {
  const needle = new TextEncoder().encode(sought)
  const last = needle.length - 1
  const skips = new Uint32Array(256).fill(needle.length)
  for (let index = 0; index < last; index += 1) skips[needle[index]!] = last - index
  let at = 0
  while (at + last < bytes.length) {
    const sliceEnd = Math.min(at + BYTES_PER_SLICE, bytes.length - last)
    const offsets: number[] = []
    while (at < sliceEnd) {
      const end = bytes[at + last]!
      if (end === needle[last] && startsAt(bytes, needle, at)) {
        offsets.push(at)
        at += needle.length
      } else {
        at += skips[end]!
      }
    }
    yield offsets
  }
}

function startsAt(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let index = 0; index < needle.length; index += 1) {
    if (bytes[at + index] !== needle[index]) return false
  }
  return true
}

/** The same whatever the case: the bytes are decoded slice by slice, each with the beginning of the next. */
function* anyCaseOffsets(bytes: Uint8Array, sought: string): Slices {
  const pattern = anyCasePattern(sought)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // A character whose case differs may take another number of bytes, at most four.
  const overlap = 4 * sought.length
  let doneTo = 0
  for (let start = 0; start < bytes.length; start = characterStart(bytes, start + BYTES_PER_SLICE)) {
    const sliceEnd = characterStart(bytes, start + BYTES_PER_SLICE)
    const text = decoder.decode(bytes.subarray(start, characterStart(bytes, sliceEnd + overlap)))
    const offsets: number[] = []
    let read = 0
    let offset = start
    pattern.lastIndex = 0
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      offset += utf8Length(text, read, found.index)
      read = found.index
      if (offset >= sliceEnd) break
      if (offset < doneTo) {
        // The slice before had its end inside this one; what overlaps it is no place of its own.
        pattern.lastIndex = found.index + (text.codePointAt(found.index)! > 0xffff ? 2 : 1)
        continue
      }
      offsets.push(offset)
      doneTo = offset + utf8Length(text, found.index, pattern.lastIndex)
    }
    yield offsets
  }
}

/** How many bytes a stretch of a text takes that holds no half of a surrogate pair. */
function utf8Length(text: string, from: number, to: number): number {
  let length = 0
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at)
    // Each half of a pair stands for two of its four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3
  }
  return length
}

/** The first byte of a character at or behind an offset. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let at = Math.min(offset, bytes.length)
  while (at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at += 1
  return at
}

function jsonSpan(rows: JsonByteRows, layout: Lines, offset: number): LineSpan {
  let low = 0
  let high = rows.count - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (rows.startOf(middle) <= offset) low = middle
    else high = middle - 1
  }
  // Behind a value, and behind the opening of a container, stands the name of the next one.
  const kind = rows.kindOf(low)
  const isInside = kind !== 'object' && kind !== 'array' && offset < rows.endOf(low)
  const isLast = low + 1 === rows.count
  const line = layout.lineOf(isInside || isLast ? low : low + 1)
  return { from: line, to: line + 1, until: isInside ? rows.endOf(low) : isLast ? rows.bytes.length : rows.startOf(low + 1) }
}

function xmlSpan(rows: XmlByteRows, layout: Lines, offset: number): LineSpan {
  if (rows.count === 0 || offset < rows.startOf(0)) return { from: 0, to: 1, until: rows.count === 0 ? offset + 1 : rows.startOf(0) }
  let row = rows.rowAt(offset)
  if (offset >= rows.endOf(row)) {
    // Behind a row stand end tags of the elements it closes with.
    while (row !== NO_ROW && offset >= rows.endOf(row)) row = rows.parentOf(row)
    const line = layout.lineAt(layout.lineOf(row))
    if (line.row !== row || !isOpened(rows, row)) return markupSpan(rows, layout, line.row)
    return { from: line.lastLine, to: line.lastLine + 1, until: offset + 1 }
  }
  return isOpened(rows, row) ? lineSpan(rows, layout, row) : markupSpan(rows, layout, layout.lineAt(layout.lineOf(row)).row)
}

/** Whether the element has a line for each of its tags, unless it stands inside one that has not. */
function isOpened(rows: XmlByteRows, row: number): boolean {
  return rows.nextOf(row) > row + 1 && !rows.isMixed(row)
}

function lineSpan(rows: XmlByteRows, layout: Lines, row: number): LineSpan {
  const from = layout.lineOf(row)
  const line = layout.lineAt(from)
  return line.row === row ? { from, to: from + 1, until: rows.startOf(row + 1) } : markupSpan(rows, layout, line.row)
}

/** All lines of a row whose markup stands as it was written. */
function markupSpan(rows: XmlByteRows, layout: Lines, row: number): LineSpan {
  const from = layout.lineOf(row)
  return { from, to: layout.lineAt(from).lastLine + 1, until: rows.endOf(row) }
}
