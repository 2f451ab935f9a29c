import { computed, ref, type Ref } from 'vue'

/** Taller elements are drawn wrongly by browsers; of more rows than fit, scrolling passes several at a time. */
const MAX_PX = 8_000_000
const EXTRA_ROWS = 8

export interface RowScrollOptions {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  /** What scrolls with the rows in it; other things may stand above. */
  readonly table: Readonly<Ref<HTMLElement | null>>
  readonly height: Readonly<Ref<number>>
  readonly count: Readonly<Ref<number>>
  readonly rowPx: number
}

/** Which of many rows of one height are in sight, however many there are. */
export function useRowScroll({ scroller, table, height, count, rowPx }: RowScrollOptions) {
  const scrollTop = ref(0)
  const totalPx = computed(() => Math.min(MAX_PX, count.value * rowPx))
  /** Rows passed by one pixel of scrolling, measured in pixels of rows. */
  const scale = computed(() => {
    const hidden = totalPx.value - height.value
    return totalPx.value < MAX_PX || hidden <= 0 ? 1 : (count.value * rowPx - height.value) / hidden
  })
  const offset = computed(() => Math.max(0, scrollTop.value) * scale.value)
  const first = computed(() => Math.max(0, Math.min(count.value, Math.floor(offset.value / rowPx) - EXTRA_ROWS)))
  const last = computed(() => Math.min(count.value, Math.ceil((offset.value + height.value) / rowPx) + EXTRA_ROWS))

  function onScroll(): void {
    scrollTop.value = (scroller.value?.scrollTop ?? 0) - (table.value?.offsetTop ?? 0)
  }

  /** Scrolls so that a row is in sight, if it is not. */
  function reveal(index: number): void {
    const above = table.value?.offsetTop ?? 0
    const top = index * rowPx
    const isInSight = top >= offset.value && top + 2 * rowPx <= offset.value + height.value
    if (isInSight && scrollTop.value >= 0) return
    const wanted = top < offset.value ? top : Math.max(0, top + 3 * rowPx - height.value)
    scroller.value?.scrollTo({ top: above + wanted / scale.value })
    onScroll()
  }

  return {
    totalPx,
    first,
    last,
    /** Where a row is drawn; it stays at its place relative to the first one in sight, whatever the scale. */
    topOf: (index: number): number => index * rowPx - offset.value + Math.max(0, scrollTop.value),
    onScroll,
    reveal,
  }
}
