import { watch, type Ref } from 'vue'
import type { VirtualList } from '../../composables/use-virtual-list'
import type { HistoryItem } from './history-items'

/**
 * Keeps what is in view in its place when rows come, go or grow above it. At the very top nothing is kept: what is new is seen.
 * Answers what has to be called when the list was scrolled.
 */
export function useScrollAnchor(
  scroller: Readonly<Ref<HTMLElement | null>>,
  items: Readonly<Ref<readonly HistoryItem[]>>,
  list: Pick<VirtualList, 'offsetOf' | 'visible'>,
): () => void {
  let anchor: { readonly key: string; readonly below: number } | null = null

  function remember(): void {
    const top = scroller.value?.scrollTop ?? 0
    const index = list.visible.value.find((at) => list.offsetOf(at + 1) > top)
    const item = index === undefined ? undefined : items.value[index]
    anchor = top === 0 || index === undefined || item === undefined ? null : { key: item.key, below: top - list.offsetOf(index) }
  }

  watch(
    items,
    () => {
      const known = anchor
      if (known === null || scroller.value === null) return
      const index = items.value.findIndex(({ key }) => key === known.key)
      if (index !== -1) scroller.value.scrollTop = list.offsetOf(index) + known.below
    },
    { flush: 'post' },
  )

  return remember
}
