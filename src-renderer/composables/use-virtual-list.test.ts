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
    expect(list.lastNear.value).toBeLessThan(20)
  })

  it('keeps the order of the list when what is pinned lies before the view', () => {
    const list = useVirtualList(ref(Array.from({ length: 1_000 }, () => 50)), ref(500), ref(1))
    const scroller = document.createElement('div')
    Object.defineProperty(scroller, 'scrollTop', { value: 40_000 })
    scroller.addEventListener('scroll', list.onScroll)
    scroller.dispatchEvent(new Event('scroll'))
    expect(list.visible.value[0]).toBe(1)
    expect(list.visible.value.at(-1)).toBe(list.lastNear.value)
    expect(list.lastNear.value).toBeGreaterThan(805)
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
