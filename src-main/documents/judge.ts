import { findOperation } from '@shared/catalog'
import { NOTHING_SAID, answerOf, type Answer } from '@shared/exchange/answer'
import type { ParsedDocument } from '@shared/exchange/document/read-document'
import type { DecodedBody } from '../transport/content-encoding'
import type { Judgement } from './reader'

const FAILED = judgementOf({ ...NOTHING_SAID, outcome: 'failed', failure: null })

/** What a body whose content encoding was undone, or was not, says of its exchange. `parse` is asked for only when it is needed. */
export function judgeBody(
  { status, operation: name, maxBytes }: { readonly status: number; readonly operation: string; readonly maxBytes: number },
  decoded: DecodedBody,
  parse: () => ParsedDocument | null,
): Judgement {
  if (!decoded.ok) return { ...FAILED, failure: decoded.kind, failureDetail: decoded.detail }
  if (decoded.body.length > maxBytes) return { ...FAILED, failure: 'too-large', failureDetail: String(maxBytes) }
  const operation = findOperation(name)
  const parsed = parse()
  if (operation === null || parsed === null) return { ...FAILED, failure: 'unrecognised-answer' }
  return judgementOf(answerOf(status, parsed, operation))
}

function judgementOf({ format, problem, ...said }: Answer): Judgement {
  return {
    ...said,
    failureDetail: problem === null ? null : `${problem.line}:${problem.column} ${problem.fault}`,
    responseFormat: format,
  }
}
