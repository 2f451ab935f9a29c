import { leavesOf } from '../descriptor/paths'
import type { DraftValues } from '../descriptor/problems'
import { requestTree } from '../descriptor/serialise'
import type { Operation } from '../descriptor/types'
import { parseJson } from '../exchange/json/parse'
import { leafText, type JsonNode } from '../exchange/json/tree'
import { NotWellFormedError, type WellFormednessProblem } from '../exchange/not-well-formed'
import { PUBLIC_PARAMETER_NAMES, type Parameter } from '../protocol/parameters'

/** What a form can take of the business parameters of a request, and what it cannot. */
export interface DraftReading {
  readonly values: DraftValues
  /** Paths of what the form has no place for: members no descriptor knows, lists, empty texts and nulls, and what a later one of the same name replaces. */
  readonly leftOut: readonly string[]
  /** Paths of what the form writes as another JSON type: `"12"` where the field is a number. */
  readonly rewritten: readonly string[]
  /** DTOs that cannot be read, and where they break; null for one that is JSON but no object. */
  readonly unreadable: readonly { readonly name: string; readonly problem: WellFormednessProblem | null }[]
}

/** What the form would hold for the business parameters of a request; public parameters are none of its business. */
export function draftValuesOf(operation: Operation, parameters: readonly Parameter[]): DraftValues {
  return gather(operation, parameters).values
}

/** The same with everything that does not come along told by its path. */
export function readDraft(operation: Operation, parameters: readonly Parameter[]): DraftReading {
  const { values, found, leftOut, unreadable } = gather(operation, parameters)
  return { values, leftOut: [...new Set(leftOut)], rewritten: rewrittenPaths(operation, values, found), unreadable }
}

interface Gathered extends Omit<DraftReading, 'rewritten'> {
  /** What each value was taken from. */
  readonly found: ReadonlyMap<string, JsonNode>
}

function gather(operation: Operation, parameters: readonly Parameter[]): Gathered {
  const leaves = new Set(leavesOf(operation.request).map(({ path }) => path))
  const groups = groupsAbove(leaves)
  const found = new Map<string, JsonNode>()
  const leftOut: string[] = []
  const unreadable: DraftReading['unreadable'][number][] = []
  const take = (path: string, node: JsonNode): void => {
    if (found.has(path)) leftOut.push(path)
    found.set(path, node)
  }
  const visit = (node: JsonNode, path: string): void => {
    if (leaves.has(path) && (leafText(node) ?? '') !== '') take(path, node)
    else if (node.kind === 'object' && node.members.length > 0 && groups.has(path)) {
      for (const { name, value } of node.members) visit(value, `${path}.${name}`)
    } else if (!(node.kind === 'object' && groups.has(path))) leftOut.push(path)
  }
  for (const { name, value } of parameters) {
    if (PUBLIC_PARAMETER_NAMES.includes(name) || value === '') continue
    if (leaves.has(name)) take(name, { kind: 'string', text: value, raw: '' })
    else if (!groups.has(name)) leftOut.push(name)
    else {
      const { document, problem } = documentOf(value)
      if (document?.kind === 'object') visit(document, name)
      else unreadable.push({ name, problem })
    }
  }
  const values = Object.fromEntries([...found].map(([path, node]) => [path, leafText(node) ?? '']))
  return { values, found, leftOut, unreadable }
}

/** Paths of which fields of the form lie below. */
function groupsAbove(leaves: Iterable<string>): Set<string> {
  const groups = new Set<string>()
  for (const leaf of leaves) for (let dot = leaf.indexOf('.'); dot !== -1; dot = leaf.indexOf('.', dot + 1)) groups.add(leaf.slice(0, dot))
  return groups
}

function rewrittenPaths(operation: Operation, values: DraftValues, found: ReadonlyMap<string, JsonNode>): string[] {
  const kinds = new Map<string, JsonNode['kind']>()
  const collect = (node: JsonNode, path: string): void => {
    if (node.kind !== 'object') kinds.set(path, node.kind)
    else for (const { name, value } of node.members) collect(value, path === '' ? name : `${path}.${name}`)
  }
  collect(requestTree(operation, values), '')
  // A parameter that is no DTO is text on the wire, whatever its field is.
  return [...found].flatMap(([path, node]) => (path.includes('.') && kinds.get(path) !== node.kind ? [path] : []))
}

function documentOf(text: string): { document: JsonNode | null; problem: WellFormednessProblem | null } {
  try {
    return { document: parseJson(text), problem: null }
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return { document: null, problem: error.problem }
  }
}
