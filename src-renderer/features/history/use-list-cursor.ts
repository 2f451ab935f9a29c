import { computed, shallowRef, watch, type Ref } from 'vue'
import { reachableFrom, type HistoryItem } from './history-items'

/** The place in the list the keys work from: the one row or group the Tab key reaches. */
export interface ListCursor {
  /** Index of the item, or -1 when the list has none that can be reached. */
  readonly index: Readonly<Ref<number>>
  /** Key of the item; null before the first move. */
  readonly key: Readonly<Ref<string | null>>
  readonly moveTo: (index: number) => void
}

/**
 * Keeps the cursor at its item while items come and go. When its item goes it stays at that place of the list and `onLost` is
 * called before the page is drawn; when another exchange is shown it goes to the last row of it, which is the one in its day.
 */
export function useListCursor(
  items: Readonly<Ref<readonly HistoryItem[]>>,
  selectedId: () => string | null,
  onLost: () => void,
): ListCursor {
  const key = shallowRef<string | null>(null)
  const at = computed(() => (key.value === null ? -1 : items.value.findIndex((item) => item.key === key.value)))
  const index = computed(() => (at.value === -1 ? reachableFrom(items.value, 0, 0) : at.value))

  function moveTo(target: number): void {
    key.value = items.value[target]?.key ?? null
  }

  watch(items, (now, before) => {
    if (key.value === null || now.some((item) => item.key === key.value)) return
    const was = before.findIndex((item) => item.key === key.value)
    const target = reachableFrom(now, Math.min(Math.max(was, 0), now.length - 1), 0)
    moveTo(target === -1 ? reachableFrom(now, now.length - 1, -1) : target)
    onLost()
  })

  watch(
    [selectedId, items] as const,
    ([id], before) => {
      if (id === null || id === before[0]) return
      const current = items.value[at.value]
      if (current?.kind === 'entry' && current.entry.id === id) return
      const own = items.value.findLastIndex((item) => item.kind === 'entry' && item.entry.id === id)
      if (own !== -1) moveTo(own)
    },
    { immediate: true },
  )

  return { index, key, moveTo }
}
