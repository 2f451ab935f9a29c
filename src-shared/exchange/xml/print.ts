import type { XmlDocument, XmlElement, XmlNode } from './tree'

/** The document indented by two spaces; elements with text of their own stay on one line, so no white space is invented inside them. */
export function printXml(document: XmlDocument): string {
  const lines: string[] = []
  if (document.declaration !== null) lines.push(`<?xml ${document.declaration}?>`)
  for (const child of document.children) printNode(child, '', lines)
  return lines.join('\n')
}

/** One element, indented like `printXml` does. */
export function printXmlElement(element: XmlElement): string {
  const lines: string[] = []
  printNode(element, '', lines)
  return lines.join('\n')
}

function printNode(node: XmlNode, indent: string, lines: string[]): void {
  if (node.kind !== 'element' || !isLayout(node)) {
    lines.push(indent + inline(node))
    return
  }
  lines.push(`${indent}${openTag(node)}`)
  for (const child of node.children) {
    if (child.kind !== 'text') printNode(child, `${indent}  `, lines)
  }
  lines.push(`${indent}</${node.name}>`)
}

/** Whether the element holds only markup and white space between it, so that breaking lines changes nothing that counts. */
function isLayout(element: XmlElement): boolean {
  const hasMarkup = element.children.some((child) => child.kind !== 'text' && child.kind !== 'cdata')
  const hasText = element.children.some(
    (child) => child.kind === 'cdata' || (child.kind === 'text' && /[^ \t\r\n]/.test(child.text)),
  )
  return hasMarkup && !hasText
}

function inline(node: XmlNode): string {
  switch (node.kind) {
    case 'element':
      return node.children.length === 0
        ? `${openTag(node).slice(0, -1)}/>`
        : `${openTag(node)}${node.children.map(inline).join('')}</${node.name}>`
    case 'text':
      return escapeXmlText(node.text)
    case 'cdata':
      // The end mark inside would end the section early; two sections hold the same text.
      return `<![CDATA[${node.text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
    case 'comment':
      return `<!--${node.text}-->`
    case 'instruction':
      return `<?${node.target}${node.body === '' ? '' : ` ${node.body}`}?>`
  }
}

function openTag(element: XmlElement): string {
  return `<${element.name}${element.attributes.map(({ name, value }) => ` ${name}="${escapeXmlAttribute(value)}"`).join('')}>`
}

/** Character data with markup escaped; a carriage return is written as a reference, since a parser would turn it into a line feed. */
export function escapeXmlText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character)
}

/** An attribute value between double quotes; white space that a parser would turn into blanks is written as references. */
export function escapeXmlAttribute(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character)
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  ...TEXT_ESCAPES,
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
}
