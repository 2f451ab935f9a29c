import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { MOST_NAMED } from '@shared/history/history-contract'
import { call } from '../ipc/client'
import type { Chosen } from './chosen'
import { useHistoryCriteria } from './use-history-criteria'

/** The exchanges that were chosen in the list to do something to all of them. Other criteria end the selection. */
export const useHistorySelectionStore = defineStore('history-selection', () => {
  const wanted = useHistoryCriteria()
  /** Chosen one by one, in the order they were chosen. */
  const named = shallowRef<ReadonlyMap<string, ExchangeSummary>>(new Map())
  /** Chosen by what is meant, loaded or not. */
  const meant = shallowRef<{ readonly criteria: Criteria; readonly count: number; readonly isCounted: boolean } | null>(null)

  const count = computed(() => meant.value?.count ?? named.value.size)
  /** Whether they are exactly so many; otherwise counting was given up and they are more. */
  const isCounted = computed(() => meant.value?.isCounted ?? true)
  const isActive = computed(() => count.value > 0 || !isCounted.value)

  function has(id: string): boolean {
    return meant.value !== null || named.value.has(id)
  }

  /** Chooses an exchange, or not any more. Of a selection of everything the loaded ones stay chosen, so that it only shrinks. */
  function toggle(entry: ExchangeSummary, loaded: () => readonly ExchangeSummary[]): void {
    const next = new Map(meant.value === null ? named.value : loaded().map((one) => [one.id, one]))
    if (!next.delete(entry.id)) next.set(entry.id, entry)
    choose([...next.values()])
  }

  /** Chooses exactly these, at most as many as can be named one by one. */
  function choose(entries: readonly ExchangeSummary[]): void {
    meant.value = null
    named.value = new Map(entries.slice(0, MOST_NAMED).map((entry) => [entry.id, entry]))
  }

  /** Chooses everything the criteria mean, also what is not loaded. */
  async function chooseAll(): Promise<void> {
    const { criteria } = wanted
    const { total, isComplete } = await call('history.facets', { criteria })
    if (criteria !== wanted.criteria) return
    named.value = new Map()
    meant.value = total === 0 && isComplete ? null : { criteria, count: total, isCounted: isComplete }
  }

  function end(): void {
    named.value = new Map()
    meant.value = null
  }

  /** What is chosen, with what is known of it; null when nothing is. */
  function chosen(loaded: () => readonly ExchangeSummary[]): Chosen | null {
    if (meant.value !== null) return { selection: { kind: 'criteria', criteria: meant.value.criteria }, count: count.value, entries: loaded() }
    if (named.value.size === 0) return null
    const now = new Map(loaded().map((entry) => [entry.id, entry]))
    const entries = [...named.value.values()].map((entry) => now.get(entry.id) ?? entry)
    return { selection: { kind: 'exchanges', exchangeIds: [...named.value.keys()] }, count: count.value, entries }
  }

  watch(() => wanted.criteria, end)

  return { count, isCounted, isActive, has, toggle, choose, chooseAll, end, chosen }
})
