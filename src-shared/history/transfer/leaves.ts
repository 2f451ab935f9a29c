import { readDocument } from '../../exchange/document/read-document'
import { NO_ROW } from '../../exchange/document/rows'
import type { ScannedJsonRows } from '../../exchange/json/rows'
import { decode, findTagEnd } from '../../exchange/xml/text'
import { escapeXmlAttribute, escapeXmlText } from '../../exchange/xml/print'
import type { XmlByteRows } from '../../exchange/xml/rows'
import { isPersonal } from '../../knowledge/masking'
import { decodeForm, encodeForm } from '../../protocol/wire'

/**
 * Asked for every value of a document: its name, which is that of a personal field around it where there is one, and its text.
 * What it answers takes the value's place; the same text leaves the value as it was written.
 */
export type ReplaceLeaf = (name: string, text: string) => string

/** A place in bytes that gets other characters. */
interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A form with values replaced where they stand; everything else, names and order too, stays as it was written. */
export function replaceInForm(form: string, replace: ReplaceLeaf): string {
  return form
    .split('&')
    .map((pair) => {
      const [{ name, value } = { name: '', value: '' }] = decodeForm(pair)
      const replaced = replace(name, value)
      return replaced === value ? pair : encodeForm([{ name, value: replaced }])
    })
    .join('&')
}

/**
 * A JSON or XML document with values replaced where they stand, nothing is printed anew: digits, order and layout stay.
 * A text that is neither comes back as it is; null for one that begins like a document and is none.
 */
export function replaceInDocument(text: string, name: string, replace: ReplaceLeaf): string | null {
  const bytes = new TextEncoder().encode(text)
  const document = readDocument(bytes)
  if (document.kind === 'none') return document.reason === 'not-well-formed' ? null : text
  const splices = [...(document.format === 'json' ? splicesOfJson(document.rows, name, replace) : splicesOfXml(document.rows, name, replace))]
  return splices.length === 0 ? text : spliced(bytes, splices)
}

function* splicesOfJson(rows: ScannedJsonRows, ownName: string, replace: ReplaceLeaf): Generator<Splice> {
  const names = new Map<number, string>()
  for (let row = 0; row < rows.count; row += 1) {
    const parent = rows.parentOf(row)
    const around = parent === NO_ROW ? ownName : (names.get(parent) ?? '')
    // An item is of its list's name.
    const name = isPersonal(around) ? around : (rows.nameOf(row) ?? around)
    const kind = rows.kindOf(row)
    if (kind === 'object' || kind === 'array') {
      names.set(row, name)
      continue
    }
    // A word of the grammar says nothing of anybody.
    if (kind === 'boolean' || kind === 'null') continue
    const text = rows.textOf(row)
    const replaced = replace(name, text)
    if (replaced !== text) yield { from: rows.startOf(row), to: rows.endOf(row), text: JSON.stringify(replaced) }
  }
}

const ATTRIBUTE = /([^\s=<"'/]+)(\s*=\s*)("[^"]*"|'[^']*')/g

function* splicesOfXml(rows: XmlByteRows, ownName: string, replace: ReplaceLeaf): Generator<Splice> {
  const { bytes } = rows
  const names = new Map<number, string>()
  for (let row = 0; row < rows.count; row += 1) {
    const parent = rows.parentOf(row)
    const around = parent === NO_ROW ? ownName : (names.get(parent) ?? '')
    const isElement = rows.kindOf(row) === 'element'
    const name = isPersonal(around) || !isElement ? around : rows.nameOf(row)
    const from = rows.startOf(row)
    const to = rows.endOf(row)
    const text = rows.textOf(row)
    if (!isElement) {
      const replaced = replace(name, text)
      // Of a comment or an instruction nothing but its place stays.
      if (replaced !== text) yield { from, to, text: rows.kindOf(row) === 'text' || rows.kindOf(row) === 'cdata' ? escapeXmlText(replaced) : '' }
      continue
    }
    names.set(row, name)
    const contentFrom = findTagEnd(bytes, from) + 1
    // Each is asked for once: whoever replaces may count.
    const attributes = rows.attributesOf(row).map((one) => ({ value: one.value, replaced: replace(one.name, one.value) }))
    if (attributes.some(({ value, replaced }) => replaced !== value)) {
      let index = 0
      yield {
        from,
        to: contentFrom,
        text: decode(bytes, from, contentFrom).replace(ATTRIBUTE, (written: string, attribute: string, equals: string) => {
          const known = attributes[index++]
          return known === undefined || known.replaced === known.value ? written : `${attribute}${equals}"${escapeXmlAttribute(known.replaced)}"`
        }),
      }
    }
    if (rows.nextOf(row) !== row + 1 || contentFrom === to) continue
    const replaced = replace(name, text)
    if (replaced !== text) yield { from: contentFrom, to: bytes.lastIndexOf(0x3c, to - 1), text: escapeXmlText(replaced) }
  }
}

function spliced(bytes: Uint8Array, splices: readonly Splice[]): string {
  let text = ''
  let at = 0
  for (const splice of splices) {
    text += decode(bytes, at, splice.from) + splice.text
    at = splice.to
  }
  return text + decode(bytes, at, bytes.length)
}
