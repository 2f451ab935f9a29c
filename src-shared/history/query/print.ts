import { isBlank, isComma, isQuote } from './characters'
import { findField } from './fields'
import { parseQuery } from './parse'
import type { Query, QueryTerm, QueryValue } from './query'

/** A query in its proper writing: reading it again gives the same query. */
export function printQuery({ terms }: Query): string {
  return terms.map(printTerm).join(' ')
}

/** One term in its proper writing. */
export function printTerm(term: QueryTerm): string {
  const body = term.kind === 'text' ? printText(term.text) : `${term.field}:${term.values.map((value) => printValue(term.field, value)).join(',')}`
  return term.not ? `-${body}` : body
}

function printText(text: string): string {
  const { terms, problems } = parseQuery(text)
  const [only] = terms
  const isReadAlike = problems.length === 0 && terms.length === 1 && only?.term.kind === 'text' && !only.term.not && only.term.text === text
  return isReadAlike ? text : quote(text)
}

function printValue(field: string, { text, match }: QueryValue): string {
  const star = match === 'prefix' ? '*' : ''
  return `${isBare(field, text, match) ? text : quote(text)}${star}`
}

function isBare(field: string, text: string, match: QueryValue['match']): boolean {
  if (text === '') return match === 'prefix'
  if (isQuote(text.charAt(0)) || [...text].some((unit) => isBlank(unit) || isComma(unit))) return false
  // A star at the end would be read as a beginning, where a field has such a thing.
  const kind = findField(field)?.kind.kind
  return match === 'prefix' || !text.endsWith('*') || (kind !== 'value' && kind !== 'parameter')
}

function quote(text: string): string {
  return `"${text.replace(/[\\"＂]/g, (unit) => `\\${unit}`)}"`
}
