import type { JsonRows, XmlAttribute, XmlKind } from '../document/rows'
import { escapeXmlAttribute, escapeXmlText } from '../xml/print'
import type { MeasuredXmlRows } from '../xml/layout'
import { isXmlName } from '../xml/writable'
import type { RowTables } from './row-tables'

// A row's shape is these flags and, above them, where its name comes from.
/** A text row; anything else is an element. */
export const TEXT = 1
/** The origin has members that are attributes. */
export const WITH_ATTRIBUTES = 2
/** Text stands directly inside, beside elements. */
export const MIXED = 4
/** `<member name="…">`: the name is no XML name. */
export const MEMBER = 8
/** The text has line breaks. */
export const OF_SEVERAL_LINES = 16
export const NAME_SHIFT = 5
/** The element has its origin's own name. */
export const OWN_NAME = 0
/** The element is an item and has the name of the array it stands in. */
export const NAME_OF_ARRAY = 1
/** From here on a number of a given name. */
export const GIVEN_NAME = 2

/** XML made from JSON: the tables say what is what, names and texts are read from the JSON when they are asked for. */
export class ConvertedXmlRows implements MeasuredXmlRows {
  readonly declaration = null
  readonly rootRow = 0

  constructor(
    private readonly tables: RowTables,
    private readonly source: JsonRows,
    private readonly givenNames: readonly string[],
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

  kindOf(row: number): XmlKind {
    return this.has(row, TEXT) ? 'text' : 'element'
  }

  nameOf(row: number): string {
    if (this.has(row, TEXT)) return ''
    return this.has(row, MEMBER) ? 'member' : this.wireNameOf(row)
  }

  attributesOf(row: number): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = this.has(row, MEMBER) ? [{ name: 'name', value: this.wireNameOf(row) }] : []
    if (!this.has(row, WITH_ATTRIBUTES)) return attributes
    const { source } = this
    const origin = this.tables.origins[row]!
    const seen = new Set<string>()
    for (let member = origin + 1; member < source.nextOf(origin); member = source.nextOf(member)) {
      const memberName = source.nameOf(member) ?? ''
      // Only the first of a name is an attribute; the conversion made elements of the others.
      if (!memberName.startsWith('@') || seen.has(memberName)) continue
      seen.add(memberName)
      const name = attributeNameOf(source, member)
      if (name !== null) attributes.push({ name, value: source.textOf(member) })
    }
    return attributes
  }

  textOf(row: number): string {
    const { source, tables } = this
    if (tables.nexts[row] !== row + 1) return ''
    const origin = tables.origins[row]!
    const kind = source.kindOf(origin)
    if (kind !== 'object') return kind === 'null' ? '' : source.textOf(origin)
    let text = ''
    for (let member = origin + 1; member < source.nextOf(origin); member = source.nextOf(member)) {
      if (isTextMember(source, member)) text += source.textOf(member)
    }
    return text
  }

  isMixed(row: number): boolean {
    return this.has(row, MIXED)
  }

  openTagOf(row: number): string {
    if (this.has(row, TEXT)) return ''
    const attributes = this.attributesOf(row).map(({ name, value }) => ` ${name}="${escapeXmlAttribute(value)}"`)
    return `<${this.nameOf(row)}${attributes.join('')}${this.isEmpty(row) ? '/>' : '>'}`
  }

  closeTagOf(row: number): string {
    return this.has(row, TEXT) || this.isEmpty(row) ? '' : `</${this.nameOf(row)}>`
  }

  markupOf(row: number): string {
    if (this.has(row, TEXT)) return escapeXmlText(this.textOf(row))
    const end = this.nextOf(row)
    if (end === row + 1) return this.openTagOf(row) + escapeXmlText(this.textOf(row)) + this.closeTagOf(row)
    const parts = [this.openTagOf(row)]
    // From front to back with the open elements in hand: nesting must not cost call depth.
    const open: number[] = [row]
    for (let inner = row + 1; inner < end; inner += 1) {
      while (this.nextOf(open.at(-1)!) === inner) parts.push(this.closeTagOf(open.pop()!))
      if (this.nextOf(inner) === inner + 1) parts.push(this.markupOf(inner))
      else {
        parts.push(this.openTagOf(inner))
        open.push(inner)
      }
    }
    while (open.length > 0) parts.push(this.closeTagOf(open.pop()!))
    return parts.join('')
  }

  markupLineCountOf(row: number): number {
    const isPlainLeaf = this.nextOf(row) === row + 1 && !this.has(row, OF_SEVERAL_LINES | WITH_ATTRIBUTES | MEMBER)
    return isPlainLeaf ? 1 : this.markupOf(row).split('\n').length
  }

  private has(row: number, flags: number): boolean {
    return (this.tables.shapes[row]! & flags) !== 0
  }

  private isEmpty(row: number): boolean {
    return this.nextOf(row) === row + 1 && this.textOf(row) === ''
  }

  private wireNameOf(row: number): string {
    const origin = this.tables.origins[row]!
    const place = this.tables.shapes[row]! >>> NAME_SHIFT
    if (place >= GIVEN_NAME) return this.givenNames[place - GIVEN_NAME]!
    return this.source.nameOf(place === OWN_NAME ? origin : this.source.parentOf(origin)) ?? ''
  }
}

/** The attribute a member stands for: `@name` with a leaf; null when it stands for none. */
export function attributeNameOf(source: JsonRows, member: number): string | null {
  const name = source.nameOf(member)
  if (name === null || name.charCodeAt(0) !== 0x40 || !isLeafWithText(source, member)) return null
  const attributeName = name.slice(1)
  return isXmlName(attributeName) ? attributeName : null
}

/** Whether a member stands for character data: `#text` with a leaf. */
export function isTextMember(source: JsonRows, member: number): boolean {
  return source.nameOf(member) === '#text' && isLeafWithText(source, member)
}

function isLeafWithText(source: JsonRows, row: number): boolean {
  const kind = source.kindOf(row)
  return kind !== 'object' && kind !== 'array' && kind !== 'null'
}
