import { LinearPattern } from '../pattern/linear-pattern'
import { MAX_MATCHES } from './document-contract'
import type { Lines } from './rows'

export interface SearchQuery {
  readonly text: string
  readonly matchCase: boolean
  /** Whether the text is a regular expression: ECMAScript with the `u` flag, without looking around and referring back. */
  readonly regexp: boolean
  /** Further texts that are looked for at the same time, whatever their case is. */
  readonly others?: readonly string[] | undefined
  /** The first line whose places are given; those before are counted. */
  readonly from?: number
}

export interface SearchControl {
  /** Asked between slices and inside very long lines; true ends the search with what it has found. */
  shouldStop(): boolean
}

/** A stretch of a line as UTF-16 offsets, `to` behind its last character. */
export interface SearchMatch {
  readonly line: number
  readonly from: number
  readonly to: number
}

export interface SearchOutcome {
  /** The first `MAX_MATCHES` places from the line asked for on, in order. */
  readonly matches: readonly SearchMatch[]
  /** How many there are before that line. */
  readonly before: number
  readonly total: number
  /** False when the search was stopped, or a regular expression took too long in one of the lines. */
  readonly complete: boolean
}

/** A search that rests after every slice, so that the thread can answer something else meanwhile. */
export type Search = Generator<undefined, SearchOutcome, undefined>

const LINES_PER_SLICE = 2_000
const CHARACTERS_PER_SLICE = 500_000

/**
 * Looks through all lines of any view. Places in one line do not overlap, and none is empty.
 * No regular expression can hang the thread: its ways to match are followed all at once, and a line that still takes
 * many times its length is given up.
 * @throws PatternError at the first step when the regular expression cannot be searched for.
 */
export function* searchLines(lines: Lines, query: SearchQuery, control: SearchControl): Search {
  const places = new PlaceCollector(lines, query, control)
  let untilRest = CHARACTERS_PER_SLICE
  for (let line = 0; line < lines.count; line += 1) {
    untilRest -= CHARACTERS_PER_SLICE / LINES_PER_SLICE + places.lookThrough(line)
    if (untilRest > 0) continue
    untilRest = CHARACTERS_PER_SLICE
    yield
    if (control.shouldStop()) return places.outcome(false)
  }
  return places.outcome(!places.wasStopped)
}

/** Finds the places in lines that are to be looked through, and counts them. */
export class PlaceCollector {
  total = 0
  before = 0
  wasStopped = false
  private readonly matches: SearchMatch[] = []
  private readonly firstGiven: number
  private readonly eachPlace: (text: string, take: (from: number, to: number) => void) => void

  constructor(
    private readonly lines: Lines,
    query: SearchQuery,
    control: SearchControl,
  ) {
    this.firstGiven = query.from ?? 0
    const giveUp = (): void => {
      this.wasStopped = true
    }
    this.eachPlace = query.regexp ? byPattern(query, control, giveUp) : query.matchCase && (query.others ?? []).length === 0 ? byText(query.text) : byAnyCase(query)
  }

  /** Whether all places that are given have been found, so that the rest is only counted. */
  get isFull(): boolean {
    return this.matches.length >= MAX_MATCHES
  }

  /** Looks through one line; gives its length. */
  lookThrough(line: number): number {
    const { text } = this.lines.lineAt(line)
    this.eachPlace(text, (from, to) => {
      if (line < this.firstGiven) return this.countBefore()
      this.total += 1
      if (!this.isFull) this.matches.push({ line, from, to })
    })
    return text.length
  }

  /** Counts a place that is not given. */
  countBefore(): void {
    this.total += 1
    this.before += 1
  }

  outcome(complete: boolean): SearchOutcome {
    return { matches: this.matches, before: this.before, total: this.total, complete }
  }
}

type EachPlace = (text: string, take: (from: number, to: number) => void) => void

function byText(sought: string): EachPlace {
  return (text, take) => {
    for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) take(at, at + sought.length)
  }
}

function byAnyCase({ text: sought, others = [] }: SearchQuery): EachPlace {
  const pattern = anyCasePattern(sought, ...others)
  return (text, take) => {
    pattern.lastIndex = 0
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) take(found.index, pattern.lastIndex)
  }
}

/** Any of the texts whatever their case; each character matches one, so that places keep their lengths. Of two at one place the longer. */
export function anyCasePattern(...sought: readonly string[]): RegExp {
  const longestFirst = [...sought].sort((left, right) => right.length - left.length)
  return new RegExp(longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'giu')
}

function byPattern({ text: pattern, matchCase }: SearchQuery, control: SearchControl, giveUp: () => void): EachPlace {
  const compiled = new LinearPattern(pattern, { ignoreCase: !matchCase, shouldGoOn: () => !control.shouldStop() })
  return (text, take) => {
    if (!compiled.eachPlace(text, take)) giveUp()
  }
}
