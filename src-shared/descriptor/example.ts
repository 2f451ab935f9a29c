import type { DraftValues } from './problems'
import { meetsCondition } from './problems'
import { leavesOf } from './paths'
import type { Operation } from './types'

/** The page's example values for every field that applies together with the others. */
export function exampleValues(operation: Operation): Record<string, string> {
  const leaves = leavesOf(operation.request)
  const all: DraftValues = Object.fromEntries(leaves.map((leaf) => [leaf.path, leaf.field.example]))
  return Object.fromEntries(
    leaves.filter((leaf) => meetsCondition(leaf, all)).map((leaf) => [leaf.path, leaf.field.example]),
  )
}
