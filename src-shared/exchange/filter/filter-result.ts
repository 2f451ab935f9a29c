import { FilterError } from './filter-error'

/** One thing a filter chose. */
export interface FilterMatch {
  /** The chosen row, or the row a chosen attribute or text belongs to; `NO_ROW` when it belongs to none. */
  readonly row: number
  /** Null when the row itself was chosen; else the text of an attribute, a text or a computed value. */
  readonly text: string | null
}

/** What a filter chose: the first matches in order, and how many there are. */
export interface FilterResult {
  readonly matches: readonly FilterMatch[]
  readonly total: number
}

/** Most matches a filter gives; it counts all. */
export const MAX_FILTER_MATCHES = 10_000
/** Most rows a filter looks at, one by one and repeatedly, before it is given up. */
export const MAX_FILTER_STEPS = 50_000_000

export interface FilterLimits {
  readonly maxMatches?: number
  readonly maxSteps?: number
  /** Asked now and then; true gives the filter up with the fault `stopped`. */
  readonly shouldStop?: () => boolean
}

const STEPS_BETWEEN_QUESTIONS = 65_536

/** Counts the work of one evaluation. @throws FilterError `filter-too-long` or `stopped` from `spend`. */
export class Budget {
  private left: number
  private untilQuestion = STEPS_BETWEEN_QUESTIONS

  constructor(private readonly limits: FilterLimits) {
    this.left = limits.maxSteps ?? MAX_FILTER_STEPS
  }

  spend(steps: number): void {
    this.left -= steps
    if (this.left < 0) throw new FilterError('filter-too-long', null)
    this.untilQuestion -= steps
    if (this.untilQuestion > 0) return
    this.untilQuestion = STEPS_BETWEEN_QUESTIONS
    if (this.limits.shouldStop?.() === true) throw new FilterError('stopped', null)
  }
}

/** Collects matches up to the limit and counts all. */
export class MatchList {
  readonly matches: FilterMatch[] = []
  total = 0
  private readonly limit: number

  constructor(limits: FilterLimits) {
    this.limit = limits.maxMatches ?? MAX_FILTER_MATCHES
  }

  add(row: number, text: string | null = null): void {
    this.total += 1
    if (this.matches.length < this.limit) this.matches.push({ row, text })
  }

  result(): FilterResult {
    return { matches: this.matches, total: this.total }
  }
}
