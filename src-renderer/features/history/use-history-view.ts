import { computed, onBeforeUnmount, watch, type Ref } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Settings } from '@shared/settings'
import { subscribe } from '../../ipc/client'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useHistoryCriteria } from '../../stores/use-history-criteria'
import { useHistoryGroupsStore } from '../../stores/use-history-groups-store'
import { usePinnedStore } from '../../stores/use-pinned-store'
import { useSettingsStore } from '../../stores/use-settings-store'
import { useNotices } from '../../composables/use-notices'
import { dayItems, entriesBetween, groupItems, type HistoryItem } from './history-items'

/** What the list shows, by the grouping that was chosen: days of the exchanges that are loaded, or groups. */
export function useHistoryView(): {
  readonly grouping: Readonly<Ref<Settings['historyGrouping']>>
  readonly items: Readonly<Ref<readonly HistoryItem[]>>
  /** Every exchange that is loaded for what is shown, each once. */
  readonly loaded: Readonly<Ref<readonly ExchangeSummary[]>>
  readonly hasMore: Readonly<Ref<boolean>>
  /** @throws IpcError */
  readonly loadMore: () => Promise<void>
  /** Reads what stands beside the days: the groups or the pinned ones. @throws IpcError */
  readonly loadBeside: () => Promise<void>
} {
  const settings = useSettingsStore()
  const wanted = useHistoryCriteria()
  const exchanges = useExchangesStore()
  const groups = useHistoryGroupsStore()
  const pinned = usePinnedStore()
  const { orShowError } = useNotices()

  const grouping = computed(() => settings.settings.historyGrouping)
  const isGrouped = computed(() => grouping.value !== 'day')
  const showsPinned = computed(() => settings.settings.pinnedFirst && wanted.criteria.all.length === 0 && !wanted.criteria.removed)
  const items = computed(() =>
    isGrouped.value ? groupItems(groups.groups) : dayItems(exchanges.entries, showsPinned.value ? pinned.entries : []),
  )
  const loaded = computed(() => entriesBetween(items.value, 0, items.value.length - 1))

  async function loadBeside(): Promise<void> {
    if (grouping.value !== 'day') return groups.load(grouping.value)
    groups.forget()
    // Every search comes by here: it must not wait for exchanges that are not shown beside what it finds.
    if (showsPinned.value) await pinned.load()
  }

  watch([grouping, () => wanted.criteria, showsPinned], () => void orShowError(loadBeside()))
  // A new result changes what groups there are and how many are in them.
  const stops = [
    subscribe('exchange.finished', (entry) => {
      pinned.complete(entry)
      void orShowError(groups.refresh())
    }),
    subscribe('history.changed', () => void orShowError(loadBeside())),
  ]
  onBeforeUnmount(() => stops.forEach((stop) => stop()))

  return {
    grouping,
    items,
    loaded,
    hasMore: computed(() => (isGrouped.value ? groups.hasMore : exchanges.hasMore)),
    loadMore: () => (isGrouped.value ? groups.loadMore() : exchanges.loadMore()),
    loadBeside,
  }
}
