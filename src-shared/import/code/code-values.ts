import { isJsonNumber, jsonMember, jsonString, leafText, type JsonNode } from '../../exchange/json/tree'
import { objectOfText } from '../wire-names'
import { NoteBook } from '../note-book'

/** What an expression of pasted code stands for, as far as reading tells. */
export type CodeValue =
  | { readonly kind: 'leaf'; readonly node: JsonNode }
  | CodeObject
  | { readonly kind: 'list'; readonly items: readonly CodeValue[] }
  /** Only a run would know. */
  | { readonly kind: 'unknown' }

/** An object made in code: a DTO, a request, a client, a dictionary. Members change while the code goes on. */
export interface CodeObject {
  readonly kind: 'object'
  /** Last name of its class; '' for a literal. */
  readonly type: string
  readonly members: Map<string, CodeValue>
  /** What its constructor was given. */
  readonly given: readonly CodeValue[]
}

export const UNKNOWN: CodeValue = { kind: 'unknown' }

/** Deeper objects are not followed, nor more of them: code can put an object into itself, and one into many. */
const DEEPEST = 40
const MOST_VALUES = 200_000

export function codeObject(type = '', given: readonly CodeValue[] = []): CodeObject {
  return { kind: 'object', type, members: new Map(), given }
}

export function codeText(text: string): CodeValue {
  return { kind: 'leaf', node: jsonString(text) }
}

/** The number a literal stands for, without the type letter and the underscores of its language; other notations stay texts. */
export function codeNumber(literal: string): CodeValue {
  const digits = literal.replace(/(?<=\d)_(?=\d)/g, '').replace(/(?<=\d)(?:[lLfFdDmMn]|[uU][lL]{0,2}|[lL]{2})$/, '')
  return { kind: 'leaf', node: isJsonNumber(digits) ? { kind: 'number', digits } : jsonString(literal) }
}

/** The characters of a leaf; null for everything else. */
export function textOfValue(value: CodeValue | undefined): string | null {
  return value?.kind === 'leaf' ? leafText(value.node) : null
}

/** The value as JSON; members only a run would know are left out and their paths gathered. */
export function jsonOfValue(value: CodeValue, unknown: string[], path = '', depth = 0, budget = { left: MOST_VALUES }): JsonNode | null {
  budget.left -= 1
  if (value.kind === 'leaf') return value.node
  if (value.kind === 'unknown' || depth > DEEPEST || budget.left < 0) {
    unknown.push(path)
    return null
  }
  if (value.kind === 'list') return { kind: 'array', items: value.items.flatMap((item, index) => jsonOfValue(item, unknown, `${path}[${index}]`, depth + 1, budget) ?? []) }
  return {
    kind: 'object',
    members: [...value.members].flatMap(([name, member]) => {
      const node = jsonOfValue(member, unknown, path === '' ? name : `${path}.${name}`, depth + 1, budget)
      return node === null ? [] : [jsonMember(name, node)]
    }),
  }
}

/** The value a JSON text stands for, as `JSON.parse` gives it; unknown for a text that is no object. */
export function valueOfJsonText(text: string): CodeValue {
  const object = objectOfText(text, new NoteBook())
  return object === null ? UNKNOWN : valueOfNode(object)
}

function valueOfNode(node: JsonNode): CodeValue {
  if (node.kind === 'array') return { kind: 'list', items: node.items.map(valueOfNode) }
  if (node.kind !== 'object') return { kind: 'leaf', node }
  const object = codeObject()
  for (const { name, value } of node.members) object.members.set(name, valueOfNode(value))
  return object
}
