import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DocumentFacts, ViewKey, ViewName } from '@shared/exchange/document/document-contract'
import { call } from '../../ipc/client'
import { useHitsOfPair } from './use-pair-hits'

export type HitMarks = Partial<Record<ViewName, { count: string; words: string }>>

/** Views whose lines can be looked through, in the order they are tried. */
const TRIED = ['JSON', 'XML', 'Raw'] as const satisfies readonly ViewName[]
/** Of a larger body the converted view is not made only to look through it. */
const LARGE_BYTES = 5_000_000

/** How many hits each view of a half has: those that are shown, and, where these have none, the others. */
export function useHalfHits(half: {
  readonly document: Readonly<Ref<Pick<ViewKey, 'exchangeId' | 'half' | 'charset'>>>
  readonly active: Readonly<Ref<ViewName>>
  readonly shown: Readonly<Ref<readonly ViewName[]>>
  readonly facts: Readonly<Ref<DocumentFacts | null>>
}): Readonly<Ref<HitMarks>> {
  const { t, n } = useI18n()
  const pair = useHitsOfPair()
  const elsewhere = shallowRef<Partial<Record<ViewName, number>>>({})
  const name = half.document.value.half

  watch(half.active, (view) => pair !== null && (pair.activeViews[name] = view), { immediate: true })

  const counts = computed(() =>
    half.shown.value.map((view) => {
      const hits = pair?.viewHits(name, view) ?? null
      return { view, count: hits?.total.value ?? 0, isSettled: hits?.isSettled.value ?? false }
    }),
  )
  const isElsewhere = computed(() => (pair?.texts.value.length ?? 0) > 0 && counts.value.every(({ count, isSettled }) => isSettled && count === 0))
  let question = 0
  watch([isElsewhere, () => pair?.texts.value, half.document, half.shown], ([isWanted]) => {
    elsewhere.value = {}
    question += 1
    if (isWanted) void lookElsewhere(question)
  })
  onScopeDispose(() => (question += 1))

  async function lookElsewhere(mine: number): Promise<void> {
    const [text, ...others] = pair?.texts.value ?? []
    if (text === undefined) return
    const { facts } = half
    for (const view of TRIED.filter((one) => !half.shown.value.includes(one))) {
      const isConverted = view !== 'Raw' && view.toLowerCase() !== facts.value?.format
      if (isConverted && (facts.value?.storedBytes ?? 0) > LARGE_BYTES) continue
      const request = { ...half.document.value, view, filter: null, text, others, reason: 'hits', matchCase: false, regexp: false, from: 0 } as const
      // A view that cannot be looked through is not marked; what is wrong with it is said where it is opened.
      const answer = await call('document.search', request).catch(() => null)
      if (mine !== question) return
      if (answer !== null && answer.total > 0) elsewhere.value = { ...elsewhere.value, [view]: answer.total }
    }
  }

  return computed(() => {
    const shown = counts.value.map(({ view, count }) => [view, count] as const)
    const all = [...shown, ...Object.entries(elsewhere.value).map(([view, count]) => [view as ViewName, count] as const)]
    return Object.fromEntries(
      all.flatMap(([view, count]) => (count === 0 ? [] : [[view, { count: n(count), words: t('hits.inView', { view, count: n(count) }, count) }]])),
    )
  })
}
