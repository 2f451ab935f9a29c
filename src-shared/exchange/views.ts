import type { DraftValues } from '../descriptor/problems'
import { requestTree } from '../descriptor/serialise'
import type { Operation } from '../descriptor/types'
import { ERROR_ROOT, errorField, openEnvelope, requestRoot, responseRoot } from '../protocol/envelope'
import type { Format } from '../protocol/parameters'
import { fieldsOfRoot } from './answer'
import { convertJsonToXml, type XmlRoot } from './convert/json-to-xml'
import { NO_NOTES, NotConvertibleError, type NoteList } from './convert/notes'
import { convertXmlToJson } from './convert/xml-to-json'
import { membersOfJson } from './document/members'
import type { ParsedDocument } from './document/read-document'
import type { JsonRows, Lines, XmlRows } from './document/rows'
import { duplicateMembers } from './json/duplicates'
import { layoutJson } from './json/layout'
import { parseJson } from './json/parse'
import { printJsonCompact } from './json/print'
import { readJsonRows } from './json/rows'
import { jsonMember, jsonString, type JsonNode, type JsonObject } from './json/tree'
import { MAX_DEPTH, NotWellFormedError, type WellFormednessProblem } from './not-well-formed'
import { layoutXml } from './xml/layout'

interface ShownView {
  readonly kind: 'lines'
  readonly lines: Lines
  /** `received` and `sent` are the wire's own format, laid out; `converted` is made from the other one. */
  readonly origin: 'received' | 'sent' | 'converted'
  readonly notes: NoteList
}

/** Why there is no view; the bytes stay in Raw. */
export interface NoView {
  readonly kind: 'none'
  readonly reason: 'empty' | 'html' | 'neither-format' | 'not-well-formed' | 'not-convertible'
  readonly problem: WellFormednessProblem | null
  readonly detail: string
}

export type JsonView = (ShownView & { readonly format: 'json'; readonly rows: JsonRows }) | NoView
export type XmlView = (ShownView & { readonly format: 'xml'; readonly rows: XmlRows }) | NoView

/** One half of an exchange in one format: lines to be asked for, or why there are none. */
export type View = JsonView | XmlView

/** Both formats of a half. Each is made when it is first asked for. */
export interface Views extends Readonly<Record<Format, View>> {
  readonly json: JsonView
  readonly xml: XmlView
}

/** XML and JSON of a response, computed from its rows. */
export function responseViews(parsed: ParsedDocument, operation: Operation): Views {
  if (parsed.kind === 'none') {
    const none: NoView = { kind: 'none', reason: parsed.reason, problem: parsed.problem, detail: '' }
    return { json: none, xml: none }
  }
  return parsed.format === 'json' ? viewsOfJson(parsed.rows, operation) : viewsOfXml(parsed.rows, operation)
}

/** XML and JSON of a request's business parameters. On the wire a DTO is JSON text in a form, so JSON is `sent`. */
export function requestViews(tree: JsonObject, operation: Operation): Views {
  // A DTO may be nested as deep as a document, and stands one level deeper here.
  const rows = readJsonRows(new TextEncoder().encode(printJsonCompact(tree)), MAX_DEPTH + 1)
  return lazyViews(
    () => jsonView(rows, 'sent', NO_NOTES),
    () => convertedXml(rows, 0, { name: requestRoot(operation.name), fields: operation.request, simplified: true, isAdded: false }),
  )
}

/** The views of a draft that has not been sent. */
export function draftViews(operation: Operation, values: DraftValues): Views {
  return requestViews(requestTree(operation, values), operation)
}

/** The business parameters of a form body as one tree: a DTO's JSON text is expanded, what is no JSON stays text. */
export function requestTreeOf(parameters: readonly { name: string; value: string }[], operation: Operation): JsonObject {
  const business = parameters.filter(({ name }) => operation.request.some((field) => field.name === name))
  return {
    kind: 'object',
    members: business.map(({ name, value }) => jsonMember(name, parseOrText(value))),
  }
}

/** Every parameter that went out as one tree, in order: business ones as above, public ones as text. */
export function sentTreeOf(parameters: readonly { name: string; value: string }[], operation: Operation): JsonObject {
  const isBusiness = (wanted: string): boolean => operation.request.some(({ name }) => name === wanted)
  return {
    kind: 'object',
    members: parameters.map(({ name, value }) => jsonMember(name, isBusiness(name) ? parseOrText(value) : jsonString(value))),
  }
}

function parseOrText(value: string): JsonNode {
  try {
    return parseJson(value)
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return jsonString(value)
  }
}

function viewsOfXml(rows: XmlRows, operation: Operation): Views {
  return lazyViews(
    () => {
      const converted = convertXmlToJson(rows, fieldsOfRoot(operation))
      return jsonView(converted.rows, 'converted', converted.notes)
    },
    () => ({ kind: 'lines', format: 'xml', rows, lines: layoutXml(rows), origin: 'received', notes: NO_NOTES }),
  )
}

function viewsOfJson(rows: JsonRows, operation: Operation): Views {
  return lazyViews(
    () => jsonView(rows, 'received', duplicateMembers(rows)),
    () => {
      if (rows.kindOf(0) !== 'object') return { kind: 'none', reason: 'not-convertible', problem: null, detail: '' }
      const { object, root } = xmlRootOf(rows, operation)
      return convertedXml(rows, object, root)
    },
  )
}

/**
 * What an answer in JSON has as its XML root: a plain answer its one member, the rest (simplified answers, answers of
 * others) the root it lacks.
 */
export function xmlRootOf(rows: JsonRows, operation: Operation): { readonly object: number; readonly root: XmlRoot } {
  const isOneObject = rows.count > 1 && rows.nextOf(1) === rows.count && rows.kindOf(1) === 'object'
  const name = isOneObject ? (rows.nameOf(1) ?? '') : ''
  if (isOneObject && isRoot(rows, name, operation)) {
    return { object: 1, root: { name, fields: fieldsOfRoot(operation)(name), simplified: false, isAdded: false } }
  }
  const added = responseRoot(operation.name)
  // An error beside other members is still an error.
  const fields = [...(fieldsOfRoot(operation)(added) ?? []), errorField]
  return { object: 0, root: { name: added, fields, simplified: true, isAdded: true } }
}

function isRoot(rows: JsonRows, name: string, operation: Operation): boolean {
  const envelope = openEnvelope(membersOfJson(rows), operation)
  if (envelope.kind === 'error') return name === ERROR_ROOT
  return envelope.kind === 'response' ? !envelope.simplified : name.endsWith('_response')
}

function jsonView(rows: JsonRows, origin: ShownView['origin'], notes: NoteList): JsonView {
  return { kind: 'lines', format: 'json', rows, lines: layoutJson(rows), origin, notes }
}

function convertedXml(source: JsonRows, object: number, root: XmlRoot): XmlView {
  try {
    const { rows, notes } = convertJsonToXml(source, object, root)
    return { kind: 'lines', format: 'xml', rows, lines: layoutXml(rows), origin: 'converted', notes }
  } catch (error) {
    if (!(error instanceof NotConvertibleError)) throw error
    return { kind: 'none', reason: 'not-convertible', problem: null, detail: `${error.path}: ${error.character}` }
  }
}

/** Large documents are converted only when somebody looks at the other format. */
function lazyViews(makeJson: () => JsonView, makeXml: () => XmlView): Views {
  let json: JsonView | null = null
  let xml: XmlView | null = null
  return {
    get json() {
      return (json ??= makeJson())
    },
    get xml() {
      return (xml ??= makeXml())
    },
  }
}
