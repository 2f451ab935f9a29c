import type { LocalizedText } from '../../descriptor/types'
import type { Span } from './query'

export type QueryProblemCode =
  | 'unclosed-quote'
  | 'missing-value'
  | 'empty-text'
  | 'after-quote'
  | 'unknown-field'
  | 'no-such-choice'
  | 'not-a-time'
  | 'not-a-day'
  | 'not-a-duration'
  | 'not-a-status'
  | 'removed-alone'
  | 'too-long'
  | 'too-many-values'
  | 'too-many-terms'

/** Why a part of a query cannot be understood. */
export interface QueryProblem {
  readonly code: QueryProblemCode
  readonly span: Span
  /** What stands there. */
  readonly found: string
  /** Field it was said of; empty when of none. */
  readonly field: string
  /** What is possible there: values, or forms of a value. */
  readonly expected: readonly string[]
}

/** Forms a value can have; `not-a-time` and the like name them. */
export const TIME_FORMS = ['2026-11-22', '2026-11-22T10:00', '11-22', 'today', 'yesterday', '7d', '3h', '30m'] as const
export const DAY_FORMS = ['2026-11-22', '11-22', 'today', 'yesterday'] as const
export const DURATION_FORMS = ['800ms', '2s', '1.5s', '2m'] as const

/** Whether somebody who is still typing has this problem only because the rest is to come. */
export function isUnfinished({ code }: QueryProblem): boolean {
  return code === 'unclosed-quote' || code === 'missing-value' || code === 'empty-text'
}

const LONGEST_SHOWN = 40

/** What is wrong and what is possible instead, in one sentence or two. */
export function problemText(problem: QueryProblem): LocalizedText {
  const found = problem.found.length > LONGEST_SHOWN ? `${problem.found.slice(0, LONGEST_SHOWN)}…` : problem.found
  const [first = ''] = problem.expected
  const zhExpected = problem.expected.join('、')
  const enExpected = listed(problem.expected)
  const { field } = problem
  const words: Readonly<Record<QueryProblemCode, LocalizedText>> = {
    'unclosed-quote': { zh: '引号没有结束，请在末尾补上 "。', en: 'The quote is never closed: add a " at the end.' },
    'missing-value': { zh: `“${field}:”后面缺少值，例如 ${field}:${first}。`, en: `${field}: needs a value, such as ${field}:${first}.` },
    'empty-text': { zh: '引号里没有内容。', en: 'There is nothing between the quotes.' },
    'after-quote': { zh: '引号后面只能是逗号、* 或空格。', en: 'Only a comma, a * or a blank can follow the closing quote.' },
    'unknown-field': {
      zh: `没有“${found}”这个条件，是不是想写 ${first}:？如果要按文字查找，请加上引号。`,
      en: `There is no field ${found}. Did you mean ${first}:? To find it as text, put it in quotes.`,
    },
    'no-such-choice': { zh: `${field}: 没有“${found}”这个值，可以是：${zhExpected}。`, en: `${field}: cannot be “${found}”. It can be ${enExpected}.` },
    'not-a-time': { zh: `“${found}”不是时间，可以写成：${zhExpected}。`, en: `“${found}” is not a time. Write it like ${enExpected}.` },
    'not-a-day': { zh: `“${found}”不是一天，可以写成：${zhExpected}。`, en: `“${found}” is not a day. Write it like ${enExpected}.` },
    'not-a-duration': { zh: `“${found}”不是时长，可以写成：${zhExpected}。`, en: `“${found}” is not a duration. Write it like ${enExpected}.` },
    'not-a-status': { zh: `“${found}”不是 HTTP 状态码，可以写成：${zhExpected}。`, en: `“${found}” is not an HTTP status. Write it like ${enExpected}.` },
    'removed-alone': {
      zh: 'is:removed 不能取反，也不能用逗号与其他值并列；平时列出的本来就不含已删除的记录。',
      en: 'is:removed can be neither negated nor joined by a comma. Without it, removed exchanges are left out anyway.',
    },
    'too-long': { zh: `这段文字太长，最多 ${first} 个字符。`, en: `This text is too long: at most ${first} characters.` },
    'too-many-values': { zh: `值太多，最多 ${first} 个。`, en: `Too many values: at most ${first}.` },
    'too-many-terms': { zh: `条件太多，最多 ${first} 个。`, en: `Too many conditions: at most ${first}.` },
  }
  return words[problem.code]
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`
}
