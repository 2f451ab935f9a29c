import { NO_ROW, type Line, type Lines, type XmlRows } from '../document/rows'

/** Rows that may know how many lines the markup of a row takes without writing it. */
export interface MeasuredXmlRows extends XmlRows {
  /** How many lines `markupOf` takes. */
  markupLineCountOf?(row: number): number
}

/**
 * The document indented by two spaces. An element with rows inside and no text of its own takes a line for each tag,
 * everything else is its markup as written, so no white space is invented where it would count.
 */
export function layoutXml(rows: MeasuredXmlRows): Lines {
  return new XmlLayout(rows, 0, rows.count, rows.declaration)
}

/** One row and everything inside it, laid out like a document of its own; line numbers and indentation begin at 0. */
export function layoutXmlRow(rows: MeasuredXmlRows, row: number): Lines {
  return new XmlLayout(rows, row, rows.nextOf(row), null)
}

/** So many rows are tried before a row is searched for. */
const NEAR = 2

const LINE_BREAK = /\r\n?|\n/

class XmlLayout implements Lines {
  readonly count: number
  private readonly head: string | null
  /** Number of the first line of each row from `from` to `to`, and after them of all lines. Rows inside mixed elements share the element's. */
  private readonly firstLines: Uint32Array
  // Lines are mostly read one after another.
  private lastFound: number
  private lastSplit: { readonly row: number; readonly lines: readonly string[] } = { row: NO_ROW, lines: [] }

  constructor(
    private readonly rows: MeasuredXmlRows,
    private readonly from: number,
    private readonly to: number,
    declaration: string | null,
  ) {
    this.head = declaration === null ? null : `<?xml ${declaration.replace(/[ \t\r\n]+/g, ' ')}?>`
    this.firstLines = new Uint32Array(to - from + 1)
    this.lastFound = from
    this.count = this.place(this.head === null ? 0 : 1)
  }

  /** Finds the first line of each row; gives the number of lines. */
  private place(start: number): number {
    const { rows, from, to, firstLines } = this
    // Where the elements end whose end tag is still to come.
    const ends: number[] = []
    let line = start
    for (let row = from; row < to; ) {
      firstLines[row - from] = line
      const next = rows.nextOf(row)
      if (this.isOpened(row)) {
        ends.push(next)
        line += 1
        row += 1
        continue
      }
      firstLines.fill(line, row + 1 - from, next - from)
      line += this.markupLineCountOf(row)
      row = next
      while (ends.at(-1) === row) {
        ends.pop()
        line += 1
      }
    }
    firstLines[to - from] = line
    return line
  }

  lineOf(row: number): number {
    return this.firstLines[row - this.from] as number
  }

  lineAt(number: number): Line {
    if (number < 0 || number >= this.count) throw new RangeError(`there is no line ${number}`)
    if (this.head !== null && number === 0) return { text: this.head, row: NO_ROW, lastLine: 0 }
    const { rows } = this
    const row = this.findRow(number)
    const first = this.lineOf(row)
    const end = this.endOfMarkup(row)
    if (this.isOpened(row)) return { text: this.indentOf(row) + rows.openTagOf(row), row, lastLine: end }
    if (number < end) {
      const text = this.markupLine(row, number - first, end - first)
      return number === first ? { text: this.indentOf(row) + text, row, lastLine: end - 1 } : { text, row, lastLine: number }
    }
    // After the last row of an element stand the end tags of all that end there, the innermost first.
    let closed = rows.parentOf(row)
    for (let line = end; line < number; line += 1) closed = rows.parentOf(closed)
    return { text: this.indentOf(closed) + rows.closeTagOf(closed), row: closed, lastLine: number }
  }

  /** Whether the row is an element with a line for each of its tags. */
  private isOpened(row: number): boolean {
    return this.rows.nextOf(row) > row + 1 && !this.rows.isMixed(row)
  }

  /** The line after the row's markup, or of its end tag when it has a line of its own: before the end tags of what is around it. */
  private endOfMarkup(row: number): number {
    const { rows } = this
    const next = rows.nextOf(row)
    let line = this.lineOf(next)
    for (let parent = this.parentOf(row); parent !== NO_ROW && rows.nextOf(parent) === next; parent = this.parentOf(parent)) line -= 1
    return this.isOpened(row) ? line - 1 : line
  }

  private parentOf(row: number): number {
    const parent = this.rows.parentOf(row)
    return parent < this.from ? NO_ROW : parent
  }

  private indentOf(row: number): string {
    let indent = ''
    for (let parent = this.parentOf(row); parent !== NO_ROW; parent = this.parentOf(parent)) indent += '  '
    return indent
  }

  private markupLineCountOf(row: number): number {
    if (this.rows.markupLineCountOf !== undefined) return this.rows.markupLineCountOf(row)
    return this.rows.markupOf(row).split(LINE_BREAK).length
  }

  private markupLine(row: number, index: number, count: number): string {
    if (count === 1) return this.rows.markupOf(row)
    if (this.lastSplit.row !== row) this.lastSplit = { row, lines: this.rows.markupOf(row).split(LINE_BREAK) }
    return this.lastSplit.lines[index] ?? ''
  }

  /** The last row with lines of its own that begins at or before a line. */
  private findRow(line: number): number {
    let row = this.lineOf(this.lastFound) <= line ? this.lastFound : this.searchRow(line)
    for (let step = 0; this.endsBefore(row, line); step += 1) {
      row = step < NEAR ? this.rowAfter(row) : this.searchRow(line)
    }
    this.lastFound = row
    return row
  }

  private endsBefore(row: number, line: number): boolean {
    const after = this.rowAfter(row)
    return after < this.to && this.lineOf(after) <= line
  }

  private rowAfter(row: number): number {
    return this.isOpened(row) ? row + 1 : this.rows.nextOf(row)
  }

  private searchRow(line: number): number {
    const { firstLines } = this
    const last = search(firstLines, this.to - this.from, line + 1) - 1
    return this.from + search(firstLines, last, firstLines[last] as number)
  }
}

/** Index of the first of `count` ascending numbers that is not below a limit; `count` when none is. */
function search(numbers: Uint32Array, count: number, limit: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
