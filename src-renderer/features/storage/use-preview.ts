import { onBeforeUnmount, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { hasRule, type RetentionRules } from '@shared/history/retention'
import type { RetentionPreview } from '@shared/history/storage-contract'
import { call, subscribe } from '../../ipc/client'

/** While somebody types, not every digit is asked about. */
const PAUSE_MS = 250

/** What the rules would take, following them as they are typed; null while that is not known, or when no rule holds. */
export function usePreview(rules: Readonly<Ref<RetentionRules | null>>): {
  readonly preview: Readonly<ShallowRef<RetentionPreview | null>>
  readonly failure: Readonly<ShallowRef<unknown>>
} {
  const preview = shallowRef<RetentionPreview | null>(null)
  const failure = shallowRef<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(asked: RetentionRules): Promise<void> {
    try {
      const answer = await call('storage.preview', { rules: asked })
      // A late answer belongs to rules that are not there any more.
      if (rules.value === asked) preview.value = answer
    } catch (error) {
      if (rules.value === asked) failure.value = error
    }
  }

  watch(
    rules,
    (wanted) => {
      clearTimeout(timer)
      preview.value = null
      failure.value = null
      if (wanted !== null && hasRule(wanted)) timer = setTimeout(() => void ask(wanted), PAUSE_MS)
    },
    { immediate: true },
  )
  const unsubscribe = subscribe('history.changed', () => {
    if (rules.value !== null && hasRule(rules.value)) void ask(rules.value)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    unsubscribe()
  })
  return { preview, failure }
}
