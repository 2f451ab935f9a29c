import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { FACETS, type Facets, type Grouping, type Groups, type HistoryPage } from '@shared/history/history-contract'
import { valuesOf } from '@shared/history/matches'
import type { Connection } from '../../database/connection'
import { HalfStore } from '../half-store'
import type { PageRequest } from '../history'
import { Counting } from './counting'
import { ExchangeRows } from './exchange-rows'
import { GroupSearch } from './grouping'
import { Hits } from './hits'
import { Indexer } from './indexer'
import { SearchIndex } from './search-index'
import { Stopwatch, Turns, type Turn } from './turns'

const MOST_VALUES = 50
/** A page that is not full by then ends where the search has come to. */
const LONGEST_PAGE_MS = 500

/** Numbers of exchanges that criteria mean, a part at a time. */
export interface NumbersPage {
  readonly numbers: number[]
  readonly next: number | null
}

/** Everything about the history that is a search, and the index it uses. It rests often, so that a newer call is answered soon. */
export class HistorySearch {
  private readonly turns = new Turns()
  private readonly index: SearchIndex
  private readonly indexer: Indexer
  private readonly hits: Hits
  private readonly counting: Counting
  private readonly grouping: GroupSearch
  private facetCalls = 0

  constructor(connection: Connection, owner: { readonly pid: number; readonly now: () => number; readonly log: (message: string) => void }) {
    const halves = new HalfStore(connection)
    const rows = new ExchangeRows(connection)
    this.index = new SearchIndex(connection)
    this.hits = new Hits(rows, halves, this.index.isReady)
    this.counting = new Counting(connection, rows, halves, this.hits, this.index.isReady)
    this.grouping = new GroupSearch(this.hits, this.counting)
    this.indexer = new Indexer(connection, halves, this.index, this.turns.background, owner)
  }

  /** May end a page early, even an empty one, when there is much to read; `next` is null only at the end of all. */
  async search({ criteria, limit, before }: PageRequest & { criteria: Criteria }): Promise<HistoryPage> {
    return this.answer(async (turn) => {
      const { found, next } = await this.page(criteria, before === null ? null : Number(before), limit, turn)
      return { entries: found.map(({ summary }) => summary), next: next === null ? null : String(next) }
    })
  }

  async facets({ criteria }: { criteria: Criteria }): Promise<Facets> {
    const call = ++this.facetCalls
    return this.answer(async (turn) => {
      const counts = FACETS.map((field) => ({ field, counts: new Map<string, number>() }))
      let total = 0
      const visit = (summary: ExchangeSummary, times: number): void => {
        total += times
        for (const { field, counts: ofField } of counts) {
          for (const value of valuesOf(summary, field)) ofField.set(value, (ofField.get(value) ?? 0) + times)
        }
      }
      const isComplete = await this.counting.count(criteria, FACETS, visit, turn, () => call !== this.facetCalls)
      return { total, isComplete, facets: counts.map(({ field, counts: ofField }) => ({ field, values: mostFrequent(ofField) })) }
    })
  }

  async groups(request: PageRequest & { criteria: Criteria; by: Grouping }): Promise<Groups> {
    return this.answer((turn) => this.grouping.page(request, turn))
  }

  /** Numbers instead of exchanges, for whoever changes them. */
  async numbersOf(criteria: Criteria, before: number | null, limit: number): Promise<NumbersPage> {
    return this.answer(async (turn) => {
      const { found, next } = await this.page(criteria, before, limit, turn)
      return { numbers: found.map(({ seq }) => seq), next }
    })
  }

  /** Exchanges were completed or changed. */
  changed(): void {
    this.indexer.wake()
  }

  /** Resolves when every exchange this process can index is indexed. */
  async settled(): Promise<void> {
    this.indexer.wake()
    await this.indexer.settled()
  }

  async close(): Promise<void> {
    await this.indexer.end()
  }

  private async page(criteria: Criteria, before: number | null, limit: number, turn: Turn): Promise<{ found: { seq: number; summary: ExchangeSummary }[]; next: number | null }> {
    const clock = new Stopwatch(LONGEST_PAGE_MS)
    const found: { seq: number; summary: ExchangeSummary }[] = []
    for (const { seq, summary } of this.hits.walk(criteria, before, Math.min(limit + 1, 256))) {
      if (summary !== null) {
        // One more than asked for tells that there is a page behind this one.
        if (found.length === limit) return { found, next: found.at(-1)?.seq ?? null }
        found.push({ seq, summary })
      }
      if (!turn.isOver()) continue
      await turn.rest()
      if (clock.isOver()) return { found, next: seq }
    }
    return { found, next: null }
  }

  /** A damaged index is made anew, and the call is answered without it. */
  private async answer<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    try {
      return await this.turns.take(work)
    } catch (error) {
      if (!this.index.isDamage(error)) throw error
      this.index.reset()
      return await this.turns.take(work)
    } finally {
      this.indexer.wake()
    }
  }
}

function mostFrequent(counts: ReadonlyMap<string, number>): { value: string; count: number }[] {
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((left, right) => right.count - left.count).slice(0, MOST_VALUES)
}
