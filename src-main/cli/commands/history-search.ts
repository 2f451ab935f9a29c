import { criteriaOf } from '@shared/history/query/criteria-of'
import { LONGEST_VALUE, MOST_TERMS, parseQuery } from '@shared/history/query/parse'
import { problemText, type QueryProblem } from '@shared/history/query/problems'
import type { Query } from '@shared/history/query/query'
import { columnsOf, referenceText } from '@shared/history/query/reference'
import { EXIT, UsageError, readOptions, type Command } from '../command'
import { speaksChinese } from '../messages'
import { withHistory } from '../open-history'
import { printable } from '../print-exchange'
import { readLimit, writeFound } from '../write-found'

const USAGE = 'lysession history search QUERY… [--limit N] [--history DB] [--json] [-- TEXT…]\n'
const WITH_VALUE = ['--limit', '--history']

/** `lysession history search`: the pairs a query means, newest first, one a line. */
export const historySearchCommand: Command = async (parameters, surroundings) => {
  const { options, words, texts } = partsOf(parameters)
  const { values } = readOptions(options, {
    history: { type: 'string' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  })
  const language = speaksChinese(surroundings.environment) ? 'zh' : 'en'
  if (values.help) {
    surroundings.write(`${USAGE}\n${referenceText(language)}`)
    return EXIT.succeeded
  }
  const text = words.join(' ')
  const { query, problems } = parseQuery(text)
  if (problems.length > 0) throw new UsageError(problems.map((problem) => shownAt(text, problem, language)).join('\n'))
  const whole = withTexts(query, texts)
  if (whole.terms.length === 0) throw new UsageError(USAGE.trimEnd())
  const criteria = criteriaOf(whole, { now: Date.now(), timeZoneOffsetAt: (epochMs) => -new Date(epochMs).getTimezoneOffset() })
  const limit = readLimit(values.limit)
  await withHistory(values.history, true, surroundings, ({ history }) => writeFound(history, { criteria, limit, asJson: values.json }, surroundings.write))
  return EXIT.succeeded
}

interface Parts {
  readonly options: readonly string[]
  /** What makes up the query; a word with one minus is one of its terms. */
  readonly words: readonly string[]
  /** What stands after `--`. */
  readonly texts: readonly string[]
}

function partsOf(parameters: readonly string[]): Parts {
  const end = parameters.indexOf('--')
  const own = end === -1 ? parameters : parameters.slice(0, end)
  const options: string[] = []
  const words: string[] = []
  for (let at = 0; at < own.length; at += 1) {
    const word = own[at] ?? ''
    if (word === '-h') options.push('--help')
    else if (!word.startsWith('--')) words.push(word)
    else if (WITH_VALUE.includes(word)) options.push(...own.slice(at, (at += 1) + 1))
    else options.push(word)
  }
  return { options, words, texts: end === -1 ? [] : parameters.slice(end + 1) }
}

/** The query with texts that are looked for as they are. */
function withTexts({ terms }: Query, texts: readonly string[]): Query {
  if (terms.length + texts.length > MOST_TERMS) throw new UsageError(`a query has at most ${MOST_TERMS} terms`)
  for (const text of texts) {
    if (text === '' || text.length >= LONGEST_VALUE) throw new UsageError(`a text after -- has 1 to ${LONGEST_VALUE - 1} characters`)
  }
  return { terms: [...terms, ...texts.map((text) => ({ kind: 'text', not: false, text }) as const)] }
}

/** The query, a caret under what is wrong, and what would be possible. */
function shownAt(text: string, problem: QueryProblem, language: 'zh' | 'en'): string {
  const { start, end } = problem.span
  const columns = (part: string): number => columnsOf(printable(part))
  return [
    printable(text),
    ' '.repeat(columns(text.slice(0, start))) + '^'.repeat(Math.max(1, columns(text.slice(start, end)))),
    problemText(problem)[language],
  ].join('\n')
}
