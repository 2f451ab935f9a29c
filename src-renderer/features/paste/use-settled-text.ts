import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** Up to this length a text is read at every change of it. */
const READ_AT_ONCE = 20_000
const SETTLED_AFTER_MS = 200

/**
 * A text somebody is typing, as far as it has been read: a long one only when no key was pressed for a moment, so that typing in it
 * does not wait for its reading. `settle` reads it now, for whoever is about to use it.
 */
export function useSettledText(typed: Readonly<Ref<string>>): { readonly settled: Readonly<Ref<string>>; readonly settle: () => void } {
  const settled = shallowRef(typed.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = (): void => {
    clearTimeout(timer)
    settled.value = typed.value
  }
  watch(typed, (text) => {
    clearTimeout(timer)
    if (text.length <= READ_AT_ONCE) settle()
    else timer = setTimeout(settle, SETTLED_AFTER_MS)
  }, { flush: 'sync' })
  onScopeDispose(() => clearTimeout(timer))
  return { settled, settle }
}
