import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useExchangesStore } from './use-exchanges-store'

export type EditedLabel = 'name' | 'note' | 'tag'

/** Which label is being edited, and what was typed but could not be kept. */
export const useLabelEditingStore = defineStore('label-editing', () => {
  const exchanges = useExchangesStore()
  const editing = shallowRef<{ readonly exchangeId: string; readonly label: EditedLabel } | null>(null)
  /** Whether a tag for all that is chosen is being typed. */
  const isTaggingChosen = ref(false)
  /** Whether the editor was asked for and is not there yet: what is typed meanwhile is meant for it, not for the list. */
  const isOpening = ref(false)
  /** What had the focus when the editor was opened. */
  const openedFrom = shallowRef<HTMLElement | null>(null)
  const unkept = shallowRef<ReadonlyMap<string, string>>(new Map())

  /** Opens the exchange and the editor of one of its labels. */
  async function edit(exchangeId: string, label: EditedLabel): Promise<void> {
    const { activeElement, body } = document
    openedFrom.value = activeElement instanceof HTMLElement && activeElement !== body ? activeElement : null
    editing.value = { exchangeId, label }
    isOpening.value = true
    if (exchanges.selectedId !== exchangeId) await exchanges.select(exchangeId)
    if (exchanges.readError !== null) end()
  }

  function end(): void {
    editing.value = null
    isOpening.value = false
  }

  /** What was typed for a label and could not be kept, so that nothing typed is lost; null when there is nothing. */
  function unkeptText(exchangeId: string, label: EditedLabel): string | null {
    return unkept.value.get(`${label} ${exchangeId}`) ?? null
  }

  function remember(exchangeId: string, label: EditedLabel, text: string | null): void {
    const next = new Map(unkept.value)
    if (text === null) next.delete(`${label} ${exchangeId}`)
    else next.set(`${label} ${exchangeId}`, text)
    unkept.value = next
  }

  return { editing, isOpening, openedFrom, isTaggingChosen, edit, end, unkeptText, remember }
})
