import type { DraftValues } from '@shared/descriptor/problems'
import { escapeVariables } from '@shared/variables/syntax'
import type { Columns } from './columns'

/** The values of one row: those every row shares, with the row's own in their places; a blank cell sends nothing, and braces in a cell are braces. */
export function rowValues(base: DraftValues, columns: Columns, cells: readonly string[]): Record<string, string> {
  const values: Record<string, string> = { ...base }
  columns.forEach((path, index) => {
    if (path !== null) values[path] = escapeVariables(cells[index] ?? '')
  })
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
