import { LONGEST_TEXT, MOST_CONDITIONS, MOST_CRITERIA } from '../criteria'
import { findChoice } from './choices'
import { isBlank, isComma } from './characters'
import { readDuration } from './durations'
import { findField, similarField, type QueryField } from './fields'
import { DAY_FORMS, DURATION_FORMS, TIME_FORMS, type QueryProblem, type QueryProblemCode } from './problems'
import type { FieldTerm, PlacedTerm, Query, QueryValue, Span } from './query'
import { scanQuery, type Written, type WrittenTerm } from './scan'
import { isWholeDay, readTime } from './times'

/** What a text says, as far as it can be understood. */
export interface ParsedQuery {
  /** The terms that were understood; what a problem was found in is not among them. */
  readonly query: Query
  /** The same terms with their places, in the order of the text. */
  readonly terms: readonly PlacedTerm[]
  readonly problems: readonly QueryProblem[]
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: QueryProblem }

/** Reads a query. Never throws: what cannot be understood is a problem that says where and what would be possible. */
export function parseQuery(text: string): ParsedQuery {
  const terms: PlacedTerm[] = []
  const problems: QueryProblem[] = []
  for (const written of scanQuery(text, (name) => findField(name) !== null)) {
    const read = readTerm(text, written)
    if (!read.ok) problems.push(read.problem)
    else if (terms.length === MOST_CRITERIA) {
      problems.push(problemAt(text, written.span, 'too-many-terms', '', [String(MOST_CRITERIA)]))
      break
    } else terms.push({ term: read.value, span: written.span })
  }
  return { query: { terms: terms.map(({ term }) => term) }, terms, problems }
}

function readTerm(text: string, { not, span, body }: WrittenTerm): Read<PlacedTerm['term']> {
  if (body.kind === 'text') return readText(text, not, body.written)
  const field = findField(body.name)
  if (field !== null) return readField(text, { not, span, field, values: body.values })
  const similar = similarField(body.name)
  // A path or an address is no slip of the pen.
  if (similar === null || body.whole.text.startsWith('//', body.name.length + 1)) return readText(text, not, body.whole)
  return refused(text, body.nameSpan, 'unknown-field', '', [similar])
}

function readText(text: string, not: boolean, written: Written): Read<PlacedTerm['term']> {
  const problem = problemOfWriting(text, written, '')
  if (problem !== null) return { ok: false, problem }
  if (written.text === '') return refused(text, written.span, 'empty-text', '', [])
  return { ok: true, value: { kind: 'text', not, text: written.text } }
}

interface WrittenField {
  readonly not: boolean
  readonly span: Span
  readonly field: QueryField
  readonly values: readonly Written[]
}

function readField(text: string, { not, span, field, values }: WrittenField): Read<FieldTerm> {
  if (values.length > MOST_CONDITIONS) return refused(text, span, 'too-many-values', field.name, [String(MOST_CONDITIONS)])
  const read: QueryValue[] = []
  for (const written of values) {
    const problem = problemOfWriting(text, written, field.name) ?? problemAfterQuote(text, written, field.name)
    if (problem !== null) return { ok: false, problem }
    if (written.text === '' && !written.isQuoted && !written.hasStar) {
      return refused(text, { start: span.start, end: written.span.end }, 'missing-value', field.name, [field.example])
    }
    const value = readValue(text, field, written)
    if (!value.ok) return value
    read.push(value.value)
  }
  const isOfRemoved = field.name === 'is' && read.some((value) => value.text === 'removed')
  if (isOfRemoved && (not || read.length > 1)) return refused(text, span, 'removed-alone', field.name, [])
  return { ok: true, value: { kind: 'field', not, field: field.name, values: read } }
}

function readValue(text: string, field: QueryField, written: Written): Read<QueryValue> {
  const exact = (value: string): Read<QueryValue> => ({ ok: true, value: { text: value, match: 'exact' } })
  const wrong = (code: QueryProblemCode, expected: readonly string[]): Read<QueryValue> => refused(text, written.span, code, field.name, expected)
  // Where a beginning has no meaning the star is part of what was written.
  const whole = written.hasStar ? `${written.text}*` : written.text
  const { kind } = field
  switch (kind.kind) {
    case 'time': {
      const time = readTime(whole)
      if (time === null) return wrong(kind.side === 'on' ? 'not-a-day' : 'not-a-time', kind.side === 'on' ? DAY_FORMS : TIME_FORMS)
      return kind.side === 'on' && !isWholeDay(time) ? wrong('not-a-day', DAY_FORMS) : exact(time.text)
    }
    case 'duration': {
      const duration = readDuration(whole)
      return duration === null ? wrong('not-a-duration', DURATION_FORMS) : exact(duration.text)
    }
    case 'choice': {
      const found = findChoice(kind.choices, whole)
      return found === null ? wrong('no-such-choice', kind.choices.map(({ value }) => value)) : exact(found.value)
    }
    case 'text':
      return whole === '' ? wrong('empty-text', []) : exact(whole)
    case 'parameter':
      return { ok: true, value: { text: written.text, match: written.hasStar ? 'prefix' : 'exact' } }
    case 'value': {
      const match = written.hasStar ? 'prefix' : 'exact'
      if (written.text === '') return { ok: true, value: { text: '', match } }
      if (kind.field === 'status' && !/^\d{1,3}$/.test(written.text)) return wrong('not-a-status', ['200', '404', '5*'])
      if (kind.choices === null) return { ok: true, value: { text: written.text, match } }
      const possible = kind.choices.map(({ value }) => value)
      if (match === 'exact') {
        const found = findChoice(kind.choices, written.text)
        return found === null ? wrong('no-such-choice', possible) : exact(found.value)
      }
      const beginning = written.text.toLowerCase()
      return possible.some((value) => value.startsWith(beginning)) ? { ok: true, value: { text: beginning, match } } : wrong('no-such-choice', possible)
    }
  }
}

/** What is wrong with a text or value whatever it is for. */
function problemOfWriting(text: string, written: Written, field: string): QueryProblem | null {
  if (!written.isClosed) return problemAt(text, written.span, 'unclosed-quote', field, ['"'])
  return written.text.length >= LONGEST_TEXT ? problemAt(text, written.span, 'too-long', field, [String(LONGEST_TEXT - 1)]) : null
}

/** A value ends with its quote; a letter behind it belongs nowhere. */
function problemAfterQuote(text: string, written: Written, field: string): QueryProblem | null {
  const next = text.charAt(written.span.end)
  if (!written.isQuoted || next === '' || isBlank(next) || isComma(next)) return null
  let end = written.span.end
  while (end < text.length && !isBlank(text.charAt(end))) end += 1
  return problemAt(text, { start: written.span.end, end }, 'after-quote', field, [',', '*'])
}

function refused(text: string, span: Span, code: QueryProblemCode, field: string, expected: readonly string[]): { readonly ok: false; readonly problem: QueryProblem } {
  return { ok: false, problem: problemAt(text, span, code, field, expected) }
}

function problemAt(text: string, span: Span, code: QueryProblemCode, field: string, expected: readonly string[]): QueryProblem {
  return { code, span, found: text.slice(span.start, span.end), field, expected }
}

