import { computed, onScopeDispose, shallowRef, type Ref } from 'vue'
import type { ViewKey, ViewName } from '@shared/exchange/document/document-contract'
import type { Place } from '../document/editor-state'
import { useDocumentSearch, type DocumentSearch } from '../document/use-document-search'
import { useHitsOfPair } from './use-pair-hits'

/** Looks for the texts of the history's search in one view and tells the pair it is part of. */
export function usePanelHits(panel: {
  readonly half: ViewKey['half']
  readonly view: ViewName
  /** Null where nothing can be looked through. */
  readonly key: Readonly<Ref<ViewKey | null>>
  /** Whether main has said what the view is. */
  readonly isAnswered: Readonly<Ref<boolean>>
  readonly lineCount: () => number
  readonly onCurrent: (place: Place) => void
}): Pick<DocumentSearch, 'places' | 'current' | 'cover'> {
  const pair = useHitsOfPair()
  const texts = pair?.texts ?? shallowRef([])
  const search = useDocumentSearch({
    key: computed(() => (texts.value.length === 0 ? null : panel.key.value)),
    lineCount: panel.lineCount,
    topLine: () => 0,
    onCurrent: panel.onCurrent,
    hits: texts,
  })
  const isSettled = computed(() => (panel.key.value === null ? panel.isAnswered.value : search.total.value !== null || search.error.value !== null))
  const { total, currentIndex, goTo, leave } = search
  if (pair !== null) onScopeDispose(pair.add(panel.half, panel.view, { total, currentIndex, isSettled, goTo, leave }))
  return search
}
