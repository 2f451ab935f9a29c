import { joinPath } from '../../descriptor/paths'
import { leafText, type JsonNode, type JsonObject } from '../json/tree'
import { findUnrepresentable, isXmlName, xmlElement, type XmlAttribute, type XmlElement, type XmlNode } from '../xml/tree'
import { NotConvertibleError, type ConversionNote } from './notes'

/** An XML element made from JSON, with what could not be carried over as it stood. */
export interface XmlConversion {
  readonly root: XmlElement
  readonly notes: readonly ConversionNote[]
}

/**
 * Writes the members of an object as an element the way the platform writes its XML (PROTOCOL 4):
 * an array becomes repeated elements of its member's name, `@name` an attribute, `#text` character data.
 * @throws NotConvertibleError when a text holds a character that XML 1.0 cannot write.
 */
export function jsonToXml(node: JsonObject, rootName: string): XmlConversion {
  const notes: ConversionNote[] = []
  return { root: convertNode(rootName, node, '', notes), notes }
}

function convertNode(name: string, node: JsonNode, path: string, notes: ConversionNote[]): XmlElement {
  if (node.kind === 'object') return convertObject(name, node, path, notes)
  if (node.kind === 'array') {
    // A list inside a list has no form on the platform; `item` keeps it readable and the note says so.
    notes.push({ code: 'nested-list', path })
    return xmlElement(name, node.items.map((item) => convertNode('item', item, path, notes)))
  }
  if (node.kind === 'null') notes.push({ code: 'null-as-empty', path })
  const text = checked(leafText(node) ?? '', path)
  return xmlElement(name, text === '' ? [] : [{ kind: 'text', text }])
}

function convertObject(name: string, node: JsonObject, path: string, notes: ConversionNote[]): XmlElement {
  const attributes: XmlAttribute[] = []
  const children: XmlNode[] = []
  const seen = new Set<string>()
  for (const member of node.members) {
    const memberPath = joinPath(path, member.name)
    if (seen.has(member.name)) notes.push({ code: 'duplicate-member', path: memberPath })
    seen.add(member.name)
    const text = leafText(member.value)
    const attributeName = member.name.startsWith('@') ? member.name.slice(1) : ''
    if (text !== null && isXmlName(attributeName) && !attributes.some((one) => one.name === attributeName)) {
      attributes.push({ name: attributeName, value: checked(text, memberPath) })
    } else if (text !== null && member.name === '#text') children.push({ kind: 'text', text: checked(text, memberPath) })
    // One by one: a list of a hundred thousand items does not fit into the arguments of a call.
    else for (const element of convertMember(member.name, member.value, memberPath, notes)) children.push(element)
  }
  return { kind: 'element', name, attributes, children }
}

function convertMember(name: string, value: JsonNode, path: string, notes: ConversionNote[]): XmlElement[] {
  const items = value.kind === 'array' ? value.items : [value]
  if (isXmlName(name)) return items.map((item) => convertNode(name, item, path, notes))
  notes.push({ code: 'name-not-xml', path })
  return items.map((item) => {
    const element = convertNode('member', item, path, notes)
    return { ...element, attributes: [{ name: 'name', value: checked(name, path) }, ...element.attributes] }
  })
}

function checked(text: string, path: string): string {
  const character = findUnrepresentable(text)
  if (character === null) return text
  throw new NotConvertibleError(path, `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
}
