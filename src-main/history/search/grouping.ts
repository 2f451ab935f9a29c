import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import type { Grouping, Groups } from '@shared/history/history-contract'
import { valuesOf } from '@shared/history/matches'
import type { PageRequest } from '../history'
import type { Counting } from './counting'
import type { Hits } from './hits'
import type { Turn } from './turns'

/** With more values than this the groups are found by walking, with fewer by asking for the newest exchange of each. */
const FEW_VALUES = 200
/** A key met this often in one walk is passed over from then on. */
const OFTEN = 64

/** A group's place in the order of groups: its newest exchange, and the which of that exchange's keys it is. */
interface Head {
  readonly key: string
  readonly seq: number
  readonly nth: number
  readonly newest: ExchangeSummary
}

/** Gathers the exchanges that criteria mean by a field, a page of groups at a time. */
export class GroupSearch {
  constructor(
    private readonly hits: Hits,
    private readonly counting: Counting,
  ) {}

  async page({ criteria, by, limit, before }: PageRequest & { criteria: Criteria; by: Grouping }, turn: Turn): Promise<Groups> {
    const after = before === null ? null : placeOf(before)
    const values = by === 'sid' ? null : this.counting.valuesOf(by, criteria.removed)
    const heads =
      values !== null && values.size <= FEW_VALUES
        ? await this.headsOf([...values, ''], criteria, by, turn)
        : await this.headsByWalking(criteria, by, after, limit + 1, turn)
    const page = heads.filter((head) => after === null || head.seq < after.seq || (head.seq === after.seq && head.nth > after.nth)).slice(0, limit + 1)
    const groups: Groups['groups'] = []
    const counts = by !== 'sid' && this.counting.isTold(criteria) ? await this.countAll(criteria, by, turn) : null
    for (const { key, newest } of page.slice(0, limit)) groups.push({ key, count: counts?.get(key) ?? (await this.countOf(key, criteria, by, turn)), newest })
    const last = page[limit - 1]
    return { groups, next: page.length > limit && last !== undefined ? `${last.seq}.${last.nth}` : null }
  }

  /** Most exchanges have no tag: they are passed over, and their group is found by itself. */
  private async headsByWalking(criteria: Criteria, by: Grouping, after: Place | null, wanted: number, turn: Turn): Promise<Head[]> {
    if (by !== 'tag') return this.walk(criteria, by, after, wanted, turn)
    const tagged = await this.walk({ ...criteria, all: [...criteria.all, { not: false, anyOf: [{ kind: 'is', trait: 'tagged' }] }] }, by, after, wanted, turn)
    return inOrder([...tagged, ...(await this.headsOf([''], criteria, by, turn))])
  }

  private async headsOf(keys: readonly string[], criteria: Criteria, by: Grouping, turn: Turn): Promise<Head[]> {
    const heads: Head[] = []
    for (const key of keys) {
      const head = await this.headOf(key, criteria, by, turn)
      if (head !== null) heads.push(head)
    }
    return inOrder(heads)
  }

  private async headOf(key: string, criteria: Criteria, by: Grouping, turn: Turn): Promise<Head | null> {
    for (const { seq, summary } of this.hits.walk(ofKey(criteria, by, key), null, 2)) {
      const nth = summary === null ? -1 : keysOf(summary, by).indexOf(key)
      if (summary !== null && nth >= 0) return { key, seq, nth, newest: summary }
      if (turn.isOver()) await turn.rest()
    }
    return null
  }

  private async walk(criteria: Criteria, by: Grouping, after: Place | null, wanted: number, turn: Turn): Promise<Head[]> {
    const heads: Head[] = []
    const met = new Map<string, number>()
    let meant = criteria
    let before = after === null ? null : after.seq + 1
    for (let isDone = false; !isDone; ) {
      isDone = true
      for (const { seq, summary } of this.hits.walk(meant, before)) {
        if (turn.isOver()) await turn.rest()
        if (summary === null) continue
        for (const [nth, key] of keysOf(summary, by).entries()) {
          const times = (met.get(key) ?? 0) + 1
          met.set(key, times)
          if (times > 1) continue
          // What is newer than this page has been told already, or the group belongs to it.
          const head = after === null ? { key, seq, nth, newest: summary } : await this.headOf(key, criteria, by, turn)
          if (head?.seq === seq && (after === null || seq < after.seq || nth > after.nth)) heads.push(head)
        }
        if (heads.length >= wanted) return heads
        const [often] = keysOf(summary, by)
        if (by === 'sid' && often !== undefined && met.get(often) === OFTEN && hasOneCase(often)) {
          meant = { ...meant, all: [...meant.all, { not: true, anyOf: [{ kind: 'value', field: by, value: often, match: 'exact' }] }] }
          before = seq
          isDone = false
          break
        }
      }
    }
    return heads
  }

  /** Every group's count at once, where that is as quick as one. */
  private async countAll(criteria: Criteria, by: Grouping, turn: Turn): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>()
    const visit = (summary: ExchangeSummary, times: number): void => {
      for (const key of keysOf(summary, by)) counts.set(key, (counts.get(key) ?? 0) + times)
    }
    await this.counting.count(criteria, [by], visit, turn, () => false)
    return counts
  }

  private async countOf(key: string, criteria: Criteria, by: Grouping, turn: Turn): Promise<number> {
    let count = 0
    const visit = (summary: ExchangeSummary, times: number): void => {
      if (keysOf(summary, by).includes(key)) count += times
    }
    await this.counting.count(ofKey(criteria, by, key), [by], visit, turn, () => false)
    return count
  }
}

function inOrder(heads: readonly Head[]): Head[] {
  return heads.toSorted((left, right) => right.seq - left.seq || left.nth - right.nth)
}

interface Place {
  readonly seq: number
  readonly nth: number
}

function placeOf(cursor: string): Place {
  const [seq = '', nth = ''] = cursor.split('.')
  return { seq: Number(seq), nth: Number(nth) }
}

/** The groups an exchange belongs to; an exchange without a value belongs to the group ''. */
function keysOf(summary: ExchangeSummary, by: Grouping): readonly string[] {
  const values = valuesOf(summary, by)
  return values.length === 0 ? [''] : values
}

/** Conditions do not tell cases apart, groups do: a key with letters cannot be left out without leaving out others. */
function hasOneCase(key: string): boolean {
  return key.toLowerCase() === key.toUpperCase()
}

/** The criteria for a group's exchanges and, as case does not count in them, those of keys that differ only in that. */
function ofKey(criteria: Criteria, by: Grouping, key: string): Criteria {
  return { ...criteria, all: [...criteria.all, { not: false, anyOf: [{ kind: 'value', field: by, value: key, match: 'exact' }] }] }
}
