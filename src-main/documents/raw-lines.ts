import type { Line } from '@shared/exchange/document/rows'
import { PieceLines, type PlainLines } from './piece-lines'

const encoder = new TextEncoder()

/** A message as it stands on the connection: its head, the empty line that ends it, and the lines of its body. */
export class RawLines implements PlainLines {
  private readonly head: PieceLines
  readonly count: number

  constructor(
    head: string,
    private readonly body: PlainLines,
  ) {
    // The last line break ends the empty line; after it the body begins.
    this.head = new PieceLines(encoder.encode(head.replace(/\r\n$/, '')))
    this.count = this.head.count + body.count
  }

  lineAt(number: number): Line {
    if (number < this.head.count) return this.head.lineAt(number)
    return { ...this.body.lineAt(number - this.head.count), lastLine: number }
  }

  lineOf(): number {
    return 0
  }

  continuesAt(number: number): boolean {
    return number < this.head.count ? this.head.continuesAt(number) : this.body.continuesAt(number - this.head.count)
  }

  /** Where a place of the body stands, told by its line and column in the body's text, both from 1. */
  placeOf(line: number, column: number): { line: number; from: number } {
    if (!(this.body instanceof PieceLines)) return { line: this.head.count, from: 0 }
    const place = this.body.placeOf(line, column)
    return { line: this.head.count + place.line, from: place.from }
  }
}
