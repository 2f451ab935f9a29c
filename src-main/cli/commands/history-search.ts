import { LONGEST_TEXT, MOST_CRITERIA } from '@shared/history/criteria'
import type { Query } from '@shared/history/query/query'
import { referenceText } from '@shared/history/query/reference'
import { EXIT, UsageError, readOptions, type Command } from '../command'
import { speaksChinese } from '../messages'
import { withHistory } from '../open-history'
import { criteriaNow, readQuery } from '../query-criteria'
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
  const whole = withTexts(readQuery(words.join(' '), language), texts)
  if (whole.terms.length === 0) throw new UsageError(USAGE.trimEnd())
  const criteria = criteriaNow(whole)
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
  if (terms.length + texts.length > MOST_CRITERIA) throw new UsageError(`a query has at most ${MOST_CRITERIA} terms`)
  for (const text of texts) {
    if (text === '' || text.length >= LONGEST_TEXT) throw new UsageError(`a text after -- has 1 to ${LONGEST_TEXT - 1} characters`)
  }
  return { terms: [...terms, ...texts.map((text) => ({ kind: 'text', not: false, text }) as const)] }
}
