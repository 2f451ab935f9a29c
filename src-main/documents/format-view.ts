import type { Operation } from '@shared/descriptor/types'
import { fieldsOfRoot } from '@shared/exchange/answer'
import { convertJsonToXml, type XmlRoot } from '@shared/exchange/convert/json-to-xml-rows'
import { NO_NOTES, NotConvertibleError, type NoteList } from '@shared/exchange/convert/notes'
import { convertXmlToJson } from '@shared/exchange/convert/xml-to-json-rows'
import { membersOfJson } from '@shared/exchange/document/members'
import type { ParsedDocument } from '@shared/exchange/document/read-document'
import { NO_ROW, type JsonRows, type XmlRows } from '@shared/exchange/document/rows'
import { layoutJson } from '@shared/exchange/json/layout'
import { printJsonCompact } from '@shared/exchange/json/print'
import { readJsonRows } from '@shared/exchange/json/rows'
import { requestTreeOf } from '@shared/exchange/views'
import { layoutXml } from '@shared/exchange/xml/layout'
import { ERROR_ROOT, errorFields, openEnvelope, requestRoot, responseFields, responseRoot } from '@shared/protocol/envelope'
import type { Format } from '@shared/protocol/parameters'
import { decodeForm } from '@shared/protocol/wire'
import type { StoredHalf } from '../history/history'
import { missing, type BuiltView, type ShownView } from './built-view'

/** What a view in one of the two formats is made of. */
export interface FormatSource {
  readonly half: 'request' | 'response'
  readonly operation: Operation
  readonly stored: StoredHalf
  readonly parsed: ParsedDocument
}

/** A half in one format: laid out where it is the wire's own, converted where it is the other one. */
export function formatView(format: Format, source: FormatSource): BuiltView {
  const { half, operation, parsed, stored } = source
  try {
    if (half === 'request') return requestView(format, stored, operation)
    if (parsed.kind === 'none') return missing(parsed.reason, '', parsed.problem)
    if (parsed.format === format) return parsed.format === 'json' ? jsonView(parsed.rows, 'received') : xmlView(parsed.rows, 'received')
    return parsed.format === 'json' ? responseXml(parsed.rows, operation) : responseJson(parsed.rows, operation)
  } catch (error) {
    if (error instanceof NotConvertibleError) return missing('not-convertible', `${error.path}: ${error.character}`)
    // A table or a text longer than the engine allows leaves the other format and the bytes as they are.
    if (error instanceof RangeError) return missing('too-large')
    throw error
  }
}

function requestView(format: Format, { head, body }: StoredHalf, operation: Operation): BuiltView {
  const query = /^\S+ [^\s?]*\?(\S*)/.exec(head)?.[1] ?? ''
  const parameters = [...decodeForm(query), ...decodeForm(new TextDecoder().decode(body))]
  const rows = readJsonRows(new TextEncoder().encode(printJsonCompact(requestTreeOf(parameters, operation))))
  if (format === 'json') return jsonView(rows, 'sent')
  return convertedXml(rows, 0, { name: requestRoot(operation.name), fields: operation.request, simplified: true, isAdded: false })
}

function responseJson(rows: XmlRows, operation: Operation): ShownView {
  const converted = convertXmlToJson(rows, fieldsOfRoot(operation))
  return jsonView(converted.rows, 'converted', converted.notes)
}

function responseXml(rows: JsonRows, operation: Operation): BuiltView {
  if (rows.kindOf(0) !== 'object') return missing('not-convertible')
  const only = rows.count > 1 && rows.nextOf(1) === rows.count && rows.kindOf(1) === 'object' ? 1 : NO_ROW
  const name = only === NO_ROW ? null : rows.nameOf(only)
  const envelope = openEnvelope(membersOfJson(rows), operation)
  const isPlain = name === ERROR_ROOT || (envelope.kind === 'response' ? !envelope.simplified : (name?.endsWith('_response') ?? false))
  // A plain answer has one member, its root; the rest (simplified answers, answers of others) gets the root it lacks.
  if (name !== null && isPlain) {
    const fields = name === ERROR_ROOT ? errorFields : name === responseRoot(operation.name) ? responseFields(operation) : null
    return convertedXml(rows, only, { name, fields, simplified: false, isAdded: false })
  }
  return convertedXml(rows, 0, { name: responseRoot(operation.name), fields: responseFields(operation), simplified: true, isAdded: true })
}

function convertedXml(rows: JsonRows, object: number, root: XmlRoot): ShownView {
  const converted = convertJsonToXml(rows, object, root)
  return xmlView(converted.rows, 'converted', converted.notes)
}

function jsonView(rows: JsonRows, origin: ShownView['origin'], notes: NoteList = NO_NOTES): ShownView {
  return { kind: 'lines', lines: layoutJson(rows), origin, document: { format: 'json', rows }, ...noted(notes), matchCount: null }
}

function xmlView(rows: XmlRows, origin: ShownView['origin'], notes: NoteList = NO_NOTES): ShownView {
  return { kind: 'lines', lines: layoutXml(rows), origin, document: { format: 'xml', rows }, ...noted(notes), matchCount: null }
}

function noted({ first, count }: NoteList): Pick<ShownView, 'notes' | 'noteCount'> {
  return { notes: [...first], noteCount: count }
}
