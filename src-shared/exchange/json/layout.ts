import { NO_ROW, type JsonRows, type Line, type Lines } from '../document/rows'

/** Lays JSON out like `JSON.stringify` with two spaces, literals as they were written; a line is made when it is asked for. */
export function layoutJson(rows: JsonRows): Lines {
  return new JsonLines(rows)
}

class JsonLines implements Lines {
  readonly count: number
  /** Number of each row's first line. A container with members takes one more for its end. */
  private readonly firstLines: Uint32Array

  constructor(private readonly rows: JsonRows) {
    const { count } = rows
    this.firstLines = new Uint32Array(count)
    const openEnds: number[] = []
    let nearestEnd = NO_ROW
    let closedCount = 0
    for (let row = 0; row < count; row += 1) {
      while (nearestEnd === row) {
        openEnds.pop()
        nearestEnd = openEnds.at(-1) ?? NO_ROW
        closedCount += 1
      }
      this.firstLines[row] = row + closedCount
      const next = rows.nextOf(row)
      if (next > row + 1) {
        openEnds.push(next)
        nearestEnd = next
      }
    }
    this.count = count + closedCount + openEnds.length
  }

  lineOf(row: number): number {
    return this.firstLines[row]!
  }

  lineAt(number: number): Line {
    const row = this.lastRowUpTo(number)
    const linesBehind = number - this.firstLines[row]!
    if (linesBehind === 0) return this.firstLineOf(row, number)
    // The lines behind a row that are no row's first close the containers that end with it, innermost first.
    let container = row
    for (let level = 0; level < linesBehind; level += 1) container = this.rows.parentOf(container)
    const end = this.rows.kindOf(container) === 'object' ? '}' : ']'
    return { text: this.indentOf(container) + end + this.commaAfter(container), row: container, lastLine: number }
  }

  private firstLineOf(row: number, number: number): Line {
    const { rows } = this
    const name = rows.nameLiteralOf(row)
    const start = this.indentOf(row) + (name === null ? '' : `${name}: `)
    const last = rows.nextOf(row) - 1
    if (last === row) return { text: start + rows.literalOf(row) + this.commaAfter(row), row, lastLine: number }
    let levels = 0
    for (let inner = last; inner !== row; inner = rows.parentOf(inner)) levels += 1
    return { text: start + (rows.kindOf(row) === 'object' ? '{' : '['), row, lastLine: this.firstLines[last]! + levels }
  }

  private commaAfter(row: number): string {
    const { rows } = this
    const next = rows.nextOf(row)
    return next < rows.count && rows.parentOf(next) === rows.parentOf(row) ? ',' : ''
  }

  private indentOf(row: number): string {
    let depth = 0
    for (let above = this.rows.parentOf(row); above !== NO_ROW; above = this.rows.parentOf(above)) depth += 1
    return '  '.repeat(depth)
  }

  private lastRowUpTo(number: number): number {
    let low = 0
    let high = this.rows.count - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.firstLines[middle]! <= number) low = middle
      else high = middle - 1
    }
    return low
  }
}
