import type { Ref } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { MOST_NAMED } from '@shared/history/history-contract'
import { useHistorySelectionStore } from '../../stores/use-history-selection-store'
import { entriesBetween, type HistoryItem } from './history-items'

/** Choosing rows of the list as files are chosen: one by one, or from where the last one was chosen up to another. */
export function useListSelection(
  items: Readonly<Ref<readonly HistoryItem[]>>,
  loaded: () => readonly ExchangeSummary[],
  onTooMany: () => void,
): {
  /** Chooses a row, or not any more. The first one is joined by the exchange `beside` it, when the list has that one. */
  readonly toggle: (index: number, beside?: string | null) => void
  readonly extendTo: (index: number, from: number) => void
} {
  const selection = useHistorySelectionStore()
  let anchor: string | null = null

  function toggle(index: number, beside: string | null = null): void {
    const item = items.value[index]
    if (item?.kind !== 'entry') return
    anchor = item.key
    if (!selection.isActive && beside !== item.entry.id) selection.choose(loaded().filter(({ id }) => id === beside))
    selection.toggle(item.entry, loaded)
  }

  /** Chooses the rows from the anchor on, which is `from` when nothing was chosen before. */
  function extendTo(index: number, from: number): void {
    const known = selection.isActive ? items.value.findIndex(({ key }) => key === anchor) : -1
    const start = known === -1 ? from : known
    anchor = items.value[start]?.key ?? null
    const entries = entriesBetween(items.value, start, index)
    if (entries.length > MOST_NAMED) onTooMany()
    selection.choose(entries)
  }

  return { toggle, extendTo }
}
