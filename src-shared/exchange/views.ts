import type { DraftValues } from '../descriptor/problems'
import { requestTree } from '../descriptor/serialise'
import type { Operation } from '../descriptor/types'
import type { Format } from '../protocol/parameters'
import { ERROR_ROOT, openEnvelope, requestRoot, responseRoot } from '../protocol/envelope'
import { fieldsOfRoot, formatOf, isHtml } from './answer'
import { jsonToXml } from './convert/json-to-xml'
import { NotConvertibleError, type ConversionNote } from './convert/notes'
import { xmlToJson } from './convert/xml-to-json'
import { parseJson } from './json/parse'
import { printJson } from './json/print'
import { jsonMember, jsonString, type JsonNode, type JsonObject } from './json/tree'
import { NotWellFormedError, type WellFormednessProblem } from './not-well-formed'
import { parseXml } from './xml/parse'
import { printXml, printXmlElement } from './xml/print'

/** One half of an exchange in one format. A view that cannot be made says why; the bytes stay in Raw. */
export type View =
  | {
      readonly kind: 'text'
      readonly text: string
      /** `received` and `sent` are the wire's own format, laid out; `converted` is made from the other one. */
      readonly origin: 'received' | 'sent' | 'converted'
      readonly notes: readonly ConversionNote[]
    }
  | {
      readonly kind: 'none'
      readonly reason: 'empty' | 'html' | 'neither-format' | 'not-well-formed' | 'not-convertible' | 'too-large'
      readonly problem: WellFormednessProblem | null
      readonly detail: string
    }

/** Both formats of a half. */
export type Views = Readonly<Record<Format, View>>

/** XML and JSON of a response, computed from its decoded text. */
export function responseViews(text: string, operation: Operation): Views {
  if (text.trim() === '') return both({ kind: 'none', reason: 'empty', problem: null, detail: '' })
  if (isHtml(text)) return both({ kind: 'none', reason: 'html', problem: null, detail: '' })
  const format = formatOf(text)
  if (format === null) return both({ kind: 'none', reason: 'neither-format', problem: null, detail: '' })
  try {
    return format === 'xml' ? viewsOfXml(text, operation) : viewsOfJson(text, operation)
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return both({ kind: 'none', reason: 'not-well-formed', problem: error.problem, detail: '' })
  }
}

/** XML and JSON of a request's business parameters. On the wire a DTO is JSON text in a form, so JSON is `sent`. */
export function requestViews(tree: JsonObject, operation: Operation): Views {
  return {
    json: { kind: 'text', text: printJson(tree), origin: 'sent', notes: [] },
    xml: convertedXml(tree, requestRoot(operation.name)),
  }
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

function parseOrText(value: string): JsonNode {
  try {
    return parseJson(value)
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return jsonString(value)
  }
}

function viewsOfXml(text: string, operation: Operation): Views {
  const document = parseXml(text)
  const { node, notes } = xmlToJson(document, fieldsOfRoot(operation))
  return {
    xml: unlessTooLarge(() => ({ kind: 'text', text: printXml(document), origin: 'received', notes: [] })),
    json: unlessTooLarge(() => ({ kind: 'text', text: printJson(node), origin: 'converted', notes })),
  }
}

function viewsOfJson(text: string, operation: Operation): Views {
  const node = parseJson(text)
  return {
    json: unlessTooLarge(() => ({ kind: 'text', text: printJson(node), origin: 'received', notes: [] })),
    xml: unlessTooLarge(() => responseXml(node, operation)),
  }
}

function responseXml(node: JsonNode, operation: Operation): View {
  if (node.kind !== 'object') return { kind: 'none', reason: 'not-convertible', problem: null, detail: '' }
  const [only, second] = node.members
  // A plain answer has one member, its root; the rest (simplified answers, answers of others) gets the root it lacks.
  if (only !== undefined && second === undefined && only.value.kind === 'object' && hasRoot(node, operation)) {
    return convertedXml(only.value, only.name)
  }
  return convertedXml(node, responseRoot(operation.name), [{ code: 'root-added', path: '' }])
}

function hasRoot(node: JsonObject, operation: Operation): boolean {
  const envelope = openEnvelope(node, operation)
  if (envelope.kind === 'error') return node.members[0]?.name === ERROR_ROOT
  return envelope.kind === 'response' ? !envelope.simplified : (node.members[0]?.name.endsWith('_response') ?? false)
}

function convertedXml(node: JsonObject, rootName: string, before: readonly ConversionNote[] = []): View {
  try {
    const { root, notes } = jsonToXml(node, rootName)
    return { kind: 'text', text: printXmlElement(root), origin: 'converted', notes: [...before, ...notes] }
  } catch (error) {
    if (!(error instanceof NotConvertibleError)) throw error
    return { kind: 'none', reason: 'not-convertible', problem: null, detail: `${error.path}: ${error.character}` }
  }
}

/** A text longer than the engine allows (deep nesting multiplies by its indentation) leaves the other format and Raw as they are. */
function unlessTooLarge(make: () => View): View {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'none', reason: 'too-large', problem: null, detail: '' }
  }
}

function both(view: View): Views {
  return { xml: view, json: view }
}
