import { EMPTY_QUERY, isSameTerm, isSameValue, type FieldTerm, type Query, type QueryTerm, type QueryValue } from './query'

/** The query with a term at its end; unchanged when it has it. */
export function withTerm(query: Query, term: QueryTerm): Query {
  return query.terms.some((known) => isSameTerm(known, term)) ? query : { terms: [...query.terms, term] }
}

/** The query with another term in the place of one. */
export function withTermReplaced(query: Query, index: number, term: QueryTerm): Query {
  return { terms: query.terms.with(index, term) }
}

/** The same term, meaning the opposite. */
export function negated(term: QueryTerm): QueryTerm {
  return { ...term, not: !term.not }
}

/** Whether a query asks for a value of a field. */
export function asksFor(query: Query, field: string, value: QueryValue): boolean {
  return query.terms.some((term) => isOf(term, field) && term.values.some((known) => isSameValue(known, value)))
}

/**
 * The query asking for a value of a field as well: beside the values it asks for already, any of which will do. Of
 * fields with several values at once, such as `tag`, all that are asked for have to be there.
 */
export function withValue(query: Query, field: string, value: QueryValue, hasSeveral: boolean): Query {
  if (asksFor(query, field, value)) return query
  const index = hasSeveral ? -1 : query.terms.findIndex((term) => isOf(term, field))
  const known = query.terms[index]
  if (known === undefined || known.kind !== 'field') return withTerm(query, { kind: 'field', not: false, field, values: [value] })
  return withTermReplaced(query, index, { ...known, values: [...known.values, value] })
}

/** The query with nothing but this value for a field: for what has one value, such as a beginning in time. */
export function withOnlyValue(query: Query, field: string, value: QueryValue): Query {
  return withTerm({ terms: query.terms.filter((term) => !isOf(term, field)) }, { kind: 'field', not: false, field, values: [value] })
}

/** The query without asking for a value of a field. */
export function withoutValue(query: Query, field: string, value: QueryValue): Query {
  const terms = query.terms.flatMap((term): QueryTerm[] => {
    if (!isOf(term, field)) return [term]
    const values = term.values.filter((known) => !isSameValue(known, value))
    return values.length === 0 ? [] : [{ ...term, values }]
  })
  return terms.length === 0 ? EMPTY_QUERY : { terms }
}

function isOf(term: QueryTerm, field: string): term is FieldTerm {
  return term.kind === 'field' && term.field === field && !term.not
}
