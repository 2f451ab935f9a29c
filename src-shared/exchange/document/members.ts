import { ScannedJsonRows } from '../json/rows'
import { NO_ROW, type JsonRows, type XmlRows } from './rows'

/** What an answer's outcome asks of a document, the same of both formats. A place is a row or the document's top. */
export interface Members {
  readonly top: number
  isObject(place: number): boolean
  /** Every member of that name, in order. */
  membersNamed(place: number, name: string): readonly number[]
  /** Characters, digits, `true` or `false` of a leaf; null for anything else. */
  leafTextOf(place: number): string | null
}

/** The last member of that name, as JSON.parse would choose; `NO_ROW` where there is none. */
export function memberOf(document: Members, place: number, name: string): number {
  return document.membersNamed(place, name).at(-1) ?? NO_ROW
}

/** Members of JSON rows. */
export function membersOfJson(rows: JsonRows): Members {
  return {
    top: 0,
    isObject: (row) => row !== NO_ROW && rows.kindOf(row) === 'object',
    membersNamed: (row, name) => {
      if (row === NO_ROW || rows.kindOf(row) !== 'object') return []
      if (rows instanceof ScannedJsonRows) return rows.membersNamed(row, name)
      const found: number[] = []
      for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
        if (rows.nameOf(child) === name) found.push(child)
      }
      return found
    },
    leafTextOf: (row) => {
      if (row === NO_ROW) return null
      const kind = rows.kindOf(row)
      return kind === 'object' || kind === 'array' || kind === 'null' ? null : rows.textOf(row)
    },
  }
}

// No row has this number: an XML document's top is an object whose only member is the root element.
const XML_TOP = NO_ROW - 1

/** Members of XML rows: child elements, the root element at the top. */
export function membersOfXml(rows: XmlRows): Members {
  return {
    top: XML_TOP,
    isObject: (row) => row === XML_TOP || row === rows.rootRow || (row !== NO_ROW && hasElements(rows, row)),
    membersNamed: (row, name) => {
      if (row === XML_TOP) return rows.nameOf(rows.rootRow) === name ? [rows.rootRow] : []
      const found: number[] = []
      if (row === NO_ROW) return found
      for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
        if (rows.kindOf(child) === 'element' && rows.nameOf(child) === name) found.push(child)
      }
      return found
    },
    leafTextOf: (row) => (row === XML_TOP || row === NO_ROW || hasElements(rows, row) ? null : elementText(rows, row)),
  }
}

/** The characters directly inside an element, in one or several rows. */
export function elementText(rows: XmlRows, row: number): string {
  const next = rows.nextOf(row)
  if (next === row + 1) return rows.textOf(row)
  let text = ''
  for (let child = row + 1; child < next; child = rows.nextOf(child)) {
    const kind = rows.kindOf(child)
    if (kind === 'text' || kind === 'cdata') text += rows.textOf(child)
  }
  return text
}

/** Whether an element stands directly inside a row. */
export function hasElements(rows: XmlRows, row: number): boolean {
  const next = rows.nextOf(row)
  let child = row + 1
  while (child < next && rows.kindOf(child) !== 'element') child = rows.nextOf(child)
  return child < next
}
