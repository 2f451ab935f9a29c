import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Outcome } from '@shared/exchange/outcome'
import type { StoredExchange } from '../history/history'
import { readableText } from '../transport/readable-text'
import { EXIT } from './command'

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  succeeded: EXIT.succeeded,
  rejected: EXIT.rejected,
  refused: EXIT.refused,
  failed: EXIT.failed,
  unknown: EXIT.failed,
}

/** Exit code that an exchange's outcome stands for. */
export function exitCodeOf({ outcome }: Pick<ExchangeSummary, 'outcome'>): number {
  return EXIT_OF[outcome ?? 'unknown']
}

/** One exchange as a JSON document on one line: the summary and both halves, bodies as text and, for the exact bytes, in base64. */
export async function exchangeDocument(exchange: StoredExchange): Promise<string> {
  const { request, response, ...summary } = exchange
  return JSON.stringify({
    ...summary,
    request: { ...(await halfDocument(request)), masked: request.masked },
    response: response === null ? null : { ...(await halfDocument(response)), maskedCopies: response.maskedCopies },
  })
}

async function halfDocument({ head, body }: { head: string; body: Uint8Array }): Promise<Record<string, unknown>> {
  return { head, body: await readableText(head, body), bodyBase64: Buffer.from(body).toString('base64') }
}

/** One exchange as lines to read. */
export function exchangeLine(summary: ExchangeSummary): string {
  const parts = [
    summary.id,
    new Date(summary.startedAt).toISOString(),
    summary.outcome ?? 'in progress',
    summary.failure,
    summary.code,
    summary.subCode,
    summary.message,
    summary.callerId === '' ? null : `sid=${summary.callerId}`,
    summary.resultId === null ? null : `session=${summary.resultId}`,
    summary.requestId === null ? null : `request_id=${summary.requestId}`,
    summary.durationMs === null ? null : `${Math.round(summary.durationMs)} ms`,
  ]
  return parts
    .filter((part): part is string => part !== null && part !== '')
    .map(printable)
    .join('  ')
}

/** A text of the request or the server on one line of a terminal: what would move the cursor or turn the writing is shown as its escape. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
