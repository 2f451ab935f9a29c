import { printJsonCompact } from '../exchange/json/print'
import { jsonMember, jsonString, isJsonNumber, type JsonMember, type JsonNode, type JsonObject } from '../exchange/json/tree'
import type { Parameter } from '../protocol/parameters'
import { joinPath } from './paths'
import type { DraftValues } from './problems'
import type { LeafField, Operation, RequestField } from './types'

/**
 * The business part of a request as one JSON tree: a member per form parameter, DTOs expanded.
 * Members stand in the order of the official SDK, alphabetical by camelCase name (PROTOCOL 3).
 */
export function requestTree(operation: Operation, values: DraftValues): JsonObject {
  return { kind: 'object', members: membersOf(operation.request, '', values) }
}

/** The business parameters in order: a DTO's value is its JSON text without spaces, a leaf's its text (PROTOCOL 3). */
export function businessParameters(operation: Operation, values: DraftValues): Parameter[] {
  return requestTree(operation, values).members.map(({ name, value }) => ({
    name,
    value: value.kind === 'object' ? printJsonCompact(value) : (values[name] ?? ''),
  }))
}

function membersOf(fields: readonly RequestField[], parentPath: string, values: DraftValues): JsonMember[] {
  return inOrder(fields).flatMap((field) => {
    const path = joinPath(parentPath, field.name)
    if (field.kind !== 'object') {
      const value = values[path] ?? ''
      return value === '' ? [] : [jsonMember(field.name, leafNode(field, value))]
    }
    const members = membersOf(field.fields, path, values)
    return members.length === 0 ? [] : [jsonMember(field.name, { kind: 'object', members })]
  })
}

/** A value that JSON cannot write as its field's type goes out as a string, so that the platform's answer to it can be seen. */
function leafNode(field: LeafField, value: string): JsonNode {
  if (field.kind === 'integer' && isJsonNumber(value)) return { kind: 'number', digits: value }
  if (field.kind === 'boolean' && (value === 'true' || value === 'false')) return { kind: 'boolean', value: value === 'true' }
  return jsonString(value)
}

const ORDERED = new WeakMap<readonly RequestField[], readonly RequestField[]>()

/** Sorted once: every request asks for the same. */
function inOrder(fields: readonly RequestField[]): readonly RequestField[] {
  const ordered = ORDERED.get(fields) ?? [...fields].sort(byCamelCaseName)
  ORDERED.set(fields, ordered)
  return ordered
}

function byCamelCaseName(left: RequestField, right: RequestField): number {
  const a = camelCase(left.name)
  const b = camelCase(right.name)
  return a < b ? -1 : a > b ? 1 : 0
}

/** The property name the official SDK gives a wire name, e.g. `channel_uid` → `channelUid`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
