import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** Width and height of an element, kept up to date; zero until it is there. */
export function useElementSize(element: Readonly<Ref<HTMLElement | null>>): { width: Ref<number>; height: Ref<number> } {
  const width = ref(0)
  const height = ref(0)
  const measure = (): void => {
    width.value = element.value?.clientWidth ?? 0
    height.value = element.value?.clientHeight ?? 0
  }
  const observer = new ResizeObserver(measure)
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
      measure()
    },
    { immediate: true, flush: 'post' },
  )
  onBeforeUnmount(() => observer.disconnect())
  return { width, height }
}
