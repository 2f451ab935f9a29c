import { closes, isBlank, isColon, isComma, isMinus, isQuote } from './characters'
import type { Span } from './query'

/** A value or a text as it is written. */
export interface Written {
  readonly text: string
  readonly isQuoted: boolean
  /** False for a quote that nothing closes. */
  readonly isClosed: boolean
  /** Whether a star follows it. A star behind a text is part of the text. */
  readonly hasStar: boolean
  readonly span: Span
}

/** A term as it is written, before anybody asked whether there is such a field. */
export interface WrittenTerm {
  readonly not: boolean
  /** Where the term stands, its minus included. */
  readonly span: Span
  readonly body:
    | { readonly kind: 'text'; readonly written: Written }
    /** A word with a colon after what can be a name; `whole` is all of it, should it be no field. */
    | { readonly kind: 'named'; readonly name: string; readonly nameSpan: Span; readonly values: readonly Written[]; readonly whole: Written }
}

/** Whether a name before a colon can be that of a field: what begins with a digit is a time or a number. */
const NAME = /^[\p{L}_][\p{L}\p{N}_-]*/u

/**
 * Splits a text into terms. Never throws; every unit that is not a blank belongs to exactly one term. `isField` says which
 * names are fields: only their values may be quoted or hold blanks, any other word with a colon ends at the next blank.
 */
export function scanQuery(text: string, isField: (name: string) => boolean): WrittenTerm[] {
  const terms: WrittenTerm[] = []
  for (let at = 0; at < text.length; ) {
    if (isBlank(text.charAt(at))) at += 1
    else {
      const term = scanTerm(text, at, isField)
      terms.push(term)
      at = term.span.end
    }
  }
  return terms
}

function scanTerm(text: string, start: number, isField: (name: string) => boolean): WrittenTerm {
  const next = text.charAt(start + 1)
  const not = isMinus(text.charAt(start)) && next !== '' && !isBlank(next)
  const at = not ? start + 1 : start
  if (isQuote(text.charAt(at))) {
    const written = quoted(text, at)
    return { not, span: { start, end: written.span.end }, body: { kind: 'text', written } }
  }
  const whole = word(text, at)
  const name = NAME.exec(whole.text)?.[0] ?? ''
  if (name === '' || !isColon(whole.text.charAt(name.length))) return { not, span: { start, end: whole.span.end }, body: { kind: 'text', written: whole } }
  const nameSpan = { start: at, end: at + name.length }
  const values = isField(name) ? scanValues(text, nameSpan.end + 1) : []
  const end = values.at(-1)?.span.end ?? whole.span.end
  return { not, span: { start, end }, body: { kind: 'named', name, nameSpan, values, whole } }
}

/** Values up to the next blank, at least one, the last one empty where nothing follows a colon or comma. */
function scanValues(text: string, start: number): Written[] {
  const values: Written[] = []
  for (let at = start; ; ) {
    const value = isQuote(text.charAt(at)) ? withStar(text, quoted(text, at)) : bareValue(text, at)
    values.push(value)
    if (!isComma(text.charAt(value.span.end))) return values
    at = value.span.end + 1
  }
}

function word(text: string, start: number): Written {
  let end = start
  while (end < text.length && !isBlank(text.charAt(end))) end += 1
  return { text: text.slice(start, end), isQuoted: false, isClosed: true, hasStar: false, span: { start, end } }
}

function bareValue(text: string, start: number): Written {
  let end = start
  while (end < text.length && !isBlank(text.charAt(end)) && !isComma(text.charAt(end))) end += 1
  const hasStar = end > start && text.charAt(end - 1) === '*'
  return { text: text.slice(start, hasStar ? end - 1 : end), isQuoted: false, isClosed: true, hasStar, span: { start, end } }
}

function quoted(text: string, start: number): Written {
  const open = text.charAt(start)
  let content = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charAt(at)
    const following = text.charAt(at + 1)
    if (unit === '\\' && (following === '\\' || isQuote(following))) {
      content += following
      at += 1
    } else if (closes(open, unit)) {
      return { text: content, isQuoted: true, isClosed: true, hasStar: false, span: { start, end: at + 1 } }
    } else content += unit
  }
  return { text: content, isQuoted: true, isClosed: false, hasStar: false, span: { start, end: text.length } }
}

function withStar(text: string, value: Written): Written {
  if (!value.isClosed || text.charAt(value.span.end) !== '*') return value
  return { ...value, hasStar: true, span: { ...value.span, end: value.span.end + 1 } }
}
