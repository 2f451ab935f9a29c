import type { Field, LeafField, ListField } from '../../descriptor/types'
import { NO_ROW, type JsonKind, type JsonRows, type XmlRows } from '../document/rows'
import { ScannedJsonRows } from '../json/rows'
import { findUnrepresentable } from '../xml/writable'
import {
  ConvertedXmlRows,
  GIVEN_NAME,
  MEMBER,
  MIXED,
  NAME_OF_ARRAY,
  NAME_SHIFT,
  OF_SEVERAL_LINES,
  OWN_NAME,
  TEXT,
  WITH_ATTRIBUTES,
  attributeNameOf,
  isTextMember,
} from './converted-xml-rows'
import { MemberNames } from './member-names'
import { NotConvertibleError, NoteCollector, type ConversionNoteCode, type NoteList } from './notes'
import { RowTables } from './row-tables'

/** XML rows made from JSON, with what could not be carried over as it stood. */
export interface XmlConversion {
  readonly rows: XmlRows
  readonly notes: NoteList
}

/** What becomes the root element, and what is known of it. */
export interface XmlRoot {
  readonly name: string
  /** Fields of the object; null when the operation does not know it. */
  readonly fields: readonly Field[] | null
  /** Whether lists are plain arrays, as in simplified answers and in requests. */
  readonly simplified: boolean
  /** Whether the name was added because the JSON has none. */
  readonly isAdded: boolean
}

/**
 * Writes the members of the object at a row as an element the way the platform writes its XML (PROTOCOL 4): an array
 * becomes repeated elements of its member's name, a list of the descriptor one element with its items inside,
 * `@name` an attribute, `#text` character data.
 * @throws NotConvertibleError when a text holds a character that XML 1.0 cannot write.
 */
export function convertJsonToXml(source: JsonRows, object: number, root: XmlRoot): XmlConversion {
  const conversion = new JsonToXml(source, object, root.simplified)
  if (root.isAdded) conversion.notes.add('root-added', () => '')
  conversion.addObject(object, conversion.givenName(root.name), NO_ROW, root.fields)
  return { rows: new ConvertedXmlRows(conversion.tables, source, conversion.givenNames), notes: conversion.notes }
}

const JSON_KIND_OF: Readonly<Record<LeafField['kind'], JsonKind>> = { string: 'string', integer: 'number', boolean: 'boolean' }

class JsonToXml {
  readonly tables: RowTables
  readonly notes = new NoteCollector()
  readonly givenNames: string[] = []
  private readonly names = new MemberNames()

  constructor(
    private readonly source: JsonRows,
    private readonly top: number,
    private readonly simplified: boolean,
  ) {
    this.tables = new RowTables(source.nextOf(top) - top)
  }

  /** The shape of an element with that name. */
  givenName(name: string): number {
    const known = this.givenNames.indexOf(name)
    const place = known === -1 ? this.givenNames.push(name) - 1 : known
    return (GIVEN_NAME + place) << NAME_SHIFT
  }

  /**
   * `fields` is null inside something the descriptor does not know; its members are not reported one by one.
   * `item` is what the array of a list in its wrapper holds.
   */
  addObject(object: number, shape: number, parent: number, fields: readonly Field[] | null, item: ListField['item'] | null = null): void {
    const { source, tables, names } = this
    const element = tables.add(shape, object, parent)
    const end = source.nextOf(object)
    const from = names.open()
    let textCount = 0
    let elementCount = 0
    for (let member = object + 1; member < end; member = source.nextOf(member)) {
      const name = source.nameOf(member) ?? ''
      const isRepeated = names.isRepeated(name, from)
      if (isRepeated) this.note('duplicate-member', member)
      if (name.startsWith('@') && !isRepeated && attributeNameOf(source, member) !== null) {
        this.checkText(member)
        tables.shapes[element]! |= WITH_ATTRIBUTES
        if (fields !== null) this.note('not-in-descriptor', member)
      } else if (name === '#text' && isTextMember(source, member)) {
        const isLong = this.checkText(member)
        if (isLong) tables.shapes[element]! |= OF_SEVERAL_LINES
        if (fields !== null) this.note('not-in-descriptor', member)
        if (source.textOf(member) === '') continue
        tables.add(TEXT | (isLong ? OF_SEVERAL_LINES : 0), member, element)
        textCount += 1
      } else {
        const before = tables.count
        this.addMember(member, name, element, fields, item)
        if (tables.count > before) elementCount += 1
      }
    }
    names.close(from)
    if (elementCount === 0) tables.count = element + 1
    else if (textCount > 0) tables.shapes[element]! |= MIXED
    tables.close(element)
  }

