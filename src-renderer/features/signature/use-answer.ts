import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** What main answers to a question that may change: the answer to the newest one, or the error instead. */
export interface Answer<T> {
  readonly answer: Readonly<Ref<T | null>>
  readonly error: Readonly<Ref<unknown>>
}

/** Asks again whenever the subject changes. An answer that comes late is dropped. */
export function useAnswer<S, T>(subject: () => S, ask: (subject: S) => Promise<T>): Answer<T> {
  const answer = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  let asked = 0
  watch(
    subject,
    async (current) => {
      const number = (asked += 1)
      answer.value = null
      error.value = null
      try {
        const found = await ask(current)
        if (number === asked) answer.value = found
      } catch (failure) {
        if (number === asked) error.value = failure
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => (asked += 1))
  return { answer, error }
}
