import { computed, ref, type Ref } from 'vue'

/** The stretch of a long list that has to be in the page. */
export interface VirtualList {
  readonly totalHeight: Ref<number>
  /** Index of the last item in or near the view. */
  readonly lastNear: Ref<number>
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

  const firstNear = computed(() => indexAt(offsets.value, scrollTop.value - OVERSCAN_PX))
  const lastNear = computed(() => indexAt(offsets.value, scrollTop.value + viewportHeight.value + OVERSCAN_PX))
  const visible = computed(() => {
    const count = heights.value.length
    const indexes = new Set<number>()
    for (let index = firstNear.value; index <= lastNear.value && index < count; index += 1) indexes.add(index)
    if (pinned.value >= 0 && pinned.value < count) indexes.add(pinned.value)
    return [...indexes].sort((left, right) => left - right)
  })

  return {
    totalHeight,
    lastNear,
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
