import type { Operation } from '@shared/descriptor/types'
import { readAnswer, type Answer } from '@shared/exchange/answer'
import { decodeText } from '@shared/exchange/charset'
import { UNFINISHED, headerOf, type ExchangeEnd } from '@shared/exchange/exchange'
import { decodeBody } from '../transport/content-encoding'
import type { TransportResult } from '../transport/transport'

/** What an exchange came to, read from what the transport brought. */
export async function endOf(result: TransportResult, operation: Operation, maxBytes: number): Promise<ExchangeEnd> {
  const end: ExchangeEnd = {
    ...UNFINISHED,
    outcome: 'failed',
    failure: result.failure?.kind ?? null,
    failureDetail: result.failure?.detail ?? null,
    bytesLeft: result.bytesLeft,
    httpStatus: result.response?.status ?? null,
    responseBytes: result.response?.body.length ?? 0,
    durationMs: result.durationMs,
    phases: result.phases,
  }
  // Cancelled after bytes left: the platform may have made the session, and nobody heard.
  if (result.failure?.kind === 'cancelled' && result.bytesLeft) return { ...end, outcome: 'unknown' }
  const { response } = result
  if (result.failure !== null || response === null) return { ...end, failure: end.failure ?? 'internal' }
  const decoded = await decodeBody(response.body, headerOf(response.head, 'content-encoding'), maxBytes)
  if (!decoded.ok) return { ...end, failure: decoded.kind, failureDetail: decoded.detail }
  const { text } = decodeText(decoded.body, headerOf(response.head, 'content-type'))
  return { ...end, ...answerFields(readAnswer(response.status, text, operation)) }
}

function answerFields(answer: Answer): Partial<ExchangeEnd> {
  const { problem } = answer
  return {
    outcome: answer.outcome,
    failure: answer.failure,
    failureDetail: problem === null ? null : `${problem.line}:${problem.column} ${problem.fault}`,
    code: answer.code,
    subCode: answer.subCode,
    message: answer.message,
    subMessage: answer.subMessage,
    requestId: answer.requestId,
    resultId: answer.resultId,
    responseFormat: answer.format,
  }
}
