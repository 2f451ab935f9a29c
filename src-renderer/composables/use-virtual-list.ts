import { computed, ref, type Ref } from 'vue'

/** The stretch of a long list that has to be in the page. */
export interface VirtualList {
  readonly totalHeight: Ref<number>
  /** Indexes to render, in order. */
  readonly visible: Ref<readonly number[]>
  readonly offsetOf: (index: number) => number
  readonly onScroll: (event: Event) => void
  /** The scroll position that brings an item into view, or null when it is in view. */
  readonly scrollTopFor: (index: number) => number | null
}

const OVERSCAN_PX = 240

/** Virtualises a list whose items have known heights; `pinned` stays rendered so that focus is never lost. */
export function useVirtualList(
  heights: Readonly<Ref<readonly number[]>>,
  viewportHeight: Readonly<Ref<number>>,
  pinned: Readonly<Ref<number>>,
): VirtualList {
  const scrollTop = ref(0)
  const offsets = computed(() => {
    const sums = [0]
    for (const height of heights.value) sums.push((sums.at(-1) ?? 0) + height)
    return sums
  })
  const totalHeight = computed(() => offsets.value.at(-1) ?? 0)
  const offsetOf = (index: number): number => offsets.value[index] ?? 0

  const visible = computed(() => {
    const first = indexAt(offsets.value, scrollTop.value - OVERSCAN_PX)
    const last = indexAt(offsets.value, scrollTop.value + viewportHeight.value + OVERSCAN_PX)
    const indexes: number[] = []
    for (let index = first; index <= last && index < heights.value.length; index += 1) indexes.push(index)
    const pin = pinned.value
    if (pin >= 0 && pin < heights.value.length && (pin < first || pin > last)) indexes.push(pin)
    return indexes
  })

  return {
    totalHeight,
    visible,
    offsetOf,
    onScroll: (event) => {
      if (event.target instanceof HTMLElement) scrollTop.value = event.target.scrollTop
    },
    scrollTopFor: (index) => {
      const top = offsetOf(index)
      const bottom = offsetOf(index + 1)
      if (top < scrollTop.value) return top
      return bottom > scrollTop.value + viewportHeight.value ? bottom - viewportHeight.value : null
    },
  }
}

/** Index of the item at a position: the last one that begins at or before it. */
function indexAt(offsets: readonly number[], position: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((offsets[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}
