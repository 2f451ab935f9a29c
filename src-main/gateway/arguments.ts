import { joinPath } from '@shared/descriptor/paths'
import { isInt64 } from '@shared/descriptor/problems'
import type { LeafField, Operation, RequestField, RequestObjectField } from '@shared/descriptor/types'
import { parseJson } from '@shared/exchange/json/parse'
import { jsonMember, jsonString, memberOf, type JsonMember, type JsonNode, type JsonObject } from '@shared/exchange/json/tree'
import { NotWellFormedError } from '@shared/exchange/not-well-formed'
import { invalidArgument, missingArgument, unreadableArgument, type Refusal } from './refusals'

/** The business parameters of a call as one tree, DTOs expanded, or why they are refused. */
export type ReadArguments =
  | { readonly ok: true; readonly tree: JsonObject }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Reads the business parameters by the operation's descriptor (PROTOCOL 3): a DTO is JSON text, required members must
 * be there and types must fit. Members the descriptor does not know are ignored. The first finding in the order of
 * the page is the answer.
 */
export function readArguments(operation: Operation, parameters: ReadonlyMap<string, string>): ReadArguments {
  const members: JsonMember[] = []
  for (const field of operation.request) {
    const value = parameters.get(field.name) ?? ''
    if (value === '') {
      if (field.required) return refuse(missingArgument(field.name))
      continue
    }
    const node = field.kind === 'object' ? readDto(field, value) : readLeaf(field, value)
    if (!isNode(node)) return refuse(node)
    members.push(jsonMember(field.name, node))
  }
  return { ok: true, tree: { kind: 'object', members } }
}

function readDto(field: RequestObjectField, value: string): JsonNode | Refusal {
  let node: JsonNode
  try {
    node = parseJson(value)
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return unreadableArgument(field.name, error.message)
  }
  if (node.kind !== 'object') return unreadableArgument(field.name, 'a JSON object is expected')
  return findRefusal(field, node, field.name) ?? node
}

function readLeaf(field: LeafField, value: string): JsonNode | Refusal {
  if (field.kind === 'string') return jsonString(value)
  if (field.kind === 'integer') return isInt64(value) ? { kind: 'number', digits: value } : invalidArgument(field.name)
  if (value === 'true' || value === 'false') return { kind: 'boolean', value: value === 'true' }
  return invalidArgument(field.name)
}

function findRefusal(field: RequestField, node: JsonNode, path: string): Refusal | null {
  if (field.kind !== 'object') return fits(field, node) ? null : invalidArgument(path)
  if (node.kind !== 'object') return invalidArgument(path)
  for (const member of field.fields) {
    const memberPath = joinPath(path, member.name)
    const value = memberOf(node, member.name)
    const isAbsent = value === null || value.kind === 'null' || (value.kind === 'string' && value.text === '')
    if (isAbsent && member.required) return missingArgument(memberPath)
    // An empty text in an optional member is what the official SDK sends for an empty property.
    if (isAbsent) continue
    const refusal = findRefusal(member, value, memberPath)
    if (refusal !== null) return refusal
  }
  return null
}

/** Types are strict: a number where the page says String is refused, and the other way round. */
function fits(field: LeafField, node: JsonNode): boolean {
  if (field.kind === 'integer') return node.kind === 'number' && isInt64(node.digits)
  return node.kind === field.kind
}

function isNode(found: JsonNode | Refusal): found is JsonNode {
  return 'kind' in found
}

function refuse(refusal: Refusal): ReadArguments {
  return { ok: false, refusal }
}
