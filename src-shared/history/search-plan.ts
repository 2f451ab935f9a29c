import { foldCase, type Condition, type Criteria, type Criterion, type TextPlace } from './criteria'
import { runGram, signGram, stretchesOf, WORD_GRAM, type Stretch } from './grams'
import * as tokens from './search-tokens'

/** What must be said of an exchange's tokens. */
export type Expression =
  | { readonly kind: 'token' | 'prefix'; readonly token: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'except'; readonly base: Expression; readonly without: Expression }

/** How an index answers criteria. */
export interface SearchPlan {
  /** Holds of every exchange the criteria mean; null when tokens say nothing about them. */
  readonly expression: Expression | null
  /** Whether expression, time and duration say all there is to say; otherwise what they find is to be checked with `matches`. */
  readonly isExact: boolean
  /** Whether the expression gathers many tokens, so that a search for something frequent is quicker without the index. */
  readonly isBroad: boolean
  /** Started at or after `from` and before `until`, in epoch milliseconds. */
  readonly from: number | null
  readonly until: number | null
  /** Took at least and at most so long, in milliseconds. */
  readonly atLeastMs: number | null
  readonly atMostMs: number | null
}

interface Reach {
  readonly expression: Expression
  readonly isExact: boolean
}

const token = (text: string): Expression => ({ kind: 'token', token: text })
const prefix = (text: string): Expression => ({ kind: 'prefix', token: text })
const EVERY: Expression = token(tokens.EVERY_EXCHANGE)
/** Whatever it is, the tokens do not tell. */
const UNTOLD: Reach = { expression: EVERY, isExact: false }
/** Longest piece of ideographs that is a gram of its own. */
const IDEOGRAPH_GRAM = 2

/** A beginning of so many characters is in the index itself, and of more is shared by few enough tokens. */
const NARROW_PREFIX = 2

/** The plan for criteria. Whether exchanges were removed is not part of it. */
export function planOf({ all }: Criteria): SearchPlan {
  const spans = all.flatMap((criterion) => bareCondition(criterion, 'time') ?? [])
  const durations = all.flatMap((criterion) => bareCondition(criterion, 'duration') ?? [])
  const reaches = all.filter((criterion) => bareCondition(criterion, 'time') === null).map(reachOfCriterion)
  const expression = every(reaches.map((reach) => reach.expression))
  return {
    expression: expression === EVERY ? null : expression,
    isExact: reaches.every(({ isExact }) => isExact),
    isBroad: isBroad(expression),
    from: strictest(Math.max, spans.map(({ from }) => from)),
    until: strictest(Math.min, spans.map(({ until }) => until)),
    atLeastMs: strictest(Math.max, durations.map(({ atLeastMs }) => atLeastMs)),
    atMostMs: strictest(Math.min, durations.map(({ atMostMs }) => atMostMs)),
  }
}

/** The bound that holds where all of them do; null where there is none. */
function strictest(choose: (...bounds: number[]) => number, bounds: readonly (number | null)[]): number | null {
  const given = bounds.filter((bound) => bound !== null)
  return given.length === 0 ? null : choose(...given)
}

/** The one condition a criterion is, when it is of this kind. */
function bareCondition<Kind extends Condition['kind']>({ not, anyOf }: Criterion, kind: Kind): Extract<Condition, { kind: Kind }> | null {
  const [condition] = anyOf
  return !not && anyOf.length === 1 && condition?.kind === kind ? (condition as Extract<Condition, { kind: Kind }>) : null
}

function reachOfCriterion(criterion: Criterion): Reach {
  const duration = bareCondition(criterion, 'duration')
  // Classes tell who comes into question, and the plan's bounds the rest.
  if (duration !== null) return { ...reachOf(duration), isExact: true }
  const { not, anyOf } = criterion
  const reaches = anyOf.map(reachOf)
  const met = { expression: some(reaches.map(({ expression }) => expression)), isExact: reaches.every(({ isExact }) => isExact) }
  if (!not) return met
  return met.isExact ? { expression: without(met.expression), isExact: true } : UNTOLD
}

function reachOf(condition: Condition): Reach {
  switch (condition.kind) {
    case 'text':
      return reachOfText(foldCase(condition.text), condition.in)
    case 'value': {
      const { field, value, match } = condition
      return reachOfValue(value, match, tokens.fieldToken(field), (text) => tokens.valueToken(field, text))
    }
    case 'parameter': {
      const { name, value, match } = condition
      return reachOfValue(value, match, tokens.parameterNameToken(name), (text) => tokens.parameterToken(name, text))
    }
    case 'duration': {
      const { tokens: classes, isExact } = tokens.durationTokens(condition.atLeastMs, condition.atMostMs)
      return { expression: some(classes.map(token)), isExact }
    }
    case 'is':
      return { expression: token(tokens.traitToken(condition.trait)), isExact: true }
    case 'time':
      return UNTOLD
  }
}

