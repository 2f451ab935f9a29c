import { SaxesParser } from 'saxes'
import { MAX_DEPTH, NotWellFormedError, type SyntaxFault } from '../not-well-formed'
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './tree'

interface OpenElement {
  readonly element: XmlElement
  readonly children: XmlNode[]
}

/**
 * Reads an XML 1.0 document into a tree that keeps order, comments and CDATA.
 * A document type declaration is refused, as the official SDK refuses it, so no entity can expand (PROTOCOL 4).
 * @throws NotWellFormedError with line, column and reason.
 */
export function parseXml(text: string): XmlDocument {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const top: XmlNode[] = []
  const open: OpenElement[] = []
  let declaration: string | null = null
  let root: XmlElement | null = null

  const fail = (fault: SyntaxFault, reason: string): never => {
    throw new NotWellFormedError({ line: parser.line, column: Math.max(1, parser.columnIndex), fault, reason })
  }
  const add = (node: XmlNode): void => {
    const parent = open.at(-1)
    ;(parent?.children ?? top).push(node)
  }

  parser.on('error', (error) => {
    const reason = error.message.replace(/^.*?\d+:\d+: /, '').replace(/\.$/, '')
    fail(faultOf(reason), reason)
  })
  parser.on('doctype', () => fail('document-type-declaration', 'a document type declaration is not accepted'))
  parser.on('xmldecl', (parts) => {
    declaration = Object.entries(parts)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .map(([name, value]) => `${name}="${value}"`)
      .join(' ')
  })
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) fail('nested-too-deep', `nested deeper than ${MAX_DEPTH} levels`)
    const children: XmlNode[] = []
    const attributes = attributesOf(tag.attributes as Record<string, string>)
    const element: XmlElement = { kind: 'element', name: tag.name, attributes, children }
    add(element)
    open.push({ element, children })
    root ??= element
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', (characters) => {
    // White space outside the root element carries nothing.
    if (open.length > 0) add({ kind: 'text', text: characters })
  })
  parser.on('cdata', (characters) => add({ kind: 'cdata', text: characters }))
  parser.on('comment', (characters) => add({ kind: 'comment', text: characters }))
  parser.on('processinginstruction', (instruction) =>
    add({ kind: 'instruction', target: instruction.target, body: instruction.body }),
  )

  parser.write(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).close()
  return { declaration, children: top, root: root ?? fail('no-root-element', 'the document has no root element') }
}

// Most elements of an answer have none, and a large answer has a million elements.
const NO_ATTRIBUTES: readonly XmlAttribute[] = []

function attributesOf(found: Readonly<Record<string, string>>): readonly XmlAttribute[] {
  const names = Object.keys(found)
  return names.length === 0 ? NO_ATTRIBUTES : names.map((name) => ({ name, value: found[name] ?? '' }))
}

// What saxes says, by what it is about; the first that fits counts.
const FAULTS: readonly (readonly [RegExp, SyntaxFault])[] = [
  [/unclosed tag/, 'tag-not-closed'],
  [/closing tag|close tag/, 'tag-not-opened'],
  [/entity/, 'unknown-entity'],
  [/must contain a root/, 'no-root-element'],
  [/outside of root|only one root|before root/, 'text-outside-root'],
  [/unexpected end/, 'text-ends-early'],
  [/XML declaration|name\/value|version number|standalone|expected/, 'wrong-declaration'],
  [/attribute|quoted|value required|whitespace required/, 'wrong-attribute'],
  [/disallowed character/, 'wrong-character'],
]

function faultOf(reason: string): SyntaxFault {
  return FAULTS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'wrong-syntax'
}
