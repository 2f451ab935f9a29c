import type { BatchCharset, BatchDelimiter } from '@shared/batch/batch-contract'
import type { FileRow, FileRows, ReadingProblem } from '@shared/batch/file-rows'
import { matchColumns } from '@shared/batch/match-columns'
import type { Operation } from '@shared/descriptor/types'
import { charsetOf, decodeText } from './decode'
import { readCsv } from './read-csv'
import { readJsonLines } from './read-json-lines'

/** How a file is to be read; null is found out. */
export interface Reading {
  readonly charset: BatchCharset | null
  readonly delimiter: BatchDelimiter | null
  readonly hasHeader: boolean | null
}

export const AS_FOUND: Reading = { charset: null, delimiter: null, hasHeader: null }

/** Reads a file of rows; JSON Lines by its name or because it begins with a brace. */
export function readRows(fileName: string, bytes: Uint8Array, operation: Operation, reading: Reading): FileRows {
  const charset = reading.charset ?? charsetOf(bytes)
  const text = decodeText(bytes, charset)
  const read = rowsOfText(fileName, text, charset, operation, reading)
  return text.includes(UNREADABLE) ? { ...read, rows: read.rows.map((row) => withUnreadable(row, read.columns)) } : read
}

/** What stands in the place of bytes the charset cannot read. */
const UNREADABLE = '\ufffd'

/** A row that tells where it holds what could not be read: sent, it would not be what stands in the file. */
function withUnreadable(row: FileRow, columns: readonly string[]): FileRow {
  const problems = columns.flatMap((column, index): ReadingProblem[] =>
    row.cells[index]?.includes(UNREADABLE) === true ? [{ code: 'unreadable-bytes', severity: 'error', column, detail: {} }] : [],
  )
  return problems.length === 0 ? row : { ...row, problems: [...row.problems, ...problems] }
}

function rowsOfText(fileName: string, text: string, charset: BatchCharset, operation: Operation, reading: Reading): FileRows {
  if (/\.(?:jsonl|ndjson)$/i.test(fileName) || (reading.delimiter === null && /^\s*\{/.test(text))) {
    return { kind: 'jsonl', charset, delimiter: null, hasHeader: false, ...readJsonLines(text, operation) }
  }
  const { delimiter, rows } = readCsv(text, reading.delimiter)
  const [first, ...others] = rows
  const hasHeader = reading.hasHeader ?? looksLikeHeader(first?.cells ?? [], operation)
  const columns = hasHeader ? named(first?.cells ?? []) : (first?.cells ?? []).map((_, index) => `#${index + 1}`)
  const data = hasHeader ? others : rows
  return { kind: 'csv', charset, delimiter, hasHeader, columns, rows: data.map((row) => evened(row, columns.length)) }
}

function looksLikeHeader(cells: readonly string[], operation: Operation): boolean {
  if (matchColumns(operation, cells).some((path) => path !== null)) return true
  return cells.every((cell) => cell !== '' && !/\d{2,}/.test(cell))
}

/** A name for every column, each its own. */
function named(cells: readonly string[]): string[] {
  const names: string[] = []
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim() === '' ? `#${index + 1}` : cell.trim()
    let free = name
    for (let nth = 2; names.includes(free); nth += 1) free = `${name} (${nth})`
    names.push(free)
  }
  return names
}

/** A row with as many cells as there are columns, and what was wrong with their number. */
function evened(row: FileRow, expected: number): FileRow {
  const found = row.cells.length
  if (found === expected) return row
  const detail = { expected: String(expected), found: String(found) }
  const code = found < expected ? 'too-few-cells' : 'too-many-cells'
  const cells = Array.from({ length: expected }, (_, index) => row.cells[index] ?? '')
  return { ...row, cells, problems: [...row.problems, { code, severity: 'error', column: null, detail }] }
}
