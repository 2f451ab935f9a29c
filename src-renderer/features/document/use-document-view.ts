import { shallowRef, watch, type Ref } from 'vue'
import type { DocumentView, ViewKey } from '@shared/exchange/document/document-contract'
import { call } from '../../ipc/client'

/** A view main answered, and what was asked. */
export interface ShownView {
  readonly key: ViewKey
  readonly view: DocumentView
}

/** Asks main for a view whenever another one is wanted. */
export function useDocumentView(key: Readonly<Ref<ViewKey>>): {
  /** The newest answer; while a filter is tried, the one before it stays. */
  readonly shown: Readonly<Ref<ShownView | null>>
  /** Why there is no answer; a wrong filter leaves `shown` as it was. */
  readonly error: Readonly<Ref<unknown>>
  readonly isLoading: Readonly<Ref<boolean>>
} {
  const shown = shallowRef<ShownView | null>(null)
  const error = shallowRef<unknown>(null)
  const isLoading = shallowRef(false)

  watch(key, ask, { immediate: true })

  async function ask(wanted: ViewKey, before?: ViewKey): Promise<void> {
    if (before !== undefined && isSameKey(wanted, before)) return
    if (before !== undefined && !isSameKey({ ...wanted, filter: null }, { ...before, filter: null })) shown.value = null
    isLoading.value = true
    try {
      const view = await call('document.view', wanted)
      // An answer that comes after another view was wanted is late.
      if (!isSameKey(wanted, key.value)) return
      shown.value = { key: wanted, view }
      error.value = null
    } catch (cause) {
      if (isSameKey(wanted, key.value)) error.value = cause
    } finally {
      if (isSameKey(wanted, key.value)) isLoading.value = false
    }
  }

  return { shown, error, isLoading }
}

function isSameKey(left: ViewKey, right: ViewKey): boolean {
  return (
    left.exchangeId === right.exchangeId &&
    left.half === right.half &&
    left.charset === right.charset &&
    left.view === right.view &&
    left.filter === right.filter
  )
}
