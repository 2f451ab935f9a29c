import type { LocalizedText } from '../../descriptor/types'
import { formatOf, readDocument } from '../../exchange/document/read-document'
import type { ExchangeSummary } from '../../exchange/exchange'
import { layoutJson } from '../../exchange/json/layout'
import { placedParameters } from '../../exchange/sent-parameters'
import { layoutXml } from '../../exchange/xml/layout'
import { codeSpan, fenceAround } from '../../knowledge/markdown'
import { summaryWords as words } from '../../knowledge/summary-words'
import { formatTimestamp } from '../../protocol/parameters'
import { MASKING_RULE } from './jsonl'
import { maskedText, type ExportAbout, type FileFormat, type OutgoingExchange } from './outgoing'
import { OUTCOME_WORDS, reportWords } from './report-words'

/** Lines and characters one code block shows; a ticket is to be read. */
const MOST_LINES = 200
const LONGEST_LINE = 2_000

type Say = (text: LocalizedText) => string

/** A report to be put into a ticket: a table of all, then each exchange with its facts and both halves, in the language of the reader. */
export const markdownReport: FileFormat = {
  *opening(about) {
    const say = sayIn(about)
    yield `# ${say(reportWords.title)}\n\n${say(reportWords.about(about.count, about.version, formatTimestamp(about.exportedAt)))}\n\n`
    yield about.isMasked ? `${MASKING_RULE[about.language]}\n\n` : `${say(reportWords.unmasked)}\n\n`
    const columns = ['#', say(reportWords.time), say(reportWords.outcome), 'code', 'sub_code', 'msg', 'sid', 'request_id']
    yield `${tableRow(columns)}${tableRow(columns.map(() => '---'))}`
  },
  *listed({ summary }, index, about) {
    const say = sayIn(about)
    const { code, subCode, message, callerId, requestId } = summary
    const cells = [code, subCode, message, callerId, requestId].map((value) => span(value ?? '', say))
    yield tableRow([String(index + 1), formatTimestamp(summary.startedAt), outcomeName(summary, say), ...cells])
  },
  *exchange(exchange, index, about) {
    const say = sayIn(about)
    const { summary, response, masked } = exchange
    yield `\n## ${index + 1}. ${outcomeName(summary, say)}${say(words.dash)}${span(summary.operation, say)}\n\n`
    yield* facts(summary, say)
    if (masked !== null && Object.keys(masked).length > 0) yield fact(say(reportWords.masked), maskedText(masked), say)
    yield `\n### ${say(reportWords.request)}\n\n`
    yield* codeBlock({ lines: requestLines(exchange), language: '' }, say)
    yield `\n### ${say(reportWords.response)}\n\n`
    if (response === null) yield `${say(reportWords.noResponse)}\n`
    else if (response.text === null) yield `${say(reportWords.noText)}\n`
    else yield* codeBlock(laidOut(response.text), say)
  },
  *closing({ masked }, about) {
    const say = sayIn(about)
    if (about.isMasked) yield `\n---\n\n${say(reportWords.masked)}${say(words.colon)}${span(maskedText(masked), say)}\n`
  },
}

function sayIn({ language }: ExportAbout): Say {
  return (text) => text[language]
}

function outcomeName({ outcome }: ExchangeSummary, say: Say): string {
  return say(OUTCOME_WORDS[outcome ?? 'unknown'])
}

function span(value: string, say: Say): string {
  return value === '' ? '' : codeSpan(value, (characters) => say(words.tooLong(characters)))
}

/** A bar would end a cell even inside a code span (GFM, section 4.10). */
function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
}

function fact(label: string, value: string | null, say: Say): string {
  return value === null || value === '' ? '' : `- ${label}${say(words.colon)}${span(value, say)}\n`
}

function* facts(summary: ExchangeSummary, say: Say): Generator<string> {
  yield fact('code', summary.code, say)
  yield fact('sub_code', summary.subCode, say)
  yield fact('msg', summary.message, say)
  yield fact('sub_msg', summary.subMessage, say)
  yield fact(say(words.failure), [summary.failure, summary.failureDetail].filter((part) => part !== null).join(' '), say)
  yield fact('request_id', summary.requestId, say)
  yield fact(say(words.sessionId), summary.resultId, say)
  yield fact('sid', summary.callerId, say)
  yield fact(say(reportWords.time), formatTimestamp(summary.startedAt), say)
  yield fact(say(words.epoch), String(summary.startedAt), say)
  yield fact(say(words.environment), summary.environment, say)
  yield fact(say(words.gateway), summary.gatewayUrl, say)
  yield fact(say(words.profile), summary.profileName, say)
  yield fact('app_key', summary.appKey, say)
  yield fact(say(words.httpStatus), summary.httpStatus === null ? null : String(summary.httpStatus), say)
  yield fact(say(words.duration), summary.durationMs === null ? null : `${Math.round(summary.durationMs * 10) / 10} ms`, say)
  yield fact(say(reportWords.name), summary.name, say)
  yield fact(say(reportWords.note), summary.note, say)
  yield fact(say(reportWords.tags), summary.tags.join(', '), say)
}

/** A line for every parameter; one that is a document is laid out below its name. */
function requestLines({ request }: OutgoingExchange): readonly string[] {
  return placedParameters({ ...request, masked: [...request.masked] }).flatMap(({ name, value }) => {
    const { lines } = laidOut(value)
    return lines.length === 1 ? [`${name} = ${value}`] : [`${name} =`, ...lines]
  })
}

interface CodeLines {
  readonly lines: readonly string[]
  /** What its fence calls it; '' for a text that is no document. */
  readonly language: string
}

/** The lines of a document, or of the text itself when it is none. */
function laidOut(text: string): CodeLines {
  const bytes = new TextEncoder().encode(text)
  const language = formatOf(bytes) ?? ''
  const document = readDocument(bytes)
  if (document.kind === 'none') return { lines: text.split(/\r\n|[\r\n]/), language }
  const laid = document.format === 'json' ? layoutJson(document.rows) : layoutXml(document.rows)
  // Only what is shown is made.
  return { lines: Array.from({ length: laid.count }, (_, number) => (number < MOST_LINES ? laid.lineAt(number).text : '')), language }
}

/** A fenced block. */
function* codeBlock({ lines, language }: CodeLines, say: Say): Generator<string> {
  const shown = lines.slice(0, MOST_LINES).map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}${say(words.tooLong(line.length))}` : line))
  const text = shown.join('\n')
  const fence = fenceAround(text, 3)
  yield `${fence}${language}\n${text}\n${fence}\n`
  if (lines.length > MOST_LINES) yield `\n${say(reportWords.cut(lines.length - MOST_LINES))}\n`
}
