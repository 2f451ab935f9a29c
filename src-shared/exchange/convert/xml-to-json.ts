import type { Field, LeafField, ListField, ObjectField } from '../../descriptor/types'
import { ERROR_ROOT } from '../../protocol/envelope'
import { elementText } from '../document/members'
import { NO_ROW, type JsonRows, type XmlRows } from '../document/rows'
import { isJsonNumber } from '../json/tree'
import { ARRAY, BOOLEAN, ConvertedJsonRows, NAMELESS, NUMBER, OBJECT, OF_ATTRIBUTE, OF_ELEMENT, OF_TEXT, STRING } from './converted-json-rows'
import { ElementGroups } from './element-groups'
import { NoteCollector, type NoteList } from './notes'
import { RowTables } from './row-tables'

/** JSON rows made from XML, with what could not be carried over as it stood. */
export interface JsonConversion {
  readonly rows: JsonRows
  readonly notes: NoteList
}

/** Fields of a root element; null for a root the operation does not know. */
export type FieldsOfRoot = (rootName: string) => readonly Field[] | null

/**
 * Writes XML the way the platform writes its JSON (PROTOCOL 4): the root becomes the only member, types and lists come
 * from the fields, other repeated elements become arrays; attributes are `@name`, text beside elements is `#text`.
 * Simplified, a known root other than `error_response` is left out and lists are plain arrays.
 */
export function convertXmlToJson(source: XmlRows, fieldsOf: FieldsOfRoot, simplified = false): JsonConversion {
  const conversion = new XmlToJson(source, simplified)
  conversion.convert(fieldsOf)
  return { rows: new ConvertedJsonRows(conversion.tables, source), notes: conversion.notes }
}

class XmlToJson {
  readonly tables: RowTables
  readonly notes = new NoteCollector()
  private readonly groups: ElementGroups

  constructor(
    private readonly source: XmlRows,
    private readonly simplified: boolean,
  ) {
    this.tables = new RowTables(source.count)
    this.groups = new ElementGroups(source, (row) => this.notes.add('order-changed', () => this.pathOf(row)))
  }

  convert(fieldsOf: FieldsOfRoot): void {
    const { source, tables } = this
    const { rootRow } = source
    for (let row = 0; row < source.count; row = source.nextOf(row)) this.noteLeftOut(row, NO_ROW)
    const rootName = source.nameOf(rootRow)
    const fields = fieldsOf(rootName)
    if (this.simplified && fields !== null && rootName !== ERROR_ROOT) {
      this.addObject(rootRow, NAMELESS, NO_ROW, fields)
      return
    }
    const top = tables.add(OBJECT | NAMELESS, rootRow, NO_ROW)
    this.addObject(rootRow, OF_ELEMENT, top, fields)
    tables.close(top)
  }

  private addElement(element: number, role: number, parent: number, field: Field | null): void {
    if (field?.kind === 'object') this.addObject(element, role, parent, field.fields)
    else if (field?.kind === 'list') this.addList(element, role, parent, field)
    else if (this.isLeaf(element)) this.addLeaf(element, role, parent, field)
    else {
      if (field !== null) this.note('type-differs', element)
      this.addObject(element, role, parent, null)
    }
  }

  private addLeaf(element: number, role: number, parent: number, field: LeafField | null): void {
    const { source } = this
    const end = source.nextOf(element)
    for (let child = element + 1; child < end; child = source.nextOf(child)) this.noteLeftOut(child, element)
    this.tables.add(this.kindOfLeaf(element, field) | role, element, parent)
  }

  private kindOfLeaf(element: number, field: LeafField | null): number {
    if (field === null || field.kind === 'string') return STRING
    const text = elementText(this.source, element)
    if (field.kind === 'integer' && isJsonNumber(text)) return NUMBER
    if (field.kind === 'boolean' && (text === 'true' || text === 'false')) return BOOLEAN
    this.note('type-differs', element)
    return STRING
  }

