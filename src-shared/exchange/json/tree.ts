/**
 * A JSON value as it was written: numbers are their digits, strings keep their escapes in `raw`,
 * members keep their order and may repeat. Nothing here ever becomes a JavaScript number.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull

export interface JsonMember {
  readonly name: string
  /** The name's literal with its quotes and escapes. */
  readonly rawName: string
  readonly value: JsonNode
}

export interface JsonObject {
  readonly kind: 'object'
  readonly members: readonly JsonMember[]
}

export interface JsonArray {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

export interface JsonString {
  readonly kind: 'string'
  readonly text: string
  /** The literal with its quotes and escapes. */
  readonly raw: string
}

export interface JsonNumber {
  readonly kind: 'number'
  readonly digits: string
}

export interface JsonBoolean {
  readonly kind: 'boolean'
  readonly value: boolean
}

export interface JsonNull {
  readonly kind: 'null'
}

/** A string node; the literal is the shortest valid one, other scripts stay readable. */
export function jsonString(text: string): JsonString {
  return { kind: 'string', text, raw: JSON.stringify(text) }
}

/** A member of an object. */
export function jsonMember(name: string, value: JsonNode): JsonMember {
  return { name, rawName: JSON.stringify(name), value }
}

/** The value of the last member with that name (as JSON.parse would choose), or null. */
export function memberOf(node: JsonNode | null, name: string): JsonNode | null {
  if (node?.kind !== 'object') return null
  return node.members.findLast((member) => member.name === name)?.value ?? null
}

/** The text of a leaf: a string's characters, a number's digits, `true`/`false`; null for anything else. */
export function leafText(node: JsonNode | null): string | null {
  switch (node?.kind) {
    case 'string':
      return node.text
    case 'number':
      return node.digits
    case 'boolean':
      return String(node.value)
    default:
      return null
  }
}

/** The text of the leaf at a dotted path, or null where there is none. */
export function textAt(node: JsonNode, path: string): string | null {
  let found: JsonNode | null = node
  for (const name of path.split('.')) found = memberOf(found, name)
  return leafText(found)
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Whether the text is a JSON number (RFC 8259, section 6). */
export function isJsonNumber(text: string): boolean {
  return NUMBER.test(text)
}
