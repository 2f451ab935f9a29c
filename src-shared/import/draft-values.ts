import { leavesOf } from '../descriptor/paths'
import type { DraftValues } from '../descriptor/problems'
import type { Operation } from '../descriptor/types'
import { parseJson } from '../exchange/json/parse'
import { textAt, type JsonNode } from '../exchange/json/tree'
import type { Parameter } from '../protocol/parameters'

/** What the form would hold for the business parameters of a request; members the descriptor does not know are left out. */
export function draftValuesOf(operation: Operation, parameters: readonly Parameter[]): DraftValues {
  const leaves = leavesOf(operation.request)
  // Only what has members is read as JSON; the rest is text whatever it looks like.
  const nested = new Set(leaves.flatMap(({ path }) => (path.includes('.') ? [path.slice(0, path.indexOf('.'))] : [])))
  const documents = new Map(parameters.flatMap(({ name, value }) => (nested.has(name) ? [[name, documentOf(value)] as const] : [])))
  const values: Record<string, string> = {}
  for (const { path } of leaves) {
    const [name = '', ...rest] = path.split('.')
    const document = documents.get(name) ?? null
    const text = rest.length === 0 ? parameters.find((parameter) => parameter.name === name)?.value : document === null ? null : textAt(document, rest.join('.'))
    if (text !== null && text !== undefined && text !== '') values[path] = text
  }
  return values
}

function documentOf(text: string): JsonNode | null {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
