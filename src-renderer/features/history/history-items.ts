import type { ExchangeSummary } from '@shared/exchange/exchange'
import { dayOf } from '../../composables/time-text'
import type { HistoryGroup } from '../../stores/use-history-groups-store'

/** A row of the list. An exchange may have several: one in each of its groups, or one among the pinned; `group` is null outside of groups. */
export interface EntryItem {
  readonly kind: 'entry'
  readonly key: string
  readonly entry: ExchangeSummary
  readonly group: string | null
}

/** What the list shows one under the other: headings, groups that fold, exchanges, and the place where more are loaded. */
export type HistoryItem =
  | EntryItem
  | { readonly kind: 'pinned'; readonly key: string; readonly count: number }
  | { readonly kind: 'day'; readonly key: string; readonly day: string; readonly startedAt: number }
  | { readonly kind: 'group'; readonly key: string; readonly group: HistoryGroup }
  | { readonly kind: 'loading'; readonly key: string; readonly group: string }

/** Heights in pixels, fixed so that the list can be virtual. */
export const ITEM_HEIGHTS = { pinned: 32, day: 32, group: 36, loading: 32, entry: 50, taggedEntry: 74 } as const

/** The height of an item in pixels, known before it is drawn. */
export function heightOf(item: HistoryItem): number {
  return item.kind === 'entry' && item.entry.tags.length > 0 ? ITEM_HEIGHTS.taggedEntry : ITEM_HEIGHTS[item.kind]
}

/** Groups entries, newest first, by the day they started on in this machine's zone. What is pinned stands above them besides. */
export function dayItems(entries: readonly ExchangeSummary[], pinned: readonly ExchangeSummary[] = []): HistoryItem[] {
  const items: HistoryItem[] = pinned.length === 0 ? [] : [{ kind: 'pinned', key: 'pinned', count: pinned.length }]
  for (const entry of pinned) items.push({ kind: 'entry', key: `pinned-${entry.id}`, entry, group: null })
  let shown = { from: 0, until: 0 }
  for (const entry of entries) {
    const { startedAt } = entry
    if (startedAt < shown.from || startedAt >= shown.until) {
      shown = dayAround(startedAt)
      // A clock that was set back brings a day a second time; the key has to stay unique then.
      const day = dayOf(startedAt)
      items.push({ kind: 'day', key: `day-${day}-${entry.id}`, day, startedAt })
    }
    items.push({ kind: 'entry', key: entry.id, entry, group: null })
  }
  return items
}

/** Groups one under the other, each followed by its exchanges when it is unfolded. */
export function groupItems(groups: readonly HistoryGroup[]): HistoryItem[] {
  return groups.flatMap((group): HistoryItem[] => {
    const heading: HistoryItem = { kind: 'group', key: `group-${group.key}`, group }
    if (!group.isOpen) return [heading]
    const rows = group.entries.map((entry): HistoryItem => ({ kind: 'entry', key: `in-${entry.id}-${group.key}`, entry, group: group.key }))
    return group.hasMore ? [heading, ...rows, { kind: 'loading', key: `more-${group.key}`, group: group.key }] : [heading, ...rows]
  })
}

/** Whether a row stands below the heading of its day, which then need not be said again. */
export function isInItsDay({ key, entry }: EntryItem): boolean {
  return key === entry.id
}

/** Whether the arrow keys stop at an item. */
export function isReachable(item: HistoryItem | undefined): boolean {
  return item?.kind === 'entry' || item?.kind === 'group'
}

/**
 * The item a step leads to: `step` reachable items on, or the last one there is. -1 when no item can be reached.
 * From an item that cannot be reached itself, the search begins there.
 */
export function reachableFrom(items: readonly HistoryItem[], from: number, step: number): number {
  const direction = step < 0 ? -1 : 1
  let found = isReachable(items[from]) ? from : -1
  let left = found === -1 ? Math.max(1, Math.abs(step)) : Math.abs(step)
  for (let at = found === -1 ? from : from + direction; left > 0 && at >= 0 && at < items.length; at += direction) {
    if (!isReachable(items[at])) continue
    found = at
    left -= 1
  }
  return found
}

/** The exchanges of the rows from one item to another, in the order of the list, each once. */
export function entriesBetween(items: readonly HistoryItem[], one: number, other: number): ExchangeSummary[] {
  const stretch = items.slice(Math.max(0, Math.min(one, other)), Math.max(one, other) + 1)
  return [...new Map(stretch.flatMap((item) => (item.kind === 'entry' ? [[item.entry.id, item.entry] as const] : []))).values()]
}

/** First and last moment of the day a time is in, in this machine's zone; the last is the first of the next day. */
function dayAround(epochMs: number): { from: number; until: number } {
  const at = new Date(epochMs)
  const midnight = (later: number): number => new Date(at.getFullYear(), at.getMonth(), at.getDate() + later).getTime()
  return { from: midnight(0), until: midnight(1) }
}
