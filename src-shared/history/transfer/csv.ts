import { maskedText, type FileFormat, type OutgoingExchange } from './outgoing'

/** The most characters a cell has: Excel takes 32,767. */
export const LONGEST_CELL = 32_000

type Cell = string | number | null

/** Columns in order. What is a number here is one in the spreadsheet too; every text stays the text it is. */
const COLUMNS: readonly (readonly [string, (exchange: OutgoingExchange) => Cell])[] = [
  ['started_at', ({ summary }) => new Date(summary.startedAt).toISOString()],
  ['outcome', ({ summary }) => summary.outcome],
  ['failure', ({ summary }) => summary.failure],
  ['code', ({ summary }) => summary.code],
  ['sub_code', ({ summary }) => summary.subCode],
  ['msg', ({ summary }) => summary.message],
  ['sub_msg', ({ summary }) => summary.subMessage],
  ['request_id', ({ summary }) => summary.requestId],
  ['session_id', ({ summary }) => summary.resultId],
  ['sid', ({ summary }) => summary.callerId],
  ['subject', ({ summary }) => summary.subject],
  ['operation', ({ summary }) => summary.operation],
  ['environment', ({ summary }) => summary.environment],
  ['profile', ({ summary }) => summary.profileName],
  ['gateway_url', ({ summary }) => summary.gatewayUrl],
  ['app_key', ({ summary }) => summary.appKey],
  ['http_status', ({ summary }) => summary.httpStatus],
  ['duration_ms', ({ summary }) => summary.durationMs],
  ['request_bytes', ({ summary }) => summary.requestBytes],
  ['response_bytes', ({ summary }) => summary.responseBytes],
  ['name', ({ summary }) => summary.name],
  ['note', ({ summary }) => summary.note],
  ['tags', ({ summary }) => summary.tags.join(', ')],
  ['id', ({ summary }) => summary.id],
  ['masked', ({ masked }) => (masked === null ? '' : maskedText(masked))],
  ['request', ({ request }) => request.text],
  ['response', ({ response }) => response?.text ?? null],
]

export const CSV_COLUMNS: readonly string[] = COLUMNS.map(([name]) => name)

/** One row an exchange. */
export const csv: FileFormat = {
  *opening() {
    yield `${CSV_MARK}${CSV_COLUMNS.join(',')}\r\n`
  },
  *exchange(exchange) {
    yield csvLine(COLUMNS.map(([, valueOf]) => shortened(valueOf(exchange))))
  },
  *closing() {},
}

function shortened(value: Cell): Cell {
  if (typeof value !== 'string' || value.length <= LONGEST_CELL) return value
  return `${value.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '')}… (${value.length})`
}

/** What CSV begins with, without which Excel reads the system's own code page. */
export const CSV_MARK = '\ufeff'

/** A row of CSV (RFC 4180) with its line end; texts are guarded (`guardCell`), numbers are numbers, null is an empty cell. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`
}

function cellText(value: Cell): string {
  if (value === null || value === '') return ''
  return typeof value === 'number' ? String(value) : `"${guardCell(value).replaceAll('"', '""')}"`
}

/** What a spreadsheet would take for a formula (OWASP, CSV Injection), in full width too; and the mark itself, so that it can be taken off again. */
const RUNS = /^[=+\-@\t\r\n＝＋－＠']/
const MONTH_OR_WORD = /^(?:true|false|yes|no|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
/** Longer texts are no dates any more; longer runs of digits are still numbers. */
const LONGEST_DATE = 40

/**
 * A text as a cell that stays that text in Excel, WPS and LibreOffice. One that could run gets an apostrophe in front, which shows.
 * One that could be read as a number or a date, so that zeros or digits are lost, gets a TAB behind, which does not show and makes it
 * a text in all of them; `="0012"`, the other known way, is a formula itself. `unguardCell` takes both off again.
 */
export function guardCell(text: string): string {
  const isNumberLike = /^[\p{Nd}\s.,:;/\\%+\-()eE$¥€£]*\p{Nd}[\p{Nd}\s.,:;/\\%+\-()eE$¥€£]*$/u.test(text)
  const isShort = text.length <= LONGEST_DATE && (/\p{N}/u.test(text) || MONTH_OR_WORD.test(text))
  const behind = isNumberLike || isShort || text.endsWith('\t') ? '\t' : ''
  return `${RUNS.test(text) ? "'" : ''}${text}${behind}`
}

/** The text a guarded cell stands for. */
export function unguardCell(cell: string): string {
  const text = cell.startsWith("'") && RUNS.test(cell.slice(1)) ? cell.slice(1) : cell
  return text.endsWith('\t') ? text.slice(0, -1) : text
}
