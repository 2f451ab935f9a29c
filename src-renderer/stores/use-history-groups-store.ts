import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import type { Grouping, HistoryPage } from '@shared/history/history-contract'
import { call } from '../ipc/client'
import { relabelledBy } from './relabelled'
import { useHistoryCriteria } from './use-history-criteria'

const GROUPS_PAGE = 100
const ENTRIES_PAGE = 100

/** The exchanges with one value, as far as they were loaded. */
export interface HistoryGroup {
  /** '' for those that have no value. */
  readonly key: string
  readonly count: number
  readonly newest: ExchangeSummary
  readonly isOpen: boolean
  readonly entries: readonly ExchangeSummary[]
  /** Whether there are entries that are not loaded. */
  readonly hasMore: boolean
  /** Cursor of the page behind the entries; null before the first and behind the last. */
  readonly next: string | null
}

/** The history gathered by a field: its groups page by page, each with its exchanges page by page once it is unfolded. */
export const useHistoryGroupsStore = defineStore('history-groups', () => {
  const wanted = useHistoryCriteria()
  const by = shallowRef<Grouping | null>(null)
  const groups = shallowRef<readonly HistoryGroup[]>([])
  const next = shallowRef<string | null>(null)
  const hasMore = computed(() => next.value !== null)
  const isLoading = shallowRef(false)
  const underWay = new Set<string>()
  /** Rises with every new beginning: an answer to an earlier one is late. */
  let beginning = 0

  /** Gathers by a field, from the first page on; groups that were unfolded stay so. */
  async function load(field: Grouping): Promise<void> {
    const mine = ++beginning
    const known = new Map((by.value === field ? groups.value : []).map((group) => [group.key, group]))
    by.value = field
    if (known.size === 0) groups.value = []
    await guarded(mine, async () => {
      const page = await call('history.groups', { criteria: wanted.criteria, by: field, limit: pageFor(known.size), before: null })
      const opened = await Promise.all(
        page.groups.map(async (group) => {
          const before = known.get(group.key)
          return before?.isOpen === true ? reopened(before, group, await call('history.search', firstPageOf(field, group.key))) : folded(group)
        }),
      )
      if (mine !== beginning) return
      next.value = page.next
      groups.value = opened
    })
  }

  async function loadMore(): Promise<void> {
    const field = by.value
    if (isLoading.value || next.value === null || field === null) return
    const mine = beginning
    await guarded(mine, async () => {
      const page = await call('history.groups', { criteria: wanted.criteria, by: field, limit: GROUPS_PAGE, before: next.value })
      if (mine !== beginning) return
      next.value = page.next
      const known = new Set(groups.value.map(({ key }) => key))
      groups.value = [...groups.value, ...page.groups.filter(({ key }) => !known.has(key)).map(folded)]
    })
  }

  /** Unfolds a group, reading its first page, or folds it. */
  async function toggle(key: string): Promise<void> {
    const group = groups.value.find((one) => one.key === key)
    if (group === undefined) return
    change(key, () => ({ ...group, isOpen: !group.isOpen }))
    if (!group.isOpen && group.entries.length === 0) await loadMoreOf(key)
  }

  /** Reads the next page of a group. */
  async function loadMoreOf(key: string): Promise<void> {
    const group = groups.value.find((one) => one.key === key)
    const field = by.value
    if (group === undefined || field === null || !group.hasMore || underWay.has(key)) return
    const mine = beginning
    underWay.add(key)
    try {
      const page = await call('history.search', { criteria: criteriaOf(field, key), limit: ENTRIES_PAGE, before: group.next })
      if (mine !== beginning) return
      change(key, (now) => {
        const known = new Set(now.entries.map(({ id }) => id))
        const entries = [...now.entries, ...page.entries.filter(({ id }) => !known.has(id))]
        return { ...now, entries, next: page.next, hasMore: page.next !== null }
      })
    } finally {
      underWay.delete(key)
    }
  }

  /** Shows the labels of exchanges as they are now. */
  function relabel(changed: readonly ExchangeSummary[]): void {
    const relabelled = relabelledBy(changed)
    groups.value = groups.value.map((group) => ({ ...group, entries: group.entries.map(relabelled) }))
  }

  /** Takes exchanges out; a group that has none left goes with them. */
  function drop(ids: ReadonlySet<string>): void {
    groups.value = groups.value.flatMap((group) => {
      const entries = group.entries.filter(({ id }) => !ids.has(id))
      const count = group.count - (group.entries.length - entries.length)
      return count === 0 ? [] : [{ ...group, entries, count }]
    })
  }

  /** Reads the groups anew when the history is gathered by a field. */
  async function refresh(): Promise<void> {
    if (by.value !== null) await load(by.value)
  }

  function forget(): void {
    beginning += 1
    by.value = null
    groups.value = []
    next.value = null
    // What is under way is late from here on, and says nothing any more when it ends.
    isLoading.value = false
  }

  function firstPageOf(field: Grouping, key: string) {
    return { criteria: criteriaOf(field, key), limit: ENTRIES_PAGE, before: null }
  }

  function criteriaOf(field: Grouping, key: string): Criteria {
    const { all, removed } = wanted.criteria
    return { all: [...all, { not: false, anyOf: [{ kind: 'value', field, value: key, match: 'exact' }] }], removed }
  }

  function change(key: string, how: (group: HistoryGroup) => HistoryGroup): void {
    groups.value = groups.value.map((group) => (group.key === key ? how(group) : group))
  }

  async function guarded(mine: number, work: () => Promise<void>): Promise<void> {
    isLoading.value = true
    try {
      await work()
    } finally {
      if (mine === beginning) isLoading.value = false
    }
  }

  return { by, groups, hasMore, isLoading, load, loadMore, toggle, loadMoreOf, relabel, drop, refresh, forget }
})

type Gathered = Pick<HistoryGroup, 'key' | 'count' | 'newest'>

function folded(group: Gathered): HistoryGroup {
  return { ...group, isOpen: false, entries: [], next: null, hasMore: true }
}

/** An unfolded group as it is now: its first page anew, and behind it what was loaded by scrolling. */
function reopened(before: HistoryGroup, now: Gathered, page: HistoryPage): HistoryGroup {
  const last = page.entries.at(-1)
  const at = before.entries.findIndex(({ id }) => id === last?.id)
  const rest = at === -1 ? [] : before.entries.slice(at + 1)
  const next = rest.length > 0 ? before.next : page.next
  return { ...now, isOpen: true, entries: [...page.entries, ...rest], next, hasMore: next !== null }
}

/** As many groups as were there, in whole pages, up to the largest page. */
function pageFor(count: number): number {
  return count > GROUPS_PAGE ? 2 * GROUPS_PAGE : GROUPS_PAGE
}