function reachOfValue(value: string, match: 'exact' | 'prefix', presence: string, tokenOf: (value: string) => string): Reach {
  if (value === '') return { expression: match === 'prefix' ? token(presence) : without(token(presence)), isExact: true }
  const folded = foldCase(value)
  // A token holds no more than the beginning of a long value, which others may share.
  if (match === 'exact') return { expression: token(tokenOf(value)), isExact: folded.length < tokens.VALUE_LENGTH }
  return folded.length <= tokens.VALUE_LENGTH ? { expression: prefix(tokenOf(value)), isExact: true } : { expression: token(tokenOf(value)), isExact: false }
}

/** Labels are rare, so that one who looks there need not read what only has the text elsewhere. */
const TRAIT_OF_PLACE: Partial<Record<TextPlace, string>> = { note: tokens.traitToken('noted'), name: tokens.traitToken('named') }

function reachOfText(folded: string, place: TextPlace): Reach {
  const stretches = stretchesOf(folded)
  const grams = gramsOf(stretches)
  const trait = TRAIT_OF_PLACE[place]
  const expression = every([...grams, ...(trait === undefined ? [] : [token(trait)])])
  return { expression, isExact: place === 'anywhere' && isOneGram(stretches, folded) }
}

/** Whether a text is found by its one gram exactly: nothing of it is left out, and no place of another text has the gram without the text. */
function isOneGram([stretch, ...others]: readonly Stretch[], folded: string): boolean {
  if (stretch === undefined || others.length > 0 || stretch.characters.join('') !== folded) return false
  return stretch.characters.length <= (stretch.kind === 'word' ? WORD_GRAM : IDEOGRAPH_GRAM)
}

function gramsOf(stretches: readonly Stretch[]): readonly Expression[] {
  const exact = stretches.flatMap(exactGrams)
  const signs = stretches.flatMap(({ kind, characters }) => (kind === 'sign' ? characters.map((character) => token(signGram(character))) : []))
  const pieces = stretches.flatMap(({ kind, characters }) => (kind === 'word' ? [characters] : []))
  // What many exchanges have narrows little and costs much: it is asked for only when there is nothing better.
  if (exact.length > 0) return exact
  const longest = pieces.toSorted((left, right) => right.length - left.length)[0]
  return longest === undefined ? signs : [prefix(longest.join(''))]
}

function exactGrams({ kind, characters, isClosed }: Stretch): readonly Expression[] {
  if (kind === 'sign') return []
  const width = kind === 'word' ? WORD_GRAM : IDEOGRAPH_GRAM
  const { length } = characters
  if (length < width) return kind === 'ideographs' || isClosed ? [token(characters.join(''))] : []
  // Every place of a longer text is covered once, the last gram laps over the one before.
  const places = Array.from({ length: Math.floor(length / width) }, (_, nth) => nth * width)
  if (length % width !== 0) places.push(length - width)
  const grams = places.map((place) => characters.slice(place, place + width).join(''))
  return [...new Set([...grams, ...(kind === 'word' ? runsOf(characters) : [])])].map(token)
}

/** The longest run of each character that is repeated in a word. */
function runsOf(characters: readonly string[]): readonly string[] {
  let from = 0
  return characters.flatMap((character, place) => {
    if (characters[place + 1] === character) return []
    const gram = runGram(character, place + 1 - from)
    from = place + 1
    return gram === null ? [] : [gram]
  })
}

function every(expressions: readonly Expression[]): Expression {
  const narrowing = expressions.filter((expression) => expression !== EVERY)
  return narrowing.length > 1 ? { kind: 'all', of: narrowing } : (narrowing[0] ?? EVERY)
}

function some(expressions: readonly Expression[]): Expression {
  if (expressions.includes(EVERY)) return EVERY
  if (expressions.length === 0) return without(EVERY)
  return expressions.length > 1 ? { kind: 'any', of: expressions } : (expressions[0] ?? EVERY)
}

function without(expression: Expression): Expression {
  return { kind: 'except', base: EVERY, without: expression }
}

function isBroad(expression: Expression): boolean {
  switch (expression.kind) {
    case 'token':
      return false
    case 'prefix':
      return expression.token.length < NARROW_PREFIX
    case 'all':
    case 'any':
      return expression.of.some(isBroad)
    case 'except':
      return isBroad(expression.base) || isBroad(expression.without)
  }
}
