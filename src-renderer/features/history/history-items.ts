import type { ExchangeSummary } from '@shared/exchange/exchange'
import { dayOf } from '../../composables/time-text'

/** What the list shows one under the other: a heading per day, and the exchanges of that day. */
export type HistoryItem =
  | { readonly kind: 'day'; readonly key: string; readonly day: string; readonly startedAt: number }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: ExchangeSummary }

/** Heights in pixels, fixed so that the list can be virtual. */
export const ITEM_HEIGHTS: Readonly<Record<HistoryItem['kind'], number>> = { day: 32, entry: 50 }

/** Groups entries, newest first, by the day they started on in this machine's zone. */
export function historyItems(entries: readonly ExchangeSummary[]): HistoryItem[] {
  const items: HistoryItem[] = []
  let currentDay: string | null = null
  for (const entry of entries) {
    const day = dayOf(entry.startedAt)
    // A clock that was set back brings a day a second time; the key has to stay unique then.
    if (day !== currentDay) items.push({ kind: 'day', key: `day-${day}-${entry.id}`, day, startedAt: entry.startedAt })
    currentDay = day
    items.push({ kind: 'entry', key: entry.id, entry })
  }
  return items
}
