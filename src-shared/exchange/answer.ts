import type { Field, Operation } from '../descriptor/types'
import type { Format } from '../protocol/parameters'
import { ERROR_ROOT, errorFields, openEnvelope, responseFields, responseRoot } from '../protocol/envelope'
import { memberOf, membersOfJson, membersOfXml, type Members } from './document/members'
import { readDocument, type ParsedDocument } from './document/read-document'
import type { WellFormednessProblem } from './not-well-formed'
import type { FailureKind, Outcome } from './outcome'

/** What an answer says, taken from its rows. */
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

/** An answer that says nothing of its own. */
export const NOTHING_SAID: Omit<Answer, 'outcome' | 'failure'> = {
  format: null,
  code: null,
  subCode: null,
  message: null,
  subMessage: null,
  requestId: null,
  resultId: null,
  problem: null,
}

/** Fields of the roots this operation's answers may have; null for any other root. */
export function fieldsOfRoot(operation: Operation): (rootName: string) => readonly Field[] | null {
  return (rootName) =>
    rootName === ERROR_ROOT ? errorFields : rootName === responseRoot(operation.name) ? responseFields(operation) : null
}

/** Reads and judges a decoded body at once. @see answerOf */
export function readAnswer(status: number, text: string, operation: Operation): Answer {
  return answerOf(status, readDocument(new TextEncoder().encode(text)), operation)
}

const FAILURES = {
  empty: 'empty-body',
  html: 'html',
  'neither-format': 'unrecognised-answer',
  'not-well-formed': 'not-well-formed',
} as const satisfies Record<string, FailureKind>

/**
 * Judges an answer whatever its HTTP status was, since the platform sends errors with any (PROTOCOL 4).
 * Only a success flag that is true counts as success; the absence of an error does not, nor a flag that is contradicted.
 */
export function answerOf(status: number, parsed: ParsedDocument, operation: Operation): Answer {
  const failed = (failure: FailureKind, problem: WellFormednessProblem | null = null): Answer => ({
    ...NOTHING_SAID,
    outcome: 'failed',
    // A status of its own says more than a body that is no answer anyway.
    failure: status >= 200 && status < 300 ? failure : 'http-status',
    format: parsed.format,
    problem,
  })
  if (parsed.kind === 'none') return failed(FAILURES[parsed.reason], parsed.problem)
  const members = parsed.format === 'json' ? membersOfJson(parsed.rows) : membersOfXml(parsed.rows)
  return readEnvelope(members, parsed.format, operation) ?? failed('unrecognised-answer')
}

function readEnvelope(document: Members, format: Format, operation: Operation): Answer | null {
  const envelope = openEnvelope(document, operation)
  if (envelope.kind === 'unrecognised') return null
  const { place } = envelope
  const read = (path: string): string | null => textAt(document, place, path)
  if (envelope.kind === 'error') {
    return {
      ...NOTHING_SAID,
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
  const { success = 'result.success', code = 'result.code', message = 'result.msg', resultId } = operation.identity
  const flag = agreedTextAt(document, place, success)
  const outcome: Outcome = flag === 'true' ? 'succeeded' : flag === 'false' ? 'rejected' : 'failed'
  return {
    ...NOTHING_SAID,
    outcome,
    failure: outcome === 'failed' ? 'unrecognised-answer' : null,
    format,
    code: read(code),
    message: read(message),
    requestId: read('request_id'),
    resultId: outcome === 'succeeded' && resultId !== undefined ? read(resultId) : null,
  }
}

/** The text of the leaf at a dotted path below a place, or null where there is none. */
function textAt(document: Members, place: number, path: string): string | null {
  let found = place
  for (const name of path.split('.')) found = memberOf(document, found, name)
  return document.leafTextOf(found)
}

/** The text at a dotted path, if everything that stands there says the same: two contradicting flags are none. */
function agreedTextAt(document: Members, place: number, path: string): string | null {
  let found: readonly number[] = [place]
  for (const name of path.split('.')) found = found.flatMap((one) => document.membersNamed(one, name))
  const texts = new Set(found.map((one) => document.leafTextOf(one)))
  const [text = null] = texts
  return texts.size === 1 ? text : null
}
