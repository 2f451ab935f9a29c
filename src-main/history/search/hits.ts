import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { matches } from '@shared/history/matches'
import { planOf, type SearchPlan } from '@shared/history/search-plan'
import { summaryOf } from '../exchange-row'
import type { HalfStore } from '../half-store'
import { searchDocumentOf } from '../search-document'
import type { ExchangeRows, NumberRange } from './exchange-rows'
import { Stopwatch } from './turns'

/** A step of a search: an exchange that is meant, or, without one, that everything from `seq` on has been looked at. */
export interface Step {
  readonly seq: number
  readonly summary: ExchangeSummary | null
}

const FIRST_ROWS = 128
const MOST_ROWS = 4_096
/** What gathers many tokens costs as much for a few rows as for many, of which some may not be meant. */
const FIRST_BROAD_ROWS = 2_048
/** How long, and over how many rows, to search without the index first, for a text so short that much of what there is has it. */
const DIRECT_MS = 12
const DIRECT_ROWS = 256

/** The exchanges that criteria mean, newest first, in steps between which the caller may rest or stop. */
export class Hits {
  constructor(
    private readonly rows: ExchangeRows,
    private readonly halves: HalfStore,
    private readonly isIndexReady: () => boolean,
  ) {}

  /** `firstRows` is how many rows to read at first: few when one hit is enough. */
  *walk(criteria: Criteria, before: number | null, firstRows = FIRST_ROWS): Generator<Step> {
    const plan = planOf(criteria)
    const range = this.rows.rangeOf(criteria, plan, before)
    if (range === null) return
    const steps = { criteria, plan, range, firstRows, most: Number.POSITIVE_INFINITY }
    if (plan.expression === null || !this.isIndexReady()) {
      yield* this.read({ ...steps, among: 'all' })
      return
    }
    let { below } = range
    if (plan.isBroad) {
      const clock = new Stopwatch(DIRECT_MS)
      for (const step of this.read({ ...steps, among: 'all', most: DIRECT_ROWS })) {
        below = step.seq
        yield step
        if (clock.isOver()) break
      }
    }
    if (below > range.low) yield* this.read({ ...steps, range: { ...range, below }, firstRows: plan.isBroad && !plan.isExact ? FIRST_BROAD_ROWS : firstRows, among: 'index' })
  }

  /** Ends with a step without an exchange, at the last number it looked at; stops when `most` rows were read. */
  private *read({ criteria, plan, range, among, firstRows, most }: Reading): Generator<Step> {
    let { below } = range
    let read = 0
    for (let limit = firstRows; below > range.low && read < most; limit = Math.min(limit * 2, MOST_ROWS)) {
      const request = { removed: criteria.removed, range: { ...range, below }, plan, limit: Math.min(limit, most - read) }
      const { rows, low } = among === 'index' ? this.rows.readByIndex(request) : this.rows.read({ ...request, among: 'all' })
      for (const row of rows) {
        const seq = row['seq'] as number
        const summary = summaryOf(row)
        const isTold = plan.isExact && (plan.expression === null || (among === 'index' && row['indexed'] === 1))
        yield { seq, summary: isTold || matches(searchDocumentOf(seq, summary, this.halves), criteria) ? summary : null }
      }
      read += rows.length
      below = low
    }
    yield { seq: below, summary: null }
  }
}

interface Reading {
  readonly criteria: Criteria
  readonly plan: SearchPlan
  readonly range: NumberRange
  /** Every row, or those the index finds and those it does not know. */
  readonly among: 'all' | 'index'
  readonly firstRows: number
  readonly most: number
}
