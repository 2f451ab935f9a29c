import type { DraftValues } from '@shared/descriptor/problems'

/** Whether two drafts hold the same values at the same paths. */
export function sameValues(left: DraftValues, right: DraftValues): boolean {
  const paths = Object.keys(left)
  return paths.length === Object.keys(right).length && paths.every((path) => left[path] === right[path])
}
