import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** The time, told again every `everyMs` while somebody needs it. */
export function useNow(isNeeded: Readonly<Ref<boolean>>, everyMs: number): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  watch(
    isNeeded,
    (needed) => {
      clearInterval(timer)
      now.value = Date.now()
      if (needed) timer = setInterval(() => (now.value = Date.now()), everyMs)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearInterval(timer))
  return now
}
