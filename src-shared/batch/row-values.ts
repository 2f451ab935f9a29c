import type { DraftValues } from '../descriptor/problems'
import { expandDraft } from '../variables/expand'
import { builtInsReached } from '../variables/reach'
import { escapedValues, holdsVariables } from '../variables/syntax'
import type { OwnVariables, VariableContext, VariableProblem } from '../variables/variables'
import type { BatchPlan } from './batch-contract'

type Mapping = Pick<BatchPlan, 'base' | 'columns'>

/** Values every row has, without those that columns take the place of. */
export function sharedValues({ base, columns }: Mapping): DraftValues {
  const mapped = new Set(columns)
  return Object.fromEntries(Object.entries(base).filter(([path]) => !mapped.has(path)))
}

/** What is sent for a row. What stands in its cells is data: braces in it are braces. */
export function rowValues(plan: Mapping, cells: readonly string[], context: VariableContext): { readonly values: DraftValues; readonly problems: readonly VariableProblem[] } {
  const { values, problems } = expandDraft(sharedValues(plan), context)
  return { values: withCells(plan, cells, values), problems }
}

/** The values every row has, expanded already, with those of a row's cells. */
export function withCells(plan: Mapping, cells: readonly string[], shared: DraftValues): DraftValues {
  return { ...shared, ...cellValues(plan, cells) }
}

/** A draft that sends what the row would, its variables not expanded yet: braces of its cells escaped, blank cells left out. */
export function rowDraft(plan: Mapping, cells: readonly string[]): DraftValues {
  const values = { ...sharedValues(plan), ...escapedValues(cellValues(plan, cells)) }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

/** Whether some value of every row is to be numbered on, so that each row needs a number of its own. */
export function needsSequence(plan: Mapping, own: OwnVariables): boolean {
  return builtInsReached(Object.values(sharedValues(plan)), own).has('seq')
}

/** The text at a path as far as it is known before the row is sent; null when variables will make it. */
export function knownText(plan: Mapping, cells: readonly string[], path: string): string | null {
  const own = cellValues(plan, cells)[path]
  if (own !== undefined) return own
  const text = sharedValues(plan)[path] ?? ''
  return holdsVariables(text) ? null : text
}

function cellValues({ columns }: Mapping, cells: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [index, path] of columns.entries()) if (path !== null) values[path] = cells[index] ?? ''
  return values
}
