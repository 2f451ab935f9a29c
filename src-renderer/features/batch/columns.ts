import type { BatchFile } from '@shared/batch/batch-contract'
import { leavesOf } from '@shared/descriptor/paths'
import { findProblems, type DraftValues } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'

/** Which field each column goes to, by the column's index; null leaves the column out. */
export type Columns = readonly (string | null)[]

/** How a column came to its field, or why it goes nowhere. */
export type ColumnState = 'guessed' | 'chosen' | 'twice' | 'left-out'

/** What is to be said about each column. */
export function columnStates(file: BatchFile, columns: Columns): ColumnState[] {
  return columns.map((path, index) => {
    if (path === null) return 'left-out'
    if (columns.indexOf(path) !== columns.lastIndexOf(path)) return 'twice'
    return file.columns[index]?.path === path ? 'guessed' : 'chosen'
  })
}

/** The fields columns are taken for by their names, each field at most once; what the operation does not have is left out. */
export function guessedColumns(file: BatchFile, operation: Operation): Columns {
  const known = new Set(leavesOf(operation.request).map(({ path }) => path))
  return file.columns.map(({ path }, index) => {
    const isFirst = file.columns.findIndex((other) => other.path === path) === index
    return path !== null && isFirst && known.has(path) ? path : null
  })
}

/** Paths of required fields that neither a column nor the base fills. */
export function unfilledRequired(operation: Operation, base: DraftValues, columns: Columns): string[] {
  const filled: Record<string, string> = { ...base }
  // Whatever a cell holds: here only the lack of any value counts.
  for (const path of columns) if (path !== null) filled[path] = '1'
  return findProblems(operation, filled)
    .filter(({ code }) => code === 'required')
    .map(({ path }) => path)
}
