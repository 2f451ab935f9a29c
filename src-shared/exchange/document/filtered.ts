import type { FilterMatch } from '../filter/filter-result'
import { layoutXmlRow } from '../xml/layout'
import { NO_ROW, type JsonRows, type Line, type Lines, type XmlRows } from './rows'

/** The chosen JSON nodes as one array, laid out like the document; every line keeps its row and what folds away with it. */
export function filteredJson(rows: JsonRows, layout: Lines, matches: readonly FilterMatch[]): Lines {
  if (matches.length === 0) return new FilteredLines(rows, [ownPart({ row: NO_ROW, text: '[]' })])
  const parts = matches.map((match, index) => jsonPart(rows, layout, match, index === matches.length - 1))
  return new FilteredLines(rows, parts, { open: '[', close: ']' })
}

/** The chosen XML nodes one after another, laid out like the document; attributes, texts and computed values as they are. */
export function filteredXml(rows: XmlRows, layout: Lines, matches: readonly FilterMatch[]): Lines {
  return new FilteredLines(
    rows,
    matches.map((match) => xmlPart(rows, layout, match)),
  )
}

/** The lines of one match. */
interface Part {
  readonly row: number
  readonly count: number
  /** A line with numbers as if the part began at 0. */
  lineAt(index: number): Line
  /** The part's first line of a row inside it. */
  lineOf(row: number): number
}

const LINE_BREAK = /\r\n?|\n/

/** A text that is no part of the layout. */
function ownPart({ row, text }: { readonly row: number; readonly text: string }): Part {
  const texts = text.split(LINE_BREAK)
  return {
    row,
    count: texts.length,
    lineAt: (index) => ({ text: texts[index] ?? '', row, lastLine: index === 0 ? texts.length - 1 : index }),
    lineOf: () => 0,
  }
}

/** The lines a row has in the layout, rewritten one by one. */
function layoutPart(layout: Lines, row: number, rewrite: (line: Line, index: number, count: number) => string): Part {
  const first = layout.lineOf(row)
  const count = layout.lineAt(first).lastLine - first + 1
  return {
    row,
    count,
    lineAt: (index) => {
      const line = layout.lineAt(first + index)
      return { text: rewrite(line, index, count), row: line.row, lastLine: line.lastLine - first }
    },
    lineOf: (inner) => layout.lineOf(inner) - first,
  }
}

function jsonPart(rows: JsonRows, layout: Lines, { row, text }: FilterMatch, isLast: boolean): Part {
  if (text !== null) return ownPart({ row, text })
  const indent = indentOf(layout, row)
  const name = rows.nameLiteralOf(row)
  const nameLength = name === null ? 0 : name.length + 2
  return layoutPart(layout, row, (line, index, count) => {
    const inner = line.text.slice(index === 0 ? indent + nameLength : indent)
    if (index < count - 1) return `  ${inner}`
    // No literal ends with a comma, so one at the end of a value only parts it from the next.
    return `  ${inner.endsWith(',') ? inner.slice(0, -1) : inner}${isLast ? '' : ','}`
  })
}

function xmlPart(rows: XmlRows, layout: Lines, { row, text }: FilterMatch): Part {
  if (text !== null) return ownPart({ row, text })
  // Inside an element with text of its own nothing has a line of the document's layout.
  if (layout.lineAt(layout.lineOf(row)).row !== row) return layoutPart(layoutXmlRow(rows, row), row, (line) => line.text)
  const indent = indentOf(layout, row)
  // Lines that continue a markup with line breaks inside are as they were written, without indentation to take away.
  const isContinued = (line: Line, number: number): boolean =>
    layout.lineOf(line.row) !== number && (rows.isMixed(line.row) || rows.nextOf(line.row) === line.row + 1)
  const first = layout.lineOf(row)
  return layoutPart(layout, row, (line, index) => (isContinued(line, first + index) ? line.text : line.text.slice(indent)))
}

function indentOf(layout: Lines, row: number): number {
  return /^ */.exec(layout.lineAt(layout.lineOf(row)).text)?.[0].length ?? 0
}

class FilteredLines implements Lines {
  readonly count: number
  private readonly firstLines: Uint32Array

  constructor(
    private readonly rows: JsonRows | XmlRows,
    private readonly parts: readonly Part[],
    private readonly frame: { readonly open: string; readonly close: string } | null = null,
  ) {
    this.firstLines = new Uint32Array(parts.length)
    let line = frame === null ? 0 : 1
    parts.forEach((part, index) => {
      this.firstLines[index] = line
      line += part.count
    })
    this.count = frame === null ? line : line + 1
  }

  lineAt(number: number): Line {
    if (number < 0 || number >= this.count) throw new RangeError(`there is no line ${number}`)
    if (this.frame !== null && number === 0) return { text: this.frame.open, row: NO_ROW, lastLine: this.count - 1 }
    if (this.frame !== null && number === this.count - 1) return { text: this.frame.close, row: NO_ROW, lastLine: number }
    const index = this.partAt(number)
    const first = this.firstLines[index] ?? 0
    const line = this.parts[index]?.lineAt(number - first) ?? { text: '', row: NO_ROW, lastLine: 0 }
    return { ...line, lastLine: first + line.lastLine }
  }

  /** The first line of a row in the first match that shows it; -1 when none does. */
  lineOf(row: number): number {
    const index = this.parts.findIndex((part) => part.row !== NO_ROW && part.row <= row && row < this.rows.nextOf(part.row))
    const part = this.parts[index]
    return part === undefined ? -1 : (this.firstLines[index] ?? 0) + part.lineOf(row)
  }

  private partAt(line: number): number {
    let low = 0
    let high = this.parts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.firstLines[middle] ?? 0) <= line) low = middle
      else high = middle - 1
    }
    return low
  }
}
