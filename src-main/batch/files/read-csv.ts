import Papa from 'papaparse'
import { BATCH_DELIMITERS, type BatchDelimiter } from '@shared/batch/batch-contract'
import type { FileRow, ReadingProblem } from '@shared/batch/file-rows'
import { unguardCell } from '@shared/history/transfer/csv'

/** A table as it stands in a text, its first line among the rows. */
export interface CsvTable {
  readonly delimiter: BatchDelimiter
  readonly rows: readonly FileRow[]
}

/** Names the delimiter to Excel, which hides the line. */
const EXCEL_DELIMITER = /^sep=(.)(?:\r\n|\n|\r)/i

/**
 * Reads CSV; every cell stays the text it is. `delimiter` null takes what a first line `sep=` says and guesses without one. A
 * spreadsheet's own guard of a cell is taken off again.
 */
export function readCsv(written: string, delimiter: BatchDelimiter | null): CsvTable {
  const [hidden = '', told] = EXCEL_DELIMITER.exec(written) ?? []
  const text = written.slice(hidden.length)
  const known = delimiter ?? BATCH_DELIMITERS.find((one) => one === told) ?? null
  const rows: FileRow[] = []
  let line = hidden === '' ? 1 : 2
  let begun = 0
  let found: BatchDelimiter = known ?? ','
  Papa.parse<string[]>(text, {
    delimiter: known ?? '',
    delimitersToGuess: [...BATCH_DELIMITERS],
    // Guessed, CR LF would leave rows that end with LF alone in one cell.
    newline: text.includes('\n') ? '\n' : '\r',
    header: false,
    // Never: 18 digits would become another number, and 0012 would be 12.
    dynamicTyping: false,
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      found = BATCH_DELIMITERS.find((one) => one === meta.delimiter) ?? found
      const isBlank = data.every((cell) => cell.trim() === '')
      if (!isBlank) rows.push({ line, cells: data.map((cell, index) => cleaned(cell, index === data.length - 1)), problems: errors.some(({ type }) => type === 'Quotes') ? [UNCLOSED] : [] })
      line += linesIn(text, begun, meta.cursor)
      begun = meta.cursor
    },
  })
  return { delimiter: found, rows }
}

const UNCLOSED: ReadingProblem = { code: 'unclosed-quote', severity: 'blocking', column: null, detail: {} }

/** Of a line that ends with CR LF, the CR is left. */
function cleaned(cell: string, isLast: boolean): string {
  return unguardCell(isLast ? cell.replace(/\r$/, '') : cell)
}

function linesIn(text: string, from: number, until: number): number {
  let count = 0
  for (let at = from; at < until; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) count += 1
  }
  return count
}
