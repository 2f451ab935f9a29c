import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { completionsAt, type Completion, type KnownValues } from '@shared/history/query/completions'

/** The list below a field that offers what can stand at its caret. */
export interface CompletionList {
  readonly items: ComputedRef<readonly Completion[]>
  readonly isOpen: ComputedRef<boolean>
  /** Place of the item Enter takes; -1 when none is chosen. */
  readonly active: Ref<number>
  /** Opens it with whatever the caret's place has to offer. */
  readonly open: () => void
  readonly close: () => void
  /** Goes round the items; opens the list first when it is closed. */
  readonly move: (step: 1 | -1) => void
  /** The text and caret after an item was taken; null when there is no such item. */
  readonly taken: (index: number) => { readonly text: string; readonly caret: number } | null
}

/** Completes what is typed; a list without items is closed. */
export function useCompletions(text: Readonly<Ref<string>>, caret: Readonly<Ref<number>>, known: () => KnownValues): CompletionList {
  const isWanted = ref(false)
  const active = ref(-1)
  const completions = computed(() => (isWanted.value ? completionsAt(text.value, caret.value, known()) : null))
  const items = computed(() => completions.value?.items ?? [])
  const isOpen = computed(() => items.value.length > 0)
  watch(items, (now, before) => {
    if (now.map(({ insert }) => insert).join() !== before.map(({ insert }) => insert).join()) active.value = -1
  })

  function open(): void {
    isWanted.value = true
  }

  function close(): void {
    isWanted.value = false
    active.value = -1
  }

  function move(step: 1 | -1): void {
    if (!isOpen.value) return open()
    const count = items.value.length
    active.value = active.value === -1 && step === -1 ? count - 1 : (active.value + step + count) % count
  }

  function taken(index: number): { text: string; caret: number } | null {
    const item = items.value[index]
    if (item === undefined || completions.value === null) return null
    const { start, end } = completions.value.span
    // A value is complete with the blank behind it; a field waits for its value.
    const inserted = item.kind === 'value' ? `${item.insert} ` : item.insert
    return { text: text.value.slice(0, start) + inserted + text.value.slice(end).replace(/^\s/, item.kind === 'value' ? '' : '$&'), caret: start + inserted.length }
  }

  return { items, isOpen, active, open, close, move, taken }
}
