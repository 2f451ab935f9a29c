import { foldCase, LONGEST_PARAMETER_NAME, TRAITS, VALUE_FIELDS, type Trait, type ValueField } from './criteria'
import { addGrams } from './grams'
import { holds, ownTexts, valuesOf } from './matches'
import type { SearchDocument } from './search-document'

/**
 * The words under which an exchange stands in an index: the grams of its texts, and one token for each thing a condition can
 * ask for. Tokens of conditions begin with a sign and grams never do, so the two cannot meet.
 */

/** Every exchange has it. */
export const EVERY_EXCHANGE = ':all'
/** Characters of a value that are in its token; of a longer one its beginning is. */
export const VALUE_LENGTH = 32

/** Characters that are read between two rests. */
const SLICE = 32_768
/** Where one class of durations ends and the next begins, in milliseconds: 1, 2, 5, 10, … up to about a quarter of an hour. */
const DURATION_EDGES: readonly number[] = Array.from({ length: 19 }, (_, nth) => ([1, 2, 5][nth % 3] ?? 1) * 10 ** Math.floor(nth / 3))

/** That an exchange has any value of a field. */
export function fieldToken(field: ValueField): string {
  return `:${field}`
}

export function valueToken(field: ValueField, value: string): string {
  return `:${field}=${spelled(foldCase(value).slice(0, VALUE_LENGTH))}`
}

/** That a request has a parameter of this name that is not empty. */
export function parameterNameToken(name: string): string {
  return `=${spelled(name)}`
}

export function parameterToken(name: string, value: string): string {
  return `=${spelled(name)}=${spelled(foldCase(value).slice(0, VALUE_LENGTH))}`
}

export function traitToken(trait: Trait): string {
  return `:is=${spelled(trait)}`
}

/** The classes of durations that reach into a span, and whether they hold nothing besides. */
export function durationTokens(atLeastMs: number | null, atMostMs: number | null): { readonly tokens: readonly string[]; readonly isExact: boolean } {
  const classes = Array.from({ length: DURATION_EDGES.length + 1 }, (_, nth) => ({
    nth,
    from: DURATION_EDGES[nth - 1] ?? Number.NEGATIVE_INFINITY,
    until: DURATION_EDGES[nth] ?? Number.POSITIVE_INFINITY,
  }))
  const touched = classes.filter(({ from, until }) => (atLeastMs === null || until > atLeastMs) && (atMostMs === null || from <= atMostMs))
  return {
    tokens: touched.map(({ nth }) => durationToken(nth)),
    isExact: touched.every(({ from, until }) => (atLeastMs === null || from >= atLeastMs) && (atMostMs === null || until <= atMostMs)),
  }
}

/** Gathers every token of an exchange; yields between slices of long texts, so that whoever drives it can rest. */
export function* gatherTokens(document: SearchDocument): Generator<void, ReadonlySet<string>> {
  const tokens = new Set<string>(conditionTokens(document))
  for (const texts of [ownTexts(document.summary), document.requestTexts(), document.responseTexts()]) {
    for (const text of texts) {
      const folded = foldCase(text)
      for (let from = 0; from < folded.length; from += SLICE) {
        addGrams(folded, tokens, from, Math.min(folded.length, from + SLICE))
        if (folded.length > SLICE) yield
      }
    }
  }
  return tokens
}

function conditionTokens(document: SearchDocument): readonly string[] {
  const { summary } = document
  const values = VALUE_FIELDS.flatMap((field) => {
    const known = valuesOf(summary, field)
    return known.length === 0 ? [] : [fieldToken(field), ...known.map((value) => valueToken(field, value))]
  })
  const parameters = document
    .parameters()
    .filter(({ name, value }) => value !== '' && name.length <= LONGEST_PARAMETER_NAME)
    .flatMap(({ name, value }) => [parameterNameToken(name), parameterToken(name, value)])
  const traits = TRAITS.filter((trait) => holds(document, { kind: 'is', trait })).map(traitToken)
  return [EVERY_EXCHANGE, ...values, ...parameters, ...traits, ...durationOf(summary.durationMs)]
}

function durationOf(durationMs: number | null): readonly string[] {
  return durationMs === null ? [] : [durationToken(DURATION_EDGES.filter((edge) => edge <= durationMs).length)]
}

function durationToken(nth: number): string {
  return `:duration=${nth}`
}

/**
 * A text in lower-case letters, digits and what lies beyond ASCII; every other code unit in hexadecimal. Two texts are spelled alike only
 * when they are the same, and the beginning of a text is the beginning of its spelling.
 */
function spelled(text: string): string {
  return text.replace(/[^a-z0-9\u0080-\ud7ff\ue000-\uffff]/g, (unit) => `_${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
