import type { ExchangeSummary } from '../../exchange/exchange'
import { base64Pieces } from './base64'
import { maskedText, type FileFormat, type OutgoingExchange, type OutgoingHalf } from './outgoing'

export const JSONL_FORMAT = 'ly-session-console-history'
/** Version of the format itself; a reader takes those it knows. */
export const JSONL_VERSION = 1

/** What is in a file that was masked, in both languages: whoever gets the file may not have the console. */
export const MASKING_RULE = {
  en: 'Masked: the middle of app keys, most of the signature, names, nicks, avatars, phones and addresses; free text is cut to 20 characters. The session token was never stored. Ids of customer and session are kept.',
  zh: '已遮盖：app_key 的中间部分、签名的后半部分、姓名、昵称、头像、电话和地址；自由文本只留前 20 个字符。授权令牌从未保存。客户与会话的 ID 保留。',
} as const

/**
 * The console's own format: a header line, one exchange a line, a last line with what was written. Lines are JSON (jsonlines.org);
 * bodies are base64, so that an exact export is lossless, bytes that are no text included.
 */
export const jsonLines: FileFormat = {
  *opening({ version, exportedAt, isMasked, count }) {
    const header = {
      format: JSONL_FORMAT,
      formatVersion: JSONL_VERSION,
      console: version,
      exportedAt: new Date(exportedAt).toISOString(),
      count,
      masked: isMasked ? MASKING_RULE : null,
    }
    yield `${JSON.stringify(header)}\n`
  },
  *exchange(exchange) {
    yield* exchangeLine(exchange)
    yield '\n'
  },
  *closing({ count, masked }, { isMasked }) {
    yield `${JSON.stringify({ end: JSONL_FORMAT, count, masked: isMasked ? masked : null, maskedFields: isMasked ? maskedText(masked) : null })}\n`
  },
}

/** The summary without what is only true of this console's own history: whether an exchange was read from a file. */
export function ownSummary(summary: ExchangeSummary): Omit<ExchangeSummary, 'imported'> {
  const { imported: _, ...own } = summary
  return own
}

function* exchangeLine({ summary, request, response, masked }: OutgoingExchange): Generator<string> {
  yield `{"exchange":${JSON.stringify(ownSummary(summary))},"masked":${JSON.stringify(masked)},"request":`
  yield* half(request, `"masked":${JSON.stringify(request.masked)}`)
  yield ',"response":'
  if (response === null) yield 'null'
  else yield* half(response, `"maskedCopies":${response.maskedCopies}`)
  yield '}'
}

function* half({ head, body }: OutgoingHalf, about: string): Generator<string> {
  yield `{"head":${JSON.stringify(head)},${about},"body":"`
  yield* base64Pieces(body)
  yield '"}'
}
