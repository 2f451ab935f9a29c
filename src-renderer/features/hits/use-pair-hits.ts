import { computed, inject, provide, reactive, ref, shallowReactive, watch, type InjectionKey, type Ref } from 'vue'
import { HALVES, type ViewKey, type ViewName } from '@shared/exchange/document/document-contract'
import { useSearchedTexts } from '../../composables/use-searched-texts'

type HalfName = ViewKey['half']

/** The hits of one view: their number, null while it is not known, and the way to each. */
export interface ViewHits {
  readonly total: Readonly<Ref<number | null>>
  readonly currentIndex: Readonly<Ref<number | null>>
  /** Whether nothing more will come: they are counted, or there is nothing to count in. */
  readonly isSettled: Readonly<Ref<boolean>>
  readonly goTo: (index: number) => Promise<void>
  readonly leave: () => void
}

/** What the views of an opened pair share about the texts the history is searched for. */
export interface PairHits {
  /** Empty when nothing is searched for, and after the hits were closed. */
  readonly texts: Readonly<Ref<readonly string[]>>
  /** Which of a half's views is counted. */
  readonly activeViews: Record<HalfName, ViewName | null>
  readonly viewHits: (half: HalfName, view: ViewName) => ViewHits | null
  /** Adds a view; returns what takes it away. */
  readonly add: (half: HalfName, view: ViewName, hits: ViewHits) => () => void
}

/** More texts than anybody types; what follows is not highlighted. */
const MOST_TEXTS = 50

const pairHitsKey: InjectionKey<PairHits> = Symbol('hits of a pair')

/** The hits of the pair this component is part of; null outside of one. */
export function useHitsOfPair(): PairHits | null {
  return inject(pairHitsKey, null)
}

/**
 * Leads through the hits of both halves, request first. The first one is shown once for every exchange and search; after that
 * the user moves.
 */
export function usePairHits(exchangeId: () => string) {
  const searched = useSearchedTexts()
  const closedFor = ref('')
  const texts = computed<readonly string[]>((before) => {
    const now = keyOf(searched.value) === closedFor.value ? [] : searched.value.slice(0, MOST_TEXTS)
    // The same texts said anew are no reason to look for them anew.
    return before !== undefined && keyOf(before) === keyOf(now) ? before : now
  })
  const views = shallowReactive(new Map<string, ViewHits>())
  const activeViews = reactive<Record<HalfName, ViewName | null>>({ request: null, response: null })
  const viewHits = (half: HalfName, view: ViewName): ViewHits | null => views.get(`${half} ${view}`) ?? null

  function add(half: HalfName, view: ViewName, hits: ViewHits): () => void {
    const key = `${half} ${view}`
    views.set(key, hits)
    return () => {
      // The same view of the next exchange may have come before this one goes.
      if (views.get(key) === hits) views.delete(key)
    }
  }
  provide(pairHitsKey, { texts, activeViews, viewHits, add })

  const halves = computed(() =>
    HALVES.map((half) => {
      const view = activeViews[half]
      const hits = view === null ? null : viewHits(half, view)
      return { hits, total: hits?.total.value ?? 0, currentIndex: hits?.currentIndex.value ?? null, isSettled: hits?.isSettled.value ?? true }
    }),
  )
  const total = computed(() => halves.value.reduce((sum, half) => sum + half.total, 0))
  const isCounting = computed(() => halves.value.some(({ isSettled }) => !isSettled))
  /** Number of the current hit from 0 among those of both halves. */
  const index = computed(() => {
    let before = 0
    for (const half of halves.value) {
      if (half.currentIndex !== null) return before + half.currentIndex
      before += half.total
    }
    return null
  })

  async function goTo(wanted: number): Promise<void> {
    let before = 0
    for (const { hits, total: count } of halves.value) {
      if (wanted >= before && wanted < before + count) await hits?.goTo(wanted - before)
      else hits?.leave()
      before += count
    }
  }

  let lastStep = Promise.resolve()
  /** Steps wait for one another, so that each of several quick ones counts. */
  function step(by: 1 | -1): Promise<void> {
    lastStep = lastStep.then(() => stepNow(by))
    return lastStep
  }

  async function stepNow(by: 1 | -1): Promise<void> {
    if (total.value === 0) return
    const from = index.value ?? (by === 1 ? -1 : 0)
    await goTo((from + by + total.value) % total.value)
  }

  const arrivedAt = ref('')
  watch(
    () => {
      const wish = texts.value.length === 0 ? '' : `${exchangeId()} ${keyOf(texts.value)}`
      const [request, response] = halves.value
      // The response's hits come first only where the request has none.
      const isKnown = (request?.total ?? 0) > 0 || (request?.isSettled === true && (response?.total ?? 0) > 0)
      return [wish, isKnown] as const
    },
    ([wish, isKnown]) => {
      if (wish === '' || !isKnown || wish === arrivedAt.value) return
      arrivedAt.value = wish
      void step(1)
    },
  )

  return { texts, total, index, isCounting, next: () => step(1), previous: () => step(-1), close: () => (closedFor.value = keyOf(searched.value)) }
}

function keyOf(texts: readonly string[]): string {
  return JSON.stringify(texts)
}
export type HitsOfPair = ReturnType<typeof usePairHits>
