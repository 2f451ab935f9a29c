import { parseJson } from '@shared/exchange/json/parse'
import { printJsonCompact } from '@shared/exchange/json/print'
import { leafText, type JsonObject } from '@shared/exchange/json/tree'
import { NotWellFormedError } from '@shared/exchange/not-well-formed'
import type { Parameter } from '@shared/protocol/parameters'
import { UsageError } from './command'

/** Reads a JSON object. @throws UsageError with line and column */
export function readJsonObject(text: string): JsonObject {
  try {
    const node = parseJson(text)
    if (node.kind === 'object') return node
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    throw new UsageError(`the input is not JSON: ${error.message}`)
  }
  throw new UsageError('the input is not a JSON object')
}

/** Parameters of a JSON object, in its order: digits stay as they are, objects and lists become their JSON text without spaces. */
export function parametersOf(object: JsonObject): Parameter[] {
  return object.members.map(({ name, value }) => ({
    name,
    value: value.kind === 'object' || value.kind === 'array' ? printJsonCompact(value) : (leafText(value) ?? ''),
  }))
}
