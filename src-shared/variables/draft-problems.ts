import { leavesOf } from '../descriptor/paths'
import { findProblems, type Problem } from '../descriptor/problems'
import type { Operation } from '../descriptor/types'
import type { Expansion } from './variables'

/**
 * Everything worth saying about an expanded draft, in the order of the page: what would go out is judged, and a variable that
 * cannot be expanded is an error at its field, so that it goes out as it stands only when the user says so.
 */
export function findDraftProblems(operation: Operation, { values, problems }: Pick<Expansion, 'values' | 'problems'>): Problem[] {
  const found = findProblems(operation, values)
  if (problems.length === 0) return found
  const places = new Map(leavesOf(operation.request).map(({ path }, index) => [path, index]))
  const placeOf = ({ path }: Problem): number => places.get(path) ?? places.size
  const unexpanded = new Set(problems.map(({ path }) => path))
  const ofVariables = problems.map(({ path, code, expression }): Problem => ({ path, code: `variable-${code}`, severity: 'error', detail: { expression } }))
  // That `{{x}}` is no number is said by the variable already.
  const ofValues = found.filter(({ path, severity }) => severity === 'blocking' || !unexpanded.has(path))
  return [...ofVariables, ...ofValues].sort((left, right) => placeOf(left) - placeOf(right))
}
