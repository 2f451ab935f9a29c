import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { FACETS, type Facets, type Grouping, type Groups, type HistoryPage } from '@shared/history/history-contract'
import { matches, valuesOf } from '@shared/history/matches'
import type { Connection } from '../../database/connection'
import { summaryOf } from '../exchange-row'
import { HalfStore } from '../half-store'
import type { PageRequest } from '../history'
import { searchDocumentOf } from '../search-document'

const MOST_VALUES = 50

interface Found {
  readonly seq: number
  readonly summary: ExchangeSummary
}

/** Search by reading every exchange, newest first: slow, and right by definition. What the index answers is held against this. */
export class ScanSearch {
  constructor(
    private readonly connection: Connection,
    private readonly halves: HalfStore,
  ) {}

  search({ criteria, limit, before }: PageRequest & { criteria: Criteria }): HistoryPage {
    const found: Found[] = []
    for (const one of this.found(criteria, before)) {
      found.push(one)
      if (found.length > limit) break
    }
    const last = found[limit - 1]
    return {
      entries: found.slice(0, limit).map(({ summary }) => summary),
      next: found.length > limit && last !== undefined ? String(last.seq) : null,
    }
  }

  facets({ criteria }: { criteria: Criteria }): Facets {
    const counts = FACETS.map((field) => ({ field, counts: new Map<string, number>() }))
    let total = 0
    for (const { summary } of this.found(criteria)) {
      total += 1
      for (const { field, counts: ofField } of counts) for (const value of valuesOf(summary, field)) ofField.set(value, (ofField.get(value) ?? 0) + 1)
    }
    const facets = counts.map(({ field, counts: ofField }) => ({
      field,
      values: [...ofField].map(([value, count]) => ({ value, count })).toSorted((left, right) => right.count - left.count).slice(0, MOST_VALUES),
    }))
    return { total, isComplete: true, facets }
  }

  groups({ criteria, by, limit, before }: PageRequest & { criteria: Criteria; by: Grouping }): Groups {
    const groups = new Map<string, { count: number; newest: ExchangeSummary }>()
    for (const { summary } of this.found(criteria)) {
      const values = valuesOf(summary, by)
      for (const key of values.length === 0 ? [''] : values) {
        const group = groups.get(key)
        if (group === undefined) groups.set(key, { count: 1, newest: summary })
        else group.count += 1
      }
    }
    const from = before === null ? 0 : Number(before)
    const all = [...groups].map(([key, group]) => ({ key, ...group }))
    return { groups: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null }
  }

  private *found(criteria: Criteria, before: string | null = null): Generator<Found> {
    const rows = this.connection
      .prepare(
        `SELECT * FROM exchange WHERE removal_id IS ${criteria.removed ? 'NOT NULL' : 'NULL'}${before === null ? '' : ' AND seq < :before'} ORDER BY seq DESC`,
      )
      .iterate(before === null ? {} : { before: Number(before) }) as Iterable<Record<string, unknown>>
    for (const row of rows) {
      const seq = row['seq'] as number
      const summary = summaryOf(row)
      if (criteria.all.length === 0 || matches(searchDocumentOf(seq, summary, this.halves), criteria)) yield { seq, summary }
    }
  }
}

/** The same over a connection alone. */
export function scanOf(connection: Connection): ScanSearch {
  return new ScanSearch(connection, new HalfStore(connection))
}
