import { readingsOf, type Reading } from './readings'

/** A value that must not be handed on, and what takes its place wherever it turns up. */
export interface HiddenValue {
  readonly field: string
  readonly value: string
  readonly replacement: string
}

/** Told the name of the field whose value was replaced, once for each place. */
export type CountMasked = (field: string) => void

/** From so many characters on a word is replaced inside longer words, too. */
const CERTAIN_LENGTH = 6
/** Shorter words turn up everywhere and mean nothing. */
const SHORTEST_WORD = 4
const WORDS_OF_GRAMMARS: ReadonlySet<string> = new Set(['true', 'false', 'null'])

/** A value's place in a text. */
interface Hit {
  readonly from: number
  readonly to: number
  readonly hidden: HiddenValue
}

/**
 * Finds values again where a server or a person repeats them: in a message, a page, an address, a note. Any of their characters
 * may be written as it is, percent-encoded, as an escape of JSON or as a reference of XML. A word of four or five ASCII letters and
 * digits counts only when it stands alone; shorter ones, single characters and mere punctuation not at all: they would turn up everywhere.
 */
export class Echoes {
  private readonly values: readonly HiddenValue[]

  constructor(values: readonly HiddenValue[]) {
    const distinct = [...new Map(values.map((one) => [one.value, one])).values()].filter(({ value }) => isTelling(value))
    // What is shown of one value may hold another: the beginning of a text begins with a name.
    this.values = distinct.map((hidden) => ({
      ...hidden,
      replacement: withoutAny(hidden.replacement, distinct, () => undefined),
    }))
  }

  /** The text without the values. */
  without(text: string, count: CountMasked): string {
    return withoutAny(text, this.values, count)
  }
}

function withoutAny(text: string, values: readonly HiddenValue[], count: CountMasked): string {
  if (values.length === 0 || text === '') return text
  const hits = readingsOf(text).flatMap((reading) => values.flatMap((hidden) => [...hitsOf(reading, hidden)]))
  if (hits.length === 0) return text
  // Of values that begin at one place the longest counts; what overlaps goes together.
  hits.sort((left, right) => left.from - right.from || right.to - left.to)
  let without = ''
  let end = 0
  for (const { from, to, hidden } of hits) {
    if (from >= end) {
      without += text.slice(end, from) + hidden.replacement
      count(hidden.field)
    }
    end = Math.max(end, to)
  }
  return without + text.slice(end)
}

function* hitsOf({ text, starts }: Reading, hidden: HiddenValue): Generator<Hit> {
  const { value } = hidden
  const isShortWord = value.length < CERTAIN_LENGTH && /^[A-Za-z\d]+$/.test(value)
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const end = at + value.length
    if (isShortWord && (isWordCharacter(text.charAt(at - 1)) || isWordCharacter(text.charAt(end)))) continue
    yield { from: starts?.[at] ?? at, to: starts?.[end] ?? end, hidden }
  }
}

function isWordCharacter(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character)
}

function isTelling(value: string): boolean {
  if (/^\p{ASCII}*$/u.test(value)) return value.length >= SHORTEST_WORD && /[A-Za-z\d]/.test(value) && !WORDS_OF_GRAMMARS.has(value)
  return [...value].length > 1
}
