import { foldCase } from '../criteria'

/** A part of a text: UTF-16 units from `start` up to but not including `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A value as it is compared: the whole of what is kept, or its beginning. */
export interface QueryValue {
  readonly text: string
  readonly match: 'exact' | 'prefix'
}

/** A text to be found anywhere in an exchange. */
export interface TextTerm {
  readonly kind: 'text'
  readonly not: boolean
  readonly text: string
}

/** A field that has any of the values. `field` is the proper name of one in `fields.ts`, the values are in their proper writing. */
export interface FieldTerm {
  readonly kind: 'field'
  readonly not: boolean
  readonly field: string
  readonly values: readonly QueryValue[]
}

export type QueryTerm = TextTerm | FieldTerm

/** What somebody looks for: every term holds. */
export interface Query {
  readonly terms: readonly QueryTerm[]
}

/** A term and where it stands in the text it was read from. */
export interface PlacedTerm {
  readonly term: QueryTerm
  readonly span: Span
}

export const EMPTY_QUERY: Query = { terms: [] }

/** Whether two terms mean the same, whatever the order of their values. */
export function isSameTerm(left: QueryTerm, right: QueryTerm): boolean {
  if (left.not !== right.not) return false
  if (left.kind === 'text' || right.kind === 'text') return left.kind === right.kind && (left as TextTerm).text === (right as TextTerm).text
  return (
    left.field === right.field &&
    left.values.every((value) => right.values.some((other) => isSameValue(value, other))) &&
    right.values.every((value) => left.values.some((other) => isSameValue(value, other)))
  )
}

/** Whether two values mean the same: case does not count. */
export function isSameValue(left: QueryValue, right: QueryValue): boolean {
  return left.match === right.match && foldCase(left.text) === foldCase(right.text)
}
