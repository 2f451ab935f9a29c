import type { LocalizedText } from '../../descriptor/types'
import { isBlank, isColon, isComma, isMinus, isQuote } from './characters'
import { QUERY_FIELDS, findField, type QueryField } from './fields'
import { printTerm } from './print'
import { DAY_FORMS, DURATION_FORMS, TIME_FORMS } from './problems'
import type { Span } from './query'

/** What can stand where somebody types. */
export interface Completion {
  readonly kind: 'field' | 'value'
  /** What takes the place of what was typed. */
  readonly insert: string
  /** What the list shows: the name of a field, or a value as it is. */
  readonly name: string
  readonly meaning: LocalizedText | null
  /** How many exchanges have it; null when nobody counted. */
  readonly count: number | null
}

export interface Completions {
  /** What is replaced. */
  readonly span: Span
  readonly items: readonly Completion[]
}

/** Values that are there, most frequent first, as the facets of a history give them. */
export type KnownValues = readonly { readonly field: string; readonly values: readonly { readonly value: string; readonly count: number }[] }[]

const MOST_ITEMS = 12

/** What can follow at a caret: names of fields, or values of the field before the colon. Nothing inside of quotes. */
export function completionsAt(text: string, caret: number, known: KnownValues): Completions {
  const at = Math.min(Math.max(caret, 0), text.length)
  const nothing: Completions = { span: { start: at, end: at }, items: [] }
  const word = wordBefore(text, at)
  if (word === null) return nothing
  const start = word.start < at && isMinus(text.charAt(word.start)) ? word.start + 1 : word.start
  const typed = text.slice(start, at)
  const colon = typed.split('').findIndex(isColon)
  if (colon === -1) return { span: { start, end: at }, items: fieldsLike(typed) }
  const field = findField(typed.slice(0, colon))
  if (field === null) return nothing
  const valueStart = start + lastValueStart(typed, colon)
  return { span: { start: valueStart, end: at }, items: valuesLike(field, unquoted(text.slice(valueStart, at)), known).slice(0, MOST_ITEMS) }
}

/** Where the word before a caret begins; null within a quoted text that is no value. A blank inside of quotes ends nothing. */
function wordBefore(text: string, caret: number): Span | null {
  let start = 0
  let open = ''
  for (let at = 0; at < caret; at += 1) {
    const unit = text.charAt(at)
    const before = text.charAt(at - 1)
    if (open !== '') {
      if (isQuote(unit) && before !== '\\') open = ''
    } else if (isBlank(unit)) start = at + 1
    else if (isQuote(unit) && (at === start || isColon(before) || isComma(before) || isMinus(before))) open = unit
  }
  const isValue = [...text.slice(start, caret)].some(isColon)
  return open !== '' && !isValue ? null : { start, end: caret }
}

function lastValueStart(typed: string, colon: number): number {
  let start = colon + 1
  let isQuoted = false
  for (let at = colon + 1; at < typed.length; at += 1) {
    const unit = typed.charAt(at)
    if (isQuote(unit)) isQuoted = !isQuoted
    else if (isComma(unit) && !isQuoted) start = at + 1
  }
  return start
}

function unquoted(text: string): string {
  return isQuote(text.charAt(0)) ? text.slice(1) : text
}

function fieldsLike(typed: string): readonly Completion[] {
  const wanted = typed.toLowerCase()
  const rank = ({ name, aliases }: QueryField): number => (name.startsWith(wanted) ? 0 : aliases.some((alias) => alias.startsWith(wanted)) ? 1 : 2)
  return QUERY_FIELDS.filter((field) => rank(field) < 2 || (wanted.length > 1 && (field.name.includes(wanted) || field.meaning.zh.includes(wanted))))
    .toSorted((left, right) => rank(left) - rank(right))
    .map(({ name, meaning }): Completion => ({ kind: 'field', insert: `${name}:`, name, meaning, count: null }))
}

function valuesLike(field: QueryField, typed: string, known: KnownValues): Completion[] {
  const wanted = typed.toLowerCase()
  const item = (value: string, meaning: LocalizedText | null, count: number | null): Completion => ({
    kind: 'value',
    insert: printTerm({ kind: 'field', not: false, field: field.name, values: [{ text: value, match: 'exact' }] }).slice(field.name.length + 1),
    name: value,
    meaning,
    count,
  })
  const counts = known.find((facet) => facet.field === field.name)?.values
  const choices = choicesOf(field)
  if (choices !== null) {
    return choices
      .filter(({ value, aliases }) => [value, ...aliases].some((word) => word.toLowerCase().startsWith(wanted)))
      .map(({ value, meaning }) => item(value, meaning, counts === undefined ? null : (counts.find((one) => one.value === value)?.count ?? 0)))
  }
  return (counts ?? []).filter(({ value }) => value.toLowerCase().includes(wanted)).map(({ value, count }) => item(value, null, count))
}

function choicesOf({ kind }: QueryField): readonly { value: string; aliases: readonly string[]; meaning: LocalizedText | null }[] | null {
  const plain = (forms: readonly string[]) => forms.map((value) => ({ value, aliases: [], meaning: null }))
  switch (kind.kind) {
    case 'choice':
    case 'value':
      return kind.choices
    case 'time':
      return plain((kind.side === 'on' ? DAY_FORMS : TIME_FORMS).filter((form) => !/^(?:\d+-)/.test(form)))
    case 'duration':
      return plain(DURATION_FORMS)
    default:
      return null
  }
}
