import type { Condition, Criteria, Criterion, Trait } from '../criteria'
import { beginningOf, endOfDay, readTime } from './times'
import type { Asking } from './days'
import { readDuration } from './durations'
import { findField, type QueryField } from './fields'
import type { Query, QueryTerm, QueryValue } from './query'

const TRAIT_OF_PART: Readonly<Record<string, Trait>> = { note: 'noted', name: 'named', tag: 'tagged', response: 'answered' }

/** What a query means for whoever asks: days and "ago" are theirs. */
export function criteriaOf({ terms }: Query, asking: Asking): Criteria {
  return {
    all: terms.filter((term) => !isOfRemoved(term)).map((term) => criterionOf(term, asking)),
    removed: terms.some(isOfRemoved),
  }
}

/** `is:removed`, which chooses what is searched instead of being searched for. */
export function isOfRemoved(term: QueryTerm): boolean {
  return term.kind === 'field' && term.field === 'is' && term.values.some(({ text }) => text === 'removed')
}

function criterionOf(term: QueryTerm, asking: Asking): Criterion {
  if (term.kind === 'text') return { not: term.not, anyOf: [{ kind: 'text', text: term.text, in: 'anywhere' }] }
  const field = findField(term.field)
  if (field === null) throw new TypeError(`no field ${term.field}`)
  return { not: term.not, anyOf: term.values.map((value) => conditionOf(field, value, asking)) }
}

function conditionOf({ name, kind }: QueryField, { text, match }: QueryValue, asking: Asking): Condition {
  switch (kind.kind) {
    case 'value':
      return { kind: 'value', field: kind.field, value: text, match }
    case 'parameter':
      return { kind: 'parameter', name, value: text, match }
    case 'text':
      return { kind: 'text', text, in: kind.place }
    case 'choice':
      return { kind: 'is', trait: TRAIT_OF_PART[text] ?? (text as Trait) }
    case 'duration': {
      const milliseconds = readDuration(text)?.milliseconds ?? 0
      return kind.side === 'slower'
        ? { kind: 'duration', atLeastMs: milliseconds, atMostMs: null }
        : { kind: 'duration', atLeastMs: null, atMostMs: milliseconds }
    }
    case 'time': {
      const time = readTime(text)
      if (time === null) throw new TypeError(`no time ${text}`)
      const from = beginningOf(time, asking)
      if (kind.side === 'before') return { kind: 'time', from: null, until: from }
      return { kind: 'time', from, until: kind.side === 'after' ? null : endOfDay(time, asking) }
    }
  }
}
