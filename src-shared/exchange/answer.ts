import type { Field, Operation } from '../descriptor/types'
import type { Format } from '../protocol/parameters'
import { ERROR_ROOT, errorFields, openEnvelope, responseFields, responseRoot } from '../protocol/envelope'
import { xmlToJson } from './convert/xml-to-json'
import { parseJson } from './json/parse'
import { leafText, memberOf, textAt, type JsonNode } from './json/tree'
import { NotWellFormedError, type WellFormednessProblem } from './not-well-formed'
import type { FailureKind, Outcome } from './outcome'
import { parseXml } from './xml/parse'

/** What an answer says, taken from its decoded text. */
export interface Answer {
  readonly outcome: Outcome
  readonly failure: FailureKind | null
  /** The format found in the body, whatever was asked for or declared. */
  readonly format: Format | null
  readonly code: string | null
  readonly subCode: string | null
  readonly message: string | null
  readonly subMessage: string | null
  readonly requestId: string | null
  /** The id at the operation's `identity.resultId`, only when it succeeded. */
  readonly resultId: string | null
  readonly problem: WellFormednessProblem | null
}

const NOTHING: Omit<Answer, 'outcome' | 'failure'> = {
  format: null,
  code: null,
  subCode: null,
  message: null,
  subMessage: null,
  requestId: null,
  resultId: null,
  problem: null,
}

/** Which format a body is in by its first character, or null when it is neither. */
export function formatOf(text: string): Format | null {
  const first = /^[\ufeff\s]*(.)/.exec(text)?.[1]
  if (first === '<') return 'xml'
  return first === '{' || first === '[' ? 'json' : null
}

/** Whether a body is a web page: what proxies, captive portals and the gateway's own front answer with. */
export function isHtml(text: string): boolean {
  let at = skipBlanks(text, 0)
  // Comments are skipped by search: a pattern that repeats them takes exponential time on a long row of comments.
  while (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4)
    if (end === -1) return false
    at = skipBlanks(text, end + 3)
  }
  PAGE_AT.lastIndex = at
  return PAGE_AT.test(text)
}

const PAGE_AT = /<(?:!doctype\s+html|html|head|body)\b/iy
const BLANKS_AT = /\s*/y

function skipBlanks(text: string, at: number): number {
  BLANKS_AT.lastIndex = at
  BLANKS_AT.test(text)
  return BLANKS_AT.lastIndex
}

/** Fields of the roots this operation's answers may have; null for any other root. */
export function fieldsOfRoot(operation: Operation): (rootName: string) => readonly Field[] | null {
  return (rootName) =>
    rootName === ERROR_ROOT ? errorFields : rootName === responseRoot(operation.name) ? responseFields(operation) : null
}

/** A body of either format as one JSON tree. @throws NotWellFormedError */
export function readTree(text: string, format: Format, operation: Operation): JsonNode {
  return format === 'json' ? parseJson(text) : xmlToJson(parseXml(text), fieldsOfRoot(operation)).node
}

/**
 * Reads an answer whatever its HTTP status was, since the platform sends errors with any (PROTOCOL 4).
 * Only `result.success` = true counts as success; the absence of an error does not.
 */
export function readAnswer(status: number, text: string, operation: Operation): Answer {
  const failed = (failure: FailureKind, problem: WellFormednessProblem | null = null): Answer => ({
    ...NOTHING,
    outcome: 'failed',
    // A status of its own says more than a body that is no answer anyway.
    failure: status >= 200 && status < 300 ? failure : 'http-status',
    format: formatOf(text),
    problem,
  })
  if (text.trim() === '') return failed('empty-body')
  if (isHtml(text)) return { ...failed('html'), format: null }
  const format = formatOf(text)
  if (format === null) return failed('unrecognised-answer')
  try {
    const answer = readEnvelope(readTree(text, format, operation), format, operation)
    return answer ?? failed('unrecognised-answer')
  } catch (error) {
    if (error instanceof NotWellFormedError) return failed('not-well-formed', error.problem)
    throw error
  }
}

function readEnvelope(node: JsonNode, format: Format, operation: Operation): Answer | null {
  const envelope = openEnvelope(node, operation)
  if (envelope.kind === 'unrecognised') return null
  const { members } = envelope
  const read = (name: string): string | null => leafText(memberOf(members, name))
  if (envelope.kind === 'error') {
    return {
      ...NOTHING,
      outcome: 'refused',
      failure: null,
      format,
      code: read('code'),
      subCode: read('sub_code'),
      message: read('msg'),
      subMessage: read('sub_msg'),
      requestId: read('request_id'),
    }
  }
  const result = memberOf(members, 'result')
  const { resultId } = operation.identity
  const success = leafText(memberOf(result, 'success'))
  const outcome: Outcome = success === 'true' ? 'succeeded' : success === 'false' ? 'rejected' : 'failed'
  return {
    ...NOTHING,
    outcome,
    failure: outcome === 'failed' ? 'unrecognised-answer' : null,
    format,
    code: leafText(memberOf(result, 'code')),
    message: leafText(memberOf(result, 'msg')),
    requestId: read('request_id'),
    resultId: outcome === 'succeeded' && resultId !== undefined ? textAt(members, resultId) : null,
  }
}
