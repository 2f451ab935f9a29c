import { findNameProblem, type VariableNameProblem } from '@shared/variables/names'
import type { OwnVariables } from '@shared/variables/variables'

/** A variable as it is being edited. */
export interface VariableRow {
  /** Stays the same while name and value change. */
  readonly key: number
  name: string
  value: string
}

let nextKey = 1

/** An empty line to write a variable into. */
export function emptyRow(): VariableRow {
  return { key: nextKey++, name: '', value: '' }
}

/** The lines of some variables. */
export function rowsOf(variables: OwnVariables): VariableRow[] {
  return Object.entries(variables).map(([name, value]) => ({ ...emptyRow(), name, value }))
}

/** What the lines stand for; a line without name and value is none. */
export function variablesOf(rows: readonly VariableRow[]): OwnVariables {
  return Object.fromEntries(rows.filter((row) => !isEmpty(row)).map(({ name, value }) => [name.trim(), value]))
}

/** What is wrong with a line's name, or null. */
export function problemOf(row: VariableRow, rows: readonly VariableRow[]): VariableNameProblem | null {
  if (isEmpty(row)) return null
  const name = row.name.trim()
  return findNameProblem(name) ?? (rows.some((other) => other.key < row.key && other.name.trim() === name) ? 'variable-twice' : null)
}

function isEmpty({ name, value }: VariableRow): boolean {
  return name.trim() === '' && value === ''
}