  private addList(element: number, role: number, parent: number, field: ListField): void {
    if (!this.simplified) return this.addObject(element, role, parent, [field.item], field.item)
    if (!this.isPlainList(element, field.item.name)) {
      // A plain array has no place for anything but items.
      this.note('type-differs', element)
      return this.addObject(element, role, parent, [field.item], field.item)
    }
    const { source, tables } = this
    const array = tables.add(ARRAY | role, element, parent)
    const end = source.nextOf(element)
    for (let child = element + 1; child < end; child = source.nextOf(child)) {
      if (source.kindOf(child) === 'element') this.addElement(child, NAMELESS, array, field.item)
      else this.noteLeftOut(child, element)
    }
    tables.close(array)
  }

  /**
   * `fields` is null inside something the descriptor does not know; its members are not reported one by one.
   * `item` is what the elements of a list are: always an array, even of one.
   */
  private addObject(
    element: number,
    role: number,
    parent: number,
    fields: readonly Field[] | null,
    item: LeafField | ObjectField | null = null,
  ): void {
    const { source, tables } = this
    const object = tables.add(OBJECT | role, element, parent)
    for (const { name } of source.attributesOf(element)) {
      tables.add(STRING | OF_ATTRIBUTE, element, object)
      if (fields !== null) this.notes.add('not-in-descriptor', () => `${this.pathOf(element)}.@${name}`)
    }
    const end = source.nextOf(element)
    if (end > element + 1) {
      this.addGroups(element, object, fields, item)
      for (let child = element + 1; child < end; child = source.nextOf(child)) this.noteLeftOut(child, element)
    }
    if (this.hasText(element)) {
      tables.add(STRING | OF_TEXT, element, object)
      if (fields !== null) this.notes.add('not-in-descriptor', () => `${this.pathOf(element)}.#text`)
    }
    tables.close(object)
  }

  private addGroups(element: number, object: number, fields: readonly Field[] | null, item: LeafField | ObjectField | null): void {
    const { groups, tables } = this
    const { from, to } = groups.open(element)
    for (let group = from; group < to; group += 1) {
      const first = groups.firstOf(group)
      const name = groups.nameOf(group)
      const field = fields?.find((candidate) => candidate.name === name) ?? null
      if (fields !== null && field === null) this.note('not-in-descriptor', first)
      const isListed = item !== null && field === item
      const isRepeated = groups.isRepeated(group)
      if (isRepeated && field !== null && !isListed) this.note('type-differs', first)
      if (!isRepeated && !isListed) {
        this.addElement(first, OF_ELEMENT, object, field)
        continue
      }
      const array = tables.add(ARRAY | OF_ELEMENT, first, object)
      for (let child = first; child !== NO_ROW; child = groups.nextInGroup(child, group)) this.addElement(child, NAMELESS, array, field)
      tables.close(array)
    }
    groups.close(from)
  }

  private isLeaf(element: number): boolean {
    const { source } = this
    const end = source.nextOf(element)
    for (let child = element + 1; child < end; child = source.nextOf(child)) {
      if (source.kindOf(child) === 'element') return false
    }
    return source.attributesOf(element).length === 0
  }

  private isPlainList(element: number, itemName: string): boolean {
    const { source } = this
    if (source.attributesOf(element).length > 0 || this.hasText(element)) return false
    const end = source.nextOf(element)
    for (let child = element + 1; child < end; child = source.nextOf(child)) {
      if (source.kindOf(child) === 'element' && source.nameOf(child) !== itemName) return false
    }
    return true
  }

  /** Whether characters other than white space stand directly inside an element. */
  private hasText(element: number): boolean {
    const { source } = this
    if (source.nextOf(element) > element + 1 && !source.isMixed(element)) return false
    return /[^ \t\r\n]/.test(elementText(source, element))
  }

  private noteLeftOut(row: number, element: number): void {
    const kind = this.source.kindOf(row)
    if (kind === 'comment') this.note('comment-left-out', element)
    if (kind === 'instruction') this.note('instruction-left-out', element)
  }

  private note(code: Parameters<NoteCollector['add']>[0], element: number): void {
    this.notes.add(code, () => this.pathOf(element))
  }

  private pathOf(element: number): string {
    const names: string[] = []
    for (let row = element; row !== NO_ROW; row = this.source.parentOf(row)) names.unshift(this.source.nameOf(row))
    return names.join('.')
  }
}
