import { joinPath } from '../../descriptor/paths'
import type { Field } from '../../descriptor/types'
import { isJsonNumber, jsonMember, jsonString, type JsonMember, type JsonNode, type JsonObject } from '../json/tree'
import { elementsOf, textOf, type XmlDocument, type XmlElement } from '../xml/tree'
import type { ConversionNote } from './notes'

/** A JSON tree made from XML, with what could not be carried over as it stood. */
export interface JsonConversion {
  readonly node: JsonObject
  readonly notes: readonly ConversionNote[]
}

/**
 * Writes an XML answer the way the platform writes its JSON (PROTOCOL 4): the root becomes the only member,
 * types come from the fields, repeated elements become arrays; attributes are `@name`, mixed text is `#text`.
 * `fieldsOf` names the fields of a root element, null for a root the operation does not know.
 */
export function xmlToJson(document: XmlDocument, fieldsOf: (rootName: string) => readonly Field[] | null): JsonConversion {
  const notes: ConversionNote[] = []
  const { root } = document
  for (const node of document.children) noteLeftOut(node.kind, '', notes)
  const value = convertChildren(root, fieldsOf(root.name), root.name, notes)
  return { node: { kind: 'object', members: [jsonMember(root.name, value)] }, notes }
}

function convertElement(element: XmlElement, field: Field | null, path: string, notes: ConversionNote[]): JsonNode {
  if (field?.kind === 'object') return convertChildren(element, field.fields, path, notes)
  if (elementsOf(element).length > 0 || element.attributes.length > 0) return convertChildren(element, null, path, notes)
  for (const child of element.children) noteLeftOut(child.kind, path, notes)
  return convertText(textOf(element), field, path, notes)
}

function convertText(text: string, field: Field | null, path: string, notes: ConversionNote[]): JsonNode {
  if (field?.kind === 'integer') {
    if (isJsonNumber(text)) return { kind: 'number', digits: text }
    notes.push({ code: 'type-differs', path })
  }
  if (field?.kind === 'boolean') {
    if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true' }
    notes.push({ code: 'type-differs', path })
  }
  return jsonString(text)
}

/** `fields` is null inside something the descriptor does not know; its members are not reported one by one. */
function convertChildren(
  element: XmlElement,
  fields: readonly Field[] | null,
  path: string,
  notes: ConversionNote[],
): JsonObject {
  const members: JsonMember[] = element.attributes.map(({ name, value }) => jsonMember(`@${name}`, jsonString(value)))
  for (const [name, group] of groupByName(element, path, notes)) {
    const childPath = joinPath(path, name)
    const field = fields?.find((candidate) => candidate.name === name) ?? null
    if (fields !== null && field === null) notes.push({ code: 'not-in-descriptor', path: childPath })
    const nodes = group.map((child) => convertElement(child, field, childPath, notes))
    const [only] = nodes
    members.push(jsonMember(name, nodes.length === 1 && only !== undefined ? only : { kind: 'array', items: nodes }))
  }
  for (const child of element.children) noteLeftOut(child.kind, path, notes)
  const text = textOf(element)
  if (/[^ \t\r\n]/.test(text)) members.push(jsonMember('#text', jsonString(text)))
  return { kind: 'object', members }
}

function groupByName(element: XmlElement, path: string, notes: ConversionNote[]): Map<string, XmlElement[]> {
  const groups = new Map<string, XmlElement[]>()
  let previous: string | null = null
  for (const child of elementsOf(element)) {
    const group = groups.get(child.name)
    if (group === undefined) groups.set(child.name, [child])
    else {
      // A JSON object holds a name once, so siblings in between lose their place.
      if (previous !== child.name) notes.push({ code: 'order-changed', path: joinPath(path, child.name) })
      group.push(child)
    }
    previous = child.name
  }
  return groups
}

function noteLeftOut(kind: string, path: string, notes: ConversionNote[]): void {
  if (kind === 'comment') notes.push({ code: 'comment-left-out', path })
  if (kind === 'instruction') notes.push({ code: 'instruction-left-out', path })
}
