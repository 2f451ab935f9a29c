import { parsePattern } from './pattern-parser'
import { compilePattern, type CharacterSet, type Step } from './pattern-program'

/** Places of a text as UTF-16 offsets, `to` behind the last character. */
export interface Place {
  readonly from: number
  readonly to: number
}

export interface PatternOptions {
  readonly ignoreCase?: boolean
  /** Asked now and then in a long text; false gives the search up. */
  readonly shouldGoOn?: () => boolean
}

const STEPS_BETWEEN_QUESTIONS = 100_000
// One place is found in linear time. All of them take the square of it where a longer match is looked for at every
// place and never comes (`a.*b|a`); a look through a text is given up behind this many characters more than it has.
const MOST_PASSES = 4
const SPARE_STEPS = 1_000_000

/**
 * A regular expression of which one place is found in time linear in the text, whatever the pattern: all ways to match are followed at once
 * (as Thompson and Pike describe it) instead of one after another, so `(a+)+$` cannot hang.
 * Syntax and meaning are ECMAScript's with the `u` flag; looking around and referring back are refused.
 * Empty matches are no places.
 */
export class LinearPattern {
  private readonly steps: readonly Step[]
  /** Sets a match can begin with; null when it can begin with something that is no character. */
  private readonly firstSets: readonly CharacterSet[] | null
  // Counts every character ever looked at, which is more than 32 bits hold in a long run.
  private readonly marks: Float64Array
  private mark = 0
  private stepsLeft = Infinity
  private untilQuestion = STEPS_BETWEEN_QUESTIONS
  private isGivenUp = false
  // Made once: a pattern is asked about a million short texts.
  private readonly stack: number[] = []
  private threads: Threads
  private following: Threads
  /** Whether a match can begin at the beginning of the text only. */
  private readonly isAnchored: boolean

  /** @throws PatternError when it is no regular expression, or one that cannot be searched for in linear time. */
  constructor(
    pattern: string,
    private readonly options: PatternOptions = {},
  ) {
    this.steps = compilePattern(parsePattern(pattern), options.ignoreCase ?? false)
    this.marks = new Float64Array(this.steps.length)
    this.threads = new Threads(this.steps.length)
    this.following = new Threads(this.steps.length)
    const [first] = this.steps
    this.isAnchored = first?.kind === 'assertion' && first.source === '^'
    this.firstSets = this.findFirstSets()
  }

  /** Whether the pattern matches somewhere, the empty text included. */
  test(text: string): boolean {
    return this.run(text, 0, true) !== null
  }

  /** The first place at or behind an offset; of several that begin there the one the pattern prefers. */
  find(text: string, from: number): Place | null {
    return this.run(text, from, false)
  }

  /** Gives all places in order. False when it was given up: `shouldGoOn` said so, or it took many times the text. */
  eachPlace(text: string, take: (from: number, to: number) => void): boolean {
    this.stepsLeft = MOST_PASSES * text.length + SPARE_STEPS
    this.isGivenUp = false
    for (let place = this.find(text, 0); place !== null; place = this.find(text, place.to)) take(place.from, place.to)
    this.stepsLeft = Infinity
    return !this.isGivenUp
  }

  /** With `anywhere` the first match found is enough, an empty one too. */
  private run(text: string, from: number, anywhere: boolean): Place | null {
    this.threads.count = 0
    let found: Place | null = null
    let at = from
    this.mark += 1
    for (;;) {
      this.untilQuestion -= 1
      if (this.untilQuestion === 0 && !this.mayGoOn()) return null
      const { threads, following } = this
      if (found === null && (at === 0 || !this.isAnchored)) {
        if (threads.count === 0) at = this.skipTo(text, at)
        this.addThread(threads, 0, at, text, at)
      }
      if (threads.count === 0 && (found !== null || this.isAnchored)) return found
      const codePoint = text.codePointAt(at)
      const next = at + (codePoint !== undefined && codePoint > 0xffff ? 2 : 1)
      this.mark += 1
      following.count = 0
      for (let index = 0; index < threads.count; index += 1) {
        const position = threads.positions[index] ?? 0
        const start = threads.starts[index] ?? 0
        const step = this.steps[position]
        if (step?.kind === 'end') {
          if (at === start && !anywhere) continue
          found = { from: start, to: at }
          if (anywhere) return found
          // What follows in the list is less preferred.
          break
        }
        if (codePoint !== undefined && step?.kind === 'set' && step.set.has(codePoint)) {
          this.addThread(following, position + 1, start, text, next)
        }
      }
      if (codePoint === undefined) return found
      this.threads = following
      this.following = threads
      at = next
    }
  }

  private mayGoOn(): boolean {
    this.untilQuestion = STEPS_BETWEEN_QUESTIONS
    this.stepsLeft -= STEPS_BETWEEN_QUESTIONS
    this.isGivenUp = this.stepsLeft < 0 || this.options.shouldGoOn?.() === false
    return !this.isGivenUp
  }

  /** Follows everything that takes no character, in order of preference, each step once per place. */
  private addThread(threads: Threads, first: number, start: number, text: string, at: number): void {
    const { stack } = this
    stack.push(first)
    while (stack.length > 0) {
      const position = stack.pop() ?? 0
      if (this.marks[position] === this.mark) continue
      this.marks[position] = this.mark
      const step = this.steps[position]
      if (step === undefined) continue
      switch (step.kind) {
        case 'jump':
          stack.push(step.to)
          break
        case 'split':
          stack.push(step.second, step.first)
          break
        case 'assertion':
          if (holds(step.source, text, at)) stack.push(position + 1)
          break
        default:
          threads.add(position, start)
      }
    }
  }

  /** The next offset at which a match can begin; the end of the text when there is none. */
  private skipTo(text: string, from: number): number {
    const sets = this.firstSets
    if (sets === null) return from
    let at = from
    while (at < text.length) {
      const codePoint = text.codePointAt(at) ?? 0
      for (let index = 0; index < sets.length; index += 1) {
        if (sets[index]?.has(codePoint) === true) return at
      }
      at += codePoint > 0xffff ? 2 : 1
    }
    return at
  }

  private findFirstSets(): readonly CharacterSet[] | null {
    const sets = new Set<CharacterSet>()
    const seen = new Set<number>()
    const open = [0]
    for (let position = open.pop(); position !== undefined; position = open.pop()) {
      if (seen.has(position)) continue
      seen.add(position)
      const step = this.steps[position]
      if (step === undefined || step.kind === 'end' || step.kind === 'assertion') return null
      if (step.kind === 'set') sets.add(step.set)
      else if (step.kind === 'jump') open.push(step.to)
      else open.push(step.first, step.second)
    }
    return [...sets]
  }
}

/** The ways to match that are open at one place, the preferred one first. */
class Threads {
  count = 0
  readonly positions: Uint32Array
  readonly starts: Float64Array

  constructor(capacity: number) {
    this.positions = new Uint32Array(capacity)
    this.starts = new Float64Array(capacity)
  }

  add(position: number, start: number): void {
    this.positions[this.count] = position
    this.starts[this.count] = start
    this.count += 1
  }
}

function holds(source: '^' | '$' | '\\b' | '\\B', text: string, at: number): boolean {
  switch (source) {
    case '^':
      return at === 0
    case '$':
      return at === text.length
    case '\\b':
      return isWordAt(text, at - 1) !== isWordAt(text, at)
    case '\\B':
      return isWordAt(text, at - 1) === isWordAt(text, at)
  }
}

function isWordAt(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at))
}
