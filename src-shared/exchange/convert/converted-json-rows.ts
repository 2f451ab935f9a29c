import { elementText } from '../document/members'
import { JSON_KINDS, type JsonKind, type JsonRows, type XmlAttribute, type XmlRows } from '../document/rows'
import type { RowTables } from './row-tables'

/** Where a row's name comes from; its shape is this and its kind's number. */
export const NAMELESS = 0
export const OF_ELEMENT = 8
export const OF_ATTRIBUTE = 16
export const OF_TEXT = 24
const KIND = 7
const ROLE = 24

export const OBJECT = JSON_KINDS.indexOf('object')
export const ARRAY = JSON_KINDS.indexOf('array')
export const STRING = JSON_KINDS.indexOf('string')
export const NUMBER = JSON_KINDS.indexOf('number')
export const BOOLEAN = JSON_KINDS.indexOf('boolean')

/** JSON made from XML: the tables say what is what, names and texts are read from the XML when they are asked for. */
export class ConvertedJsonRows implements JsonRows {
  /** The attributes of the element that was asked for last: whoever goes through an object asks for all of them, one after another. */
  private latest: { readonly element: number; readonly attributes: readonly XmlAttribute[] } | null = null

  constructor(
    private readonly tables: RowTables,
    private readonly source: XmlRows,
  ) {}

  get count(): number {
    return this.tables.count
  }

  parentOf(row: number): number {
    return this.tables.parents[row]!
  }

  nextOf(row: number): number {
    return this.tables.nexts[row]!
  }

  originOf(row: number): number {
    return this.source.originOf(this.tables.origins[row]!)
  }

  kindOf(row: number): JsonKind {
    return JSON_KINDS[this.tables.shapes[row]! & KIND]!
  }

  nameLiteralOf(row: number): string | null {
    const name = this.nameOf(row)
    return name === null ? null : JSON.stringify(name)
  }

  nameOf(row: number): string | null {
    switch (this.tables.shapes[row]! & ROLE) {
      case OF_ELEMENT:
        return this.source.nameOf(this.tables.origins[row]!)
      case OF_ATTRIBUTE:
        return `@${this.attributeOf(row)?.name ?? ''}`
      case OF_TEXT:
        return '#text'
      default:
        return null
    }
  }

  literalOf(row: number): string {
    switch (this.kindOf(row)) {
      case 'object':
        return '{}'
      case 'array':
        return '[]'
      case 'string':
        return JSON.stringify(this.textOf(row))
      default:
        return this.textOf(row)
    }
  }

  textOf(row: number): string {
    const shape = this.tables.shapes[row]!
    const kind = shape & KIND
    if (kind === OBJECT || kind === ARRAY) return ''
    if ((shape & ROLE) === OF_ATTRIBUTE) return this.attributeOf(row)?.value ?? ''
    return elementText(this.source, this.tables.origins[row]!)
  }

  private attributeOf(row: number): XmlAttribute | undefined {
    // Attributes are the first members of their object, in order.
    const element = this.tables.origins[row]!
    if (this.latest?.element !== element) this.latest = { element, attributes: this.source.attributesOf(element) }
    return this.latest.attributes[row - this.tables.parents[row]! - 1]
  }
}
