/** An XML document as it was written: order, comments, CDATA and mixed content are kept. */
export interface XmlDocument {
  /** The text between `<?xml` and `?>`, or null when the document has no declaration. */
  readonly declaration: string | null
  /** Comments, processing instructions and the root element, in order. */
  readonly children: readonly XmlNode[]
  readonly root: XmlElement
}

export type XmlNode = XmlElement | XmlText | XmlCdata | XmlComment | XmlInstruction

export interface XmlAttribute {
  readonly name: string
  readonly value: string
}

export interface XmlElement {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlNode[]
}

export interface XmlText {
  readonly kind: 'text'
  readonly text: string
}

export interface XmlCdata {
  readonly kind: 'cdata'
  readonly text: string
}

export interface XmlComment {
  readonly kind: 'comment'
  readonly text: string
}

export interface XmlInstruction {
  readonly kind: 'instruction'
  readonly target: string
  readonly body: string
}

/** An element without attributes. */
export function xmlElement(name: string, children: readonly XmlNode[]): XmlElement {
  return { kind: 'element', name, attributes: [], children }
}

/** The child elements, in order. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => child.kind === 'element')
}

/** The character data directly inside an element. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.text : '')).join('')
}

// Productions 4 and 4a of XML 1.0 without the colon, which namespaces claim.
const NAME_START =
  'A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}\\u{200d}\\u{2070}-\\u{218f}' +
  '\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
const NAME = new RegExp(`^[${NAME_START}][${NAME_START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}]*$`, 'u')

/** Whether the text can stand as an element name (XML 1.0, production 5, without colons). */
export function isXmlName(text: string): boolean {
  return NAME.test(text)
}

// eslint-disable-next-line no-control-regex -- the grammar of XML names exactly these control characters
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The first character of a text that XML 1.0 (production 2) cannot hold in any form, or null. */
export function findUnrepresentable(text: string): string | null {
  return NOT_XML.exec(text)?.[0] ?? null
}
