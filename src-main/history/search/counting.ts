import type { ExchangeSummary } from '@shared/exchange/exchange'
import { FACETS } from '@shared/history/history-contract'
import type { Condition, Criteria, ValueField } from '@shared/history/criteria'
import { matches } from '@shared/history/matches'
import { planOf } from '@shared/history/search-plan'
import type { Connection } from '../../database/connection'
import { summaryOf } from '../exchange-row'
import type { HalfStore } from '../half-store'
import { searchDocumentOf } from '../search-document'
import type { ExchangeRows, Row } from './exchange-rows'
import type { Hits } from './hits'
import { Stopwatch, type Turn } from './turns'

/** Rows the index finds that are counted between two rests. */
const ROWS_AT_ONCE = 4_096
const BROAD_ROWS_AT_ONCE = 65_536
/** Counting that takes longer is given up. */
const LONGEST_COUNTING_MS = 3_000

/** Fields whose values can be counted, and the columns they come from. */
const COLUMNS = {
  outcome: 'outcome',
  code: 'code',
  sub_code: 'sub_code',
  failure: 'failure',
  profile: 'profile_name',
  env: 'environment',
  op: 'operation',
  tag: 'tags',
  sid: 'caller_id',
} as const satisfies Partial<Record<ValueField, string>>
export type CountedField = keyof typeof COLUMNS

/** Some exchanges that have the same values of the fields that are counted; of the summary only those fields are there. */
type Visit = (summary: ExchangeSummary, count: number) => void

/** Counts exchanges by fields without reading each, wherever it can be told otherwise. */
export class Counting {
  constructor(
    private readonly connection: Connection,
    private readonly rows: ExchangeRows,
    private readonly halves: HalfStore,
    private readonly hits: Hits,
    private readonly isIndexReady: () => boolean,
  ) {}

  /** Answers false when it was stopped or took too long; what was visited until then is a part. */
  async count(criteria: Criteria, fields: readonly CountedField[], visit: Visit, turn: Turn, isStopped: () => boolean): Promise<boolean> {
    if (fields.every(isKeptCounted) && this.isTold(criteria)) {
      for (const { summary, count } of this.kept(criteria.removed)) if (meansSummary(criteria, summary)) visit(summary, count)
      return true
    }
    const plan = planOf(criteria)
    const clock = new Stopwatch(LONGEST_COUNTING_MS)
    if (plan.isExact && (plan.expression === null || this.isIndexReady())) {
      const range = this.rows.rangeOf(criteria, plan, null)
      const columns = fields.map((field) => COLUMNS[field])
      for (let below = range?.below ?? 0; range !== null && below > range.low; ) {
        const limit = plan.isBroad ? BROAD_ROWS_AT_ONCE : ROWS_AT_ONCE
        const { tallies, unknown, low } = this.rows.tally({ removed: criteria.removed, range: { ...range, below }, plan, limit }, columns)
        for (const { values, count } of tallies) visit(countedSummary(values), count)
        for (const row of unknown) {
          const summary = summaryOf(row)
          if (matches(searchDocumentOf(row['seq'] as number, summary, this.halves), criteria)) visit(summary, 1)
        }
        below = low
        await turn.rest()
        if (isStopped() || clock.isOver()) return below <= range.low
      }
      return true
    }
    for (const { summary } of this.hits.walk(criteria, null)) {
      if (summary !== null) visit(summary, 1)
      if (!turn.isOver()) continue
      await turn.rest()
      if (isStopped() || clock.isOver()) return false
    }
    return true
  }

  /** Whether the counts that are kept say which exchanges the criteria mean. */
  isTold(criteria: Criteria): boolean {
    return criteria.all.every(({ anyOf }) => anyOf.map(fieldOf).every(isKeptCounted))
  }

  /** Distinct values of a field among all that is kept, or among all that was removed. */
  valuesOf(field: 'outcome' | 'tag', removed: boolean): ReadonlySet<string> {
    return new Set([...this.kept(removed)].flatMap(({ summary }) => (field === 'tag' ? summary.tags : [summary.outcome ?? 'in-progress'])))
  }

  private *kept(removed: boolean): Generator<{ summary: ExchangeSummary; count: number }> {
    const rows = this.connection.prepare('SELECT * FROM exchange_count WHERE removed = ? AND count > 0').all(removed ? 1 : 0) as Row[]
    for (const row of rows) yield { summary: countedSummary(row), count: row['count'] as number }
  }
}

/** The field a condition asks for; null when it is none or asks for more. */
function fieldOf(condition: Condition): ValueField | null {
  if (condition.kind === 'value') return condition.field
  if (condition.kind === 'is' && condition.trait === 'tagged') return 'tag'
  return condition.kind === 'is' && condition.trait === 'in-progress' ? 'outcome' : null
}

/** Whether there are counts of a field's values that are kept up to date. */
function isKeptCounted(field: ValueField | null): boolean {
  return field !== null && (FACETS as readonly ValueField[]).includes(field)
}

function meansSummary(criteria: Criteria, summary: ExchangeSummary): boolean {
  const none = (): readonly never[] => []
  return matches({ summary, parameters: none, requestTexts: none, responseTexts: none }, criteria)
}

function countedSummary(values: Row): ExchangeSummary {
  const text = (column: string): string | null => (values[column] === undefined || values[column] === '' ? null : (values[column] as string | null))
  const summary = {
    outcome: text('outcome'),
    code: text('code'),
    subCode: text('sub_code'),
    failure: text('failure'),
    profileName: text('profile_name') ?? '',
    environment: text('environment') ?? '',
    operation: text('operation') ?? '',
    callerId: text('caller_id') ?? '',
    tags: JSON.parse(text('tags') ?? '[]') as string[],
  }
  return summary as unknown as ExchangeSummary
}
