import type { Criteria } from '@shared/history/criteria'
import { criteriaOf } from '@shared/history/query/criteria-of'
import { parseQuery } from '@shared/history/query/parse'
import { problemText, type QueryProblem } from '@shared/history/query/problems'
import type { Query } from '@shared/history/query/query'
import { columnsOf } from '@shared/history/query/reference'
import { UsageError } from './command'
import { printable } from './print-exchange'

/** A query as it was typed. @throws UsageError that shows where it cannot be understood, and what would be possible there */
export function readQuery(text: string, language: 'zh' | 'en'): Query {
  const { query, problems } = parseQuery(text)
  if (problems.length > 0) throw new UsageError(problems.map((problem) => shownAt(text, problem, language)).join('\n'))
  return query
}

/** What a query means now, in the zone of this machine. */
export function criteriaNow(query: Query): Criteria {
  return criteriaOf(query, { now: Date.now(), timeZoneOffsetAt: (epochMs) => -new Date(epochMs).getTimezoneOffset() })
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
