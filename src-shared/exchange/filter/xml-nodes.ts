import { NO_ROW, type XmlRows } from '../document/rows'
import { FilterError } from './filter-error'
import type { Budget } from './filter-result'

const ELEMENT = 1
const ATTRIBUTE = 2
const TEXT = 3
const INSTRUCTION = 7
const COMMENT = 8
const DOCUMENT = 9

const NODE_TYPES = { element: ELEMENT, text: TEXT, cdata: TEXT, instruction: INSTRUCTION, comment: COMMENT } as const

/** A row, an attribute, the text inside a one-row element, or the document itself, as the XPath library wants to see it. */
export class XmlNode {
  /** The text of a one-row element, made when it is asked for. */
  text: XmlNode | null = null
  attributes: readonly XmlNode[] | null = null

  constructor(
    private readonly nodes: XmlNodes,
    readonly nodeType: number,
    /** The node's row, or the row an attribute or text belongs to; `NO_ROW` of the document. */
    readonly row: number,
    readonly nodeName: string,
    /** Value of an attribute. */
    readonly value: string,
  ) {}

  get localName(): string {
    return localNameOf(this.nodeName)
  }

  get prefix(): string | null {
    const colon = this.nodeName.indexOf(':')
    return this.nodes.isNamespaceExact && colon !== -1 ? this.nodeName.slice(0, colon) : null
  }

  get namespaceURI(): string | null {
    return this.nodes.namespaceOf(this)
  }

  get target(): string {
    return this.nodeName
  }

  get isAttribute(): boolean {
    return this.nodeType === ATTRIBUTE
  }

  get isText(): boolean {
    return this.nodeType === TEXT
  }
}

/** A name without its prefix. */
export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/**
 * More nodes than this are not made: with what the library keeps of each they would take gigabytes.
 * Paths that `plain-path` reads need none.
 */
export const MAX_NODES = 1_000_000

/**
 * Rows as a tree for the XPath library, for one evaluation. A node is made when it is asked for and stays the same
 * one until the evaluation ends, since the library tells nodes apart by identity.
 * (Weak references would not free any earlier: the engine keeps their targets to the end of the running task.)
 */
export class XmlNodes {
  readonly document: XmlNode
  private readonly made = new Map<number, XmlNode>()

  constructor(
    private readonly rows: XmlRows,
    /** False: every name is in no namespace and its prefix does not count. */
    readonly isNamespaceExact: boolean,
    private readonly budget: Budget,
  ) {
    this.document = new XmlNode(this, DOCUMENT, NO_ROW, '#document', '')
  }

  getAllAttributes(node: XmlNode): XmlNode[] {
    return [...this.attributesOf(node)]
  }

  getAttribute(node: XmlNode, name: string): string | null {
    return this.attributesOf(node).find((attribute) => attribute.nodeName === name)?.value ?? null
  }

  getData(node: XmlNode): string {
    return node.isAttribute ? node.value : this.rows.textOf(node.row)
  }

  getChildNodes(node: XmlNode): XmlNode[] {
    const children: XmlNode[] = []
    for (let child = this.getFirstChild(node); child !== null; child = this.getNextSibling(child)) children.push(child)
    return children
  }

  getFirstChild(node: XmlNode): XmlNode | null {
    if (node.nodeType === DOCUMENT) return this.rows.count === 0 ? null : this.nodeAt(0)
    if (node.nodeType !== ELEMENT) return null
    return this.hasRows(node.row) ? this.nodeAt(node.row + 1) : this.textIn(node)
  }

  getLastChild(node: XmlNode): XmlNode | null {
    if (node.nodeType === DOCUMENT) return this.rows.count === 0 ? null : this.childAbove(this.rows.count - 1, NO_ROW)
    if (node.nodeType !== ELEMENT) return null
    return this.hasRows(node.row) ? this.childAbove(this.rows.nextOf(node.row) - 1, node.row) : this.textIn(node)
  }

  getNextSibling(node: XmlNode): XmlNode | null {
    if (this.standsAlone(node)) return null
    const parent = this.rows.parentOf(node.row)
    const next = this.rows.nextOf(node.row)
    return next < (parent === NO_ROW ? this.rows.count : this.rows.nextOf(parent)) ? this.nodeAt(next) : null
  }

  getPreviousSibling(node: XmlNode): XmlNode | null {
    if (this.standsAlone(node)) return null
    const parent = this.rows.parentOf(node.row)
    const before = node.row - 1
    return before === parent || before < 0 ? null : this.childAbove(before, parent)
  }

  getParentNode(node: XmlNode): XmlNode | null {
    if (node.nodeType === DOCUMENT) return null
    if (node.isAttribute || this.isTextIn(node)) return this.nodeAt(node.row)
    const parent = this.rows.parentOf(node.row)
    return parent === NO_ROW ? this.document : this.nodeAt(parent)
  }

  /** Namespace of an element or attribute; null without one, and always when names are read without namespaces. */
  namespaceOf(node: XmlNode): string | null {
    if (!this.isNamespaceExact || (node.nodeType !== ELEMENT && !node.isAttribute)) return null
    const { prefix } = node
    // A default namespace is none of attributes (Namespaces in XML, section 6.2).
    return prefix === null && node.isAttribute ? null : this.resolve(prefix ?? '', node.row)
  }

  /** What a prefix is bound to at a row; the empty prefix is the default namespace. */
  resolve(prefix: string, from: number): string | null {
    if (prefix === 'xml') return 'http://www.w3.org/XML/1998/namespace'
    const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
    for (let row = from; row !== NO_ROW; row = this.rows.parentOf(row)) {
      const found = this.rows.attributesOf(row).find(({ name }) => name === declaration)
      if (found !== undefined) return found.value === '' ? null : found.value
    }
    return null
  }

  private nodeAt(row: number): XmlNode {
    this.budget.spend(1)
    const known = this.made.get(row)
    if (known !== undefined) return known
    if (this.made.size >= MAX_NODES) throw new FilterError('filter-too-long', null)
    const kind = this.rows.kindOf(row)
    const node = new XmlNode(this, NODE_TYPES[kind], row, this.rows.nameOf(row), '')
    this.made.set(row, node)
    return node
  }

  private attributesOf(node: XmlNode): readonly XmlNode[] {
    if (node.nodeType !== ELEMENT) return []
    this.budget.spend(1)
    node.attributes ??= this.rows
      .attributesOf(node.row)
      .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(({ name, value }) => new XmlNode(this, ATTRIBUTE, node.row, name, value))
    return node.attributes
  }

  private textIn(element: XmlNode): XmlNode | null {
    if (element.text === null && this.rows.textOf(element.row) !== '') element.text = new XmlNode(this, TEXT, element.row, '', '')
    return element.text
  }

  private hasRows(row: number): boolean {
    return this.rows.nextOf(row) > row + 1
  }

  private isTextIn(node: XmlNode): boolean {
    return node.isText && this.rows.kindOf(node.row) === 'element'
  }

  private standsAlone(node: XmlNode): boolean {
    return node.nodeType === DOCUMENT || node.isAttribute || this.isTextIn(node)
  }

  /** The child of `parent` that a row is or stands in. */
  private childAbove(inner: number, parent: number): XmlNode {
    let row = inner
    for (let above = this.rows.parentOf(row); above !== parent; above = this.rows.parentOf(row)) row = above
    return this.nodeAt(row)
  }
}
