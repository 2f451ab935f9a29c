import type { Operation } from '../../descriptor/types'
import { jsonMember, jsonString, type JsonMember, type JsonNode, type JsonObject } from '../../exchange/json/tree'
import { NotWellFormedError } from '../../exchange/not-well-formed'
import { readXmlRows, type XmlByteRows } from '../../exchange/xml/rows'
import type { WrittenRequest } from '../hold-against'
import { readJsonRequest } from '../json/read-json'
import type { NoteBook } from '../note-book'

/** A request in XML, or where it breaks. */
export type XmlReading = { readonly ok: true; readonly written: WrittenRequest } | { readonly ok: false; readonly problem: 'not-xml' | 'no-parameters'; readonly detail: string }

/**
 * Reads the XML rendering of a request, a DTO or a part of one; prefixes of namespaces say nothing, several elements beside each
 * other are members of one object. Only leaves with digits where the operation has a number become numbers.
 */
export function readXmlRequest(text: string, operation: Operation, notes: NoteBook): XmlReading {
  const declaration = /^\s*<\?xml\b[^>]*\?>/.exec(text)?.[0] ?? ''
  try {
    // Elements beside each other, a copied piece of a rendering, are read as the inside of one.
    const rows = readXmlRows(new TextEncoder().encode(`<pasted>${text.slice(declaration.length)}</pasted>`))
    const root = objectOf(rows, rows.rootRow)
    const called = calledBy(root)
    const written = readJsonRequest(called === null ? root : root.members[0]!.value, operation, notes)
    if (written === null) return { ok: false, problem: 'no-parameters', detail: '' }
    return { ok: true, written: { ...written, shape: 'xml', operation: called } }
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    const { line, column, reason } = error.problem
    return { ok: false, problem: 'not-xml', detail: `${line}:${line === 1 ? Math.max(1, column - '<pasted>'.length + declaration.length) : column} ${reason}` }
  }
}

/** A rendering's root is the name of its operation with underscores, and `_request`. */
function calledBy(root: JsonObject): string | null {
  const name = root.members.length === 1 ? root.members[0]!.name : ''
  return name.endsWith('_request') ? name.slice(0, -'_request'.length).replaceAll('_', '.') : null
}

function objectOf(rows: XmlByteRows, row: number): JsonObject {
  const members: JsonMember[] = []
  for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
    if (rows.kindOf(child) === 'element') members.push(jsonMember(localName(rows.nameOf(child)), valueOf(rows, child)))
  }
  return { kind: 'object', members }
}

function valueOf(rows: XmlByteRows, row: number): JsonNode {
  let hasElements = false
  let text = rows.textOf(row)
  for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
    const kind = rows.kindOf(child)
    if (kind === 'element') hasElements = true
    else if (kind === 'text' || kind === 'cdata') text += rows.textOf(child)
  }
  return hasElements ? objectOf(rows, row) : jsonString(text)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
