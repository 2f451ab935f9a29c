import { MAX_LINE_LENGTH } from '@shared/exchange/document/document-contract'
import { NO_ROW, type Line, type Lines } from '@shared/exchange/document/rows'
import { byteOrderMarkLength } from '@shared/exchange/utf8'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Lines of a text that is no document: a line may only continue the one before. */
export interface PlainLines extends Lines {
  /** Whether a line only continues the one before, which was too long. */
  continuesAt(number: number): boolean
}

/**
 * A text in UTF-8 as lines: broken at line feeds (a carriage return before one belongs to the break) and, where a line is
 * longer than `MAX_LINE_LENGTH` characters, after so many. Nothing is decoded but what is asked for.
 */
export class PieceLines implements PlainLines {
  private readonly starts: Uint32Array
  private readonly continuing: Uint8Array
  readonly count: number

  constructor(private readonly utf8: Uint8Array) {
    const pieces = new Pieces(utf8)
    this.starts = pieces.starts
    this.continuing = pieces.continuing
    this.count = pieces.count
  }

  lineAt(number: number): Line {
    return { text: textOf(this.utf8.subarray(this.starts[number], this.endOf(number))), row: NO_ROW, lastLine: number }
  }

  lineOf(): number {
    return 0
  }

  continuesAt(number: number): boolean {
    return this.continuing[number] === 1
  }

  /** Where a place stands that is told by its line and column in the unbroken text, both from 1. */
  placeOf(line: number, column: number): { line: number; from: number } {
    let number = -1
    for (let left = line; left > 0 && number + 1 < this.count; ) {
      number += 1
      if (!this.continuesAt(number)) left -= 1
    }
    let from = Math.max(column, 1) - 1
    for (; number + 1 < this.count && this.continuesAt(number + 1); number += 1) {
      const { length } = this.lineAt(number).text
      if (from < length) break
      from -= length
    }
    const found = Math.max(number, 0)
    return { line: found, from: found < this.count ? Math.min(from, this.lineAt(found).text.length) : 0 }
  }

  private endOf(number: number): number {
    const end = number + 1 < this.count ? (this.starts[number + 1] ?? 0) : this.utf8.length
    if (this.utf8[end - 1] !== LINE_FEED || end === this.starts[number]) return end
    return this.utf8[end - 2] === CARRIAGE_RETURN && end - 2 >= (this.starts[number] ?? 0) ? end - 2 : end - 1
  }
}

/** Where the pieces of a text begin. */
class Pieces {
  starts = new Uint32Array(1_024)
  continuing = new Uint8Array(1_024)
  count = 0

  constructor(utf8: Uint8Array) {
    const { length } = utf8
    // A byte order mark belongs to no line.
    const begin = byteOrderMarkLength(utf8)
    if (begin === length) return
    this.add(begin, 0)
    let room = MAX_LINE_LENGTH
    for (let at = begin; at < length; at += 1) {
      const byte = utf8[at] as number
      if (byte === LINE_FEED) {
        this.add(at + 1, 0)
        room = MAX_LINE_LENGTH
      } else if (byte < 0x80 || byte >= 0xc0) {
        // A character that takes four bytes here is two UTF-16 units in a text.
        const units = byte >= 0xf0 ? 2 : 1
        if (room < units && !(byte === CARRIAGE_RETURN && utf8[at + 1] === LINE_FEED)) {
          this.add(at, 1)
          room = MAX_LINE_LENGTH
        }
        room -= units
      }
    }
  }

  private add(start: number, continuing: 0 | 1): void {
    if (this.count === this.starts.length) {
      const { starts, continuing: flags } = this
      this.starts = new Uint32Array(2 * this.count)
      this.starts.set(starts)
      this.continuing = new Uint8Array(2 * this.count)
      this.continuing.set(flags)
    }
    this.starts[this.count] = start
    this.continuing[this.count] = continuing
    this.count += 1
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function textOf(utf8: Uint8Array): string {
  return decoder.decode(utf8)
}
