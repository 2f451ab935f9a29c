import type { BatchCharset, BatchDelimiter, BatchRowProblem } from './batch-contract'

/** Something about a row that shows while its file is read. */
export interface ReadingProblem {
  readonly code: BatchRowProblem
  readonly severity: 'blocking' | 'error' | 'warning'
  readonly column: string | null
  readonly detail: Readonly<Record<string, string>>
}

/** A row as it stands in the file. */
export interface FileRow {
  /** Line it begins on, from 1. */
  readonly line: number
  /** A text per column; a column the row lacks is empty. */
  readonly cells: readonly string[]
  readonly problems: readonly ReadingProblem[]
}

/** A file of rows, read. */
export interface FileRows {
  readonly kind: 'csv' | 'jsonl'
  readonly charset: BatchCharset
  readonly delimiter: BatchDelimiter | null
  readonly hasHeader: boolean
  readonly columns: readonly string[]
  readonly rows: readonly FileRow[]
}