  private addMember(member: number, name: string, parent: number, fields: readonly Field[] | null, item: ListField['item'] | null): void {
    const { source } = this
    const field = fields?.find((candidate) => candidate.name === name) ?? null
    if (fields !== null && field === null) this.note('not-in-descriptor', member)
    const isXml = this.names.isXmlName(name)
    if (!isXml) {
      this.note('name-not-xml', member)
      this.checkCharacters(name, member)
    }
    const flags = isXml ? 0 : MEMBER
    if (field?.kind === 'list') return this.addList(member, flags, parent, field)
    const isArray = source.kindOf(member) === 'array'
    // A list is an array even of one item, and nothing else of the descriptor is one.
    if (field !== null && isArray !== (field === item)) this.note('type-differs', member)
    if (!isArray) return this.addValue(member, flags | (OWN_NAME << NAME_SHIFT), parent, field)
    this.addItems(member, flags | (NAME_OF_ARRAY << NAME_SHIFT), parent, field)
  }

  private addItems(array: number, shape: number, parent: number, field: Field | null): void {
    const { source } = this
    const end = source.nextOf(array)
    if (end === array + 1) this.note('empty-list-left-out', array)
    for (let item = array + 1; item < end; item = source.nextOf(item)) this.addValue(item, shape, parent, field)
  }

  private addValue(row: number, shape: number, parent: number, field: Field | null): void {
    const { source, tables } = this
    const kind = source.kindOf(row)
    if (kind === 'null') this.note('null-as-empty', row)
    else if (field !== null && kind !== (field.kind === 'object' || field.kind === 'list' ? 'object' : JSON_KIND_OF[field.kind])) {
      this.note('type-differs', row)
    }
    if (kind === 'object') {
      if (field === null && source.nextOf(row) === row + 1) this.note('empty-object-as-empty', row)
      this.addObject(row, shape, parent, field?.kind === 'object' ? field.fields : null)
    } else if (kind === 'array') {
      // A list inside a list has no form on the platform; `item` keeps it readable and the note says so.
      this.note('nested-list', row)
      const element = tables.add(shape, row, parent)
      const itemShape = this.givenName('item')
      for (let item = row + 1; item < source.nextOf(row); item = source.nextOf(item)) this.addValue(item, itemShape, element, null)
      tables.close(element)
    } else tables.add(shape | (kind !== 'null' && this.checkText(row) ? OF_SEVERAL_LINES : 0), row, parent)
  }

  private addList(member: number, flags: number, parent: number, field: ListField): void {
    const { source, tables } = this
    const kind = source.kindOf(member)
    const shape = flags | (OWN_NAME << NAME_SHIFT)
    if (kind === 'array') {
      if (!this.simplified) this.note('type-differs', member)
      const element = tables.add(shape, member, parent)
      const itemShape = this.givenName(field.item.name)
      for (let item = member + 1; item < source.nextOf(member); item = source.nextOf(item)) this.addValue(item, itemShape, element, field.item)
      tables.close(element)
      return
    }
    if (kind !== 'object') return this.addValue(member, shape, parent, field)
    if (this.simplified) this.note('type-differs', member)
    this.addObject(member, shape, parent, [field.item], field.item)
  }

  /** Whether the leaf's text has line breaks. @throws NotConvertibleError */
  private checkText(row: number): boolean {
    const { source } = this
    if (source instanceof ScannedJsonRows && source.isPlain(row)) return false
    const text = source.textOf(row)
    this.checkCharacters(text, row)
    return text.includes('\n')
  }

  private checkCharacters(text: string, row: number): void {
    const character = findUnrepresentable(text)
    if (character === null) return
    throw new NotConvertibleError(this.pathOf(row), `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
  }

  private note(code: ConversionNoteCode, row: number): void {
    this.notes.add(code, () => this.pathOf(row))
  }

  private pathOf(row: number): string {
    const names: string[] = []
    for (let at = row; at !== this.top && at !== NO_ROW; at = this.source.parentOf(at)) {
      const name = this.source.nameOf(at)
      if (name !== null) names.unshift(name)
    }
    return names.join('.')
  }
}
