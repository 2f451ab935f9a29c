import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { useVirtualList } from './use-virtual-list'

describe('a virtual list', () => {
  it('renders only what is near the view, and what is pinned', () => {
    const list = useVirtualList(ref(Array.from({ length: 10_000 }, () => 50)), ref(500), ref(9_000))
    expect(list.totalHeight.value).toBe(500_000)
    expect(list.visible.value.length).toBeLessThan(20)
    expect(list.visible.value[0]).toBe(0)
    expect(list.visible.value.at(-1)).toBe(9_000)
  })

  it('knows where items of different height are', () => {
    const list = useVirtualList(ref([30, 50, 50, 30, 50]), ref(100), ref(-1))
    expect([list.offsetOf(3), list.scrollTopFor(1), list.scrollTopFor(4)]).toEqual([130, null, 110])
  })

  it('copes with nothing', () => {
    const list = useVirtualList(ref([]), ref(100), ref(-1))
    expect([list.totalHeight.value, list.visible.value]).toEqual([0, []])
  })
})
