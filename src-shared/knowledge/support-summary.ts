import type { LocalizedText } from '../descriptor/types'
import type { ExchangeSummary, Phases } from '../exchange/exchange'
import { formatTimestamp } from '../protocol/parameters'
import { clockWarning } from './clock-words'
import { FACT_LABELS, FIXER_LABELS, WAITING_LABELS, type Explanation } from './explanation'
import { codeSpan } from './markdown'
import { maskKey, withoutKey } from './masking'
import { summaryParameters, type SummarisedParameter } from './summary-parameters'
import { summaryWords as words } from './summary-words'

/** What a summary is made from; names are in the language of the summary. */
export interface SupportSummaryInput {
  readonly exchange: ExchangeSummary
  readonly parameters: readonly SummarisedParameter[]
  readonly explanation: Explanation | null
  readonly language: keyof LocalizedText
  readonly outcomeName: string
  readonly environmentName: string
  readonly profileName: string
  /** The time of sending in this machine's zone. */
  readonly localTime: string
}

/**
 * A Markdown text for a ticket: how the exchange ended, where and when, what was sent, and what it means.
 * App key, session token, signature and personal data are masked; every value stays inside a code span on its line.
 */
export function supportSummary(input: SupportSummaryInput): string {
  const { exchange, language } = input
  const say = (text: LocalizedText): string => text[language]
  const span = (value: string): string => codeSpan(withoutKey(value, exchange.appKey), (characters) => say(words.tooLong(characters)))
  const line = (label: LocalizedText, value: string | null): string[] => (value === null || value === '' ? [] : [`- ${say(label)}${say(words.colon)}${span(value)}`])
  const section = (title: LocalizedText, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `### ${say(title)}`, '', ...lines])

  return [
    `## ${input.outcomeName}${say(words.dash)}${span(exchange.operation)}`,
    '',
    ...line(words.code, exchange.code),
    ...line(words.subCode, exchange.subCode),
    ...line(words.message, exchange.message),
    ...line(words.subMessage, exchange.subMessage),
    ...line(words.failure, exchange.failure),
    ...line(words.requestId, exchange.requestId),
    ...line(words.sessionId, exchange.resultId),
    ...line(FACT_LABELS['caller-id'], exchange.callerId),
    ...section(words.where, [
      ...line(words.time, `${input.localTime} (${say(words.local)})`),
      ...line(words.platformTime, `${formatTimestamp(exchange.startedAt)} GMT+8`),
      ...line(words.epoch, String(exchange.startedAt)),
      ...line(words.environment, input.environmentName),
      ...line(words.gateway, exchange.gatewayUrl),
      ...line(words.profile, input.profileName),
      ...line(words.appKey, maskKey(exchange.appKey)),
      ...line(words.format, exchange.format),
      ...line(words.signMethod, exchange.signMethod),
      ...line(words.httpStatus, exchange.httpStatus === null ? null : String(exchange.httpStatus)),
      ...line(words.duration, exchange.durationMs === null ? null : milliseconds(exchange.durationMs)),
      ...line(words.phases, exchange.phases === null ? null : phasesText(exchange.phases)),
    ]),
    ...section(words.explanation, input.explanation === null ? [] : explanationLines(input.explanation, say, line)),
    ...section(
      words.parameters,
      summaryParameters(input.parameters).map(({ name, value }) => `- ${span(name)} = ${value === '' ? say(words.empty) : span(value)}`),
    ),
    '',
    `_${say(words.masked)}_`,
    '',
  ].join('\n')
}

type Line = (label: LocalizedText, value: string | null) => string[]

function explanationLines(explanation: Explanation, say: (text: LocalizedText) => string, line: Line): string[] {
  const { clock, facts, parameters, waiting } = explanation
  const warning = clock === null ? null : clockWarning(clock)
  const isProblem = explanation.nextSteps.length > 0
  return [
    `- ${say(explanation.headline)}`,
    ...(explanation.meaning === null ? [] : [`- ${say(explanation.meaning)}`]),
    ...(isProblem ? [`- ${say(FIXER_LABELS[explanation.fixer])}${say(words.comma)}${say(waiting.helps ? WAITING_LABELS.helps : WAITING_LABELS.useless)}`] : []),
    ...explanation.nextSteps.map((step) => `- ${say(words.next)}${say(words.colon)}${say(step)}`),
    ...(explanation.effect === null ? [] : [`- ${say(explanation.effect)}`]),
    ...(waiting.untilEpochMs === null ? [] : line(words.banUntil, `${formatTimestamp(waiting.untilEpochMs)} GMT+8`)),
    ...parameters.flatMap(({ name, fields }) => line(words.parameter, [name, ...fields.map(({ path }) => path).filter((path) => path !== name)].join(' → '))),
    // The id to look up is at the top already.
    ...facts.filter(({ kind }) => kind !== 'caller-id').flatMap(({ kind, value }) => line(FACT_LABELS[kind], value)),
    ...(warning === null ? [] : [`- ${say(warning.headline)}${say(words.stop)}${say(warning.next)}`]),
    ...line(words.source, explanation.sourceUrl),
  ]
}

function phasesText(phases: Phases): string {
  const named = [
    ['DNS', phases.dnsMs],
    ['TCP', phases.tcpMs],
    ['TLS', phases.tlsMs],
    ['TTFB', phases.firstByteMs],
    ['download', phases.downloadMs],
  ] as const
  return named.flatMap(([name, duration]) => (duration === null ? [] : [`${name} ${milliseconds(duration)}`])).join(' · ')
}

function milliseconds(duration: number): string {
  return `${Math.round(duration * 10) / 10} ms`
}
