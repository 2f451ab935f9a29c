import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { changedLabels, type LabelChange } from '@shared/history/labels'
import { call } from '../ipc/client'
import type { Chosen } from './chosen'
import { useExchangesStore } from './use-exchanges-store'
import { useHistoryGroupsStore } from './use-history-groups-store'
import { usePinnedStore } from './use-pinned-store'

const TAGGED: Criteria = { all: [{ not: false, anyOf: [{ kind: 'is', trait: 'tagged' }] }], removed: false }
const MOST_OFFERED = 200

/** What the user writes on exchanges: pins, names, notes, tags. */
export const useLabelsStore = defineStore('labels', () => {
  const exchanges = useExchangesStore()
  const pinned = usePinnedStore()
  const groups = useHistoryGroupsStore()
  /** The tags that are in use, those of the newest exchanges first, as they were read last. */
  const tagsInUse = shallowRef<readonly string[]>([])
  let lastChange = 0

  /** Changes labels, shows that at once and takes it back when it could not be kept. @throws IpcError */
  async function label(chosen: Chosen, change: LabelChange): Promise<void> {
    if (chosen.selection.kind === 'criteria') return labelAllMeant(chosen, change)
    const mine = ++lastChange
    show(chosen.entries.map((entry) => ({ ...entry, ...changedLabels(entry, change) })))
    try {
      const { entries } = await call('history.label', { selection: chosen.selection, change })
      // An answer that was overtaken by a newer change would show what is not so any more.
      if (mine === lastChange) show(entries)
    } catch (error) {
      show(chosen.entries)
      throw error
    }
    if (groups.by === 'tag') await groups.refresh()
  }

  async function labelAllMeant(chosen: Chosen, change: LabelChange): Promise<void> {
    await call('history.label', { selection: chosen.selection, change })
    show(chosen.entries.map((entry) => ({ ...entry, ...changedLabels(entry, change) })))
    await Promise.all([pinned.load(), groups.refresh()])
  }

  async function loadTagsInUse(): Promise<void> {
    const page = await call('history.groups', { criteria: TAGGED, by: 'tag', limit: MOST_OFFERED, before: null })
    tagsInUse.value = page.groups.map(({ key }) => key).filter((key) => key !== '')
  }

  function show(entries: readonly ExchangeSummary[]): void {
    exchanges.relabel(entries)
    pinned.relabel(entries)
    groups.relabel(entries)
  }

  return { tagsInUse, label, loadTagsInUse }
})
