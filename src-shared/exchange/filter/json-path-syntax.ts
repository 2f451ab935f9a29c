/** A JSONPath query as RFC 9535 defines it, read and checked. */
export interface Query {
  /** `$` begins at the document's value, `@` at the value a filter is asked about. */
  readonly from: 'root' | 'current'
  readonly segments: readonly Segment[]
}

export interface Segment {
  readonly descendant: boolean
  readonly selectors: readonly Selector[]
}

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start: number | null; readonly end: number | null; readonly step: number }
  | { readonly kind: 'filter'; readonly test: Test }

/** An expression that is true or false (LogicalType). */
export type Test =
  | { readonly kind: 'or' | 'and'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Comparable; readonly right: Comparable }
  | { readonly kind: 'pattern'; readonly whole: boolean; readonly text: Comparable; readonly pattern: Comparable }

export const COMPARISON_OPERATORS = ['==', '!=', '<=', '>=', '<', '>'] as const
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number]

/** An expression with one value or none (ValueType). */
export type Comparable =
  | { readonly kind: 'literal'; readonly value: Literal }
  /** A query that finds one node at most. */
  | { readonly kind: 'singular'; readonly query: Query }
  | { readonly kind: 'length'; readonly of: Comparable }
  | { readonly kind: 'count' | 'value'; readonly query: Query }

/** A value written in the expression or computed; numbers are their digits. */
export type Literal =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'boolean'; readonly text: string }
  | { readonly kind: 'null' }

/** Whether the query finds one node at most: names and indexes only (RFC 9535, section 2.3.5.1). */
export function isSingular(query: Query): boolean {
  return query.segments.every(({ descendant, selectors }) => {
    const kind = selectors[0]?.kind
    return !descendant && selectors.length === 1 && (kind === 'name' || kind === 'index')
  })
}
