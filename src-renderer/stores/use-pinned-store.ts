import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { call } from '../ipc/client'

/** Most exchanges that are shown above the days because they are pinned. */
const MOST_PINNED = 50

const PINNED: Criteria = { all: [{ not: false, anyOf: [{ kind: 'is', trait: 'pinned' }] }], removed: false }

/** The pinned exchanges, newest first. */
export const usePinnedStore = defineStore('pinned', () => {
  const entries = shallowRef<readonly ExchangeSummary[]>([])

  async function load(): Promise<void> {
    entries.value = (await call('history.search', { criteria: PINNED, limit: MOST_PINNED, before: null })).entries
  }

  /** Takes in exchanges whose labels have changed: who was pinned comes, who is not any more goes. */
  function relabel(changed: readonly ExchangeSummary[]): void {
    const ids = new Set(changed.map(({ id }) => id))
    const rest = entries.value.filter(({ id }) => !ids.has(id))
    const pinned = changed.filter((entry) => entry.pinned)
    entries.value = [...rest, ...pinned].toSorted((left, right) => right.startedAt - left.startedAt).slice(0, MOST_PINNED)
  }

  /** Takes in how an exchange ended, if it is one of these. */
  function complete(entry: ExchangeSummary): void {
    entries.value = entries.value.map((one) => (one.id === entry.id ? entry : one))
  }

  function drop(ids: ReadonlySet<string>): void {
    entries.value = entries.value.filter(({ id }) => !ids.has(id))
  }

  return { entries, load, relabel, complete, drop }
})
