import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { MAX_MATCHES, type ViewKey } from '@shared/exchange/document/document-contract'
import type { IpcResponse } from '@shared/ipc/contract'
import { call } from '../../ipc/client'
import type { Place } from './editor-state'

/** Some places in a row: those from line `from` on, as many as one answer holds. */
interface Found {
  readonly from: number
  readonly before: number
  readonly total: number
  readonly places: readonly Place[]
}

export interface DocumentSearchOptions {
  readonly key: Readonly<Ref<ViewKey | null>>
  readonly lineCount: () => number
  /** The line of the document that is at the top of the view. */
  readonly topLine: () => number
  readonly onCurrent: (place: Place) => void
  /** Texts that are looked for by themselves, beside what the user searches; then it counts and stays until it is led to a place. */
  readonly hits?: Readonly<Ref<readonly string[]>>
}

const PAUSE_MS = 180
/** Longer than one rests on an exchange while moving through the list. */
const HITS_PAUSE_MS = 300
/** Lines gone back for the places before those at hand; four times as many with every try. */
const STEP_BACK_LINES = 500
const MAX_STEPS = 24

/** Search over a whole document: main finds and counts, the page numbers what it gave and asks again where that ends. */
export function useDocumentSearch(options: DocumentSearchOptions) {
  const text = ref('')
  const matchCase = ref(false)
  const regexp = ref(false)
  const found = shallowRef<Found | null>(null)
  const error = shallowRef<unknown>(null)
  /** Number of the current match from 0, in the whole document. */
  const currentIndex = ref<number | null>(null)
  const current = shallowRef<Place | null>(null)
  /** Counts what was asked, so that late answers are told from the last one. */
  let asked = 0
  let pause: ReturnType<typeof setTimeout> | undefined

  const others = computed(() => options.hits?.value.slice(1) ?? [])
  if (options.hits !== undefined) watch(options.hits, ([first = '']) => (text.value = first), { immediate: true })

  watch([text, matchCase, regexp, others, options.key], () => {
    clearTimeout(pause)
    asked += 1
    if (options.hits === undefined) pause = setTimeout(() => void begin(), PAUSE_MS)
    else {
      found.value = null
      choose(null)
      pause = setTimeout(() => void find(0), HITS_PAUSE_MS)
    }
  })
  onScopeDispose(() => {
    clearTimeout(pause)
    asked += 1
  })

  /** Finds the first match from the visible lines on, or from the start when there is none behind them. */
  async function begin(): Promise<void> {
    clearTimeout(pause)
    choose(null)
    const top = options.topLine()
    const all = await find(0)
    if (all === null || all.total === 0) return
    const nearby = all.places.length === all.total ? all : await find(top)
    const at = nearby?.places.findIndex(({ line }) => line >= top) ?? -1
    await goTo(nearby === null || at === -1 ? 0 : nearby.before + at)
  }

  async function next(): Promise<void> {
    await step(1)
  }

  async function previous(): Promise<void> {
    await step(-1)
  }

  async function step(by: 1 | -1): Promise<void> {
    if (currentIndex.value === null || found.value === null) return begin()
    const { total } = found.value
    if (total > 0) await goTo((currentIndex.value + by + total) % total)
  }

  /** Asks for places around these lines when those at hand end before or begin behind them. */
  async function cover(firstLine: number, lastLine: number): Promise<void> {
    const at = found.value
    if (at === null || at.places.length === at.total) return
    const end = at.before + at.places.length === at.total ? Infinity : (at.places.at(-1)?.line ?? 0)
    if (firstLine < at.from || lastLine > end) await find(firstLine)
  }

  async function goTo(index: number): Promise<void> {
    const wish = asked
    const place = await placeAt(index)
    if (place === null || wish !== asked) return
    choose(place, index)
    options.onCurrent(place)
  }

  /** The match with this number, from the places at hand or from those main gives nearer to it. */
  async function placeAt(index: number): Promise<Place | null> {
    let back = STEP_BACK_LINES
    for (let steps = 0; steps < MAX_STEPS && found.value !== null; steps += 1) {
      const { before, places, from } = found.value
      const place = places[index - before]
      if (place !== undefined) return place
      if (index >= before) {
        const last = places.at(-1)?.line ?? from
        // Far ahead is only the way from the first match back to the last one.
        const isFar = index - before >= places.length + MAX_MATCHES
        // More matches on one line than an answer holds: those are passed over.
        const near = last === from ? last + 1 : last
        if ((await find(isFar ? Math.max(near, options.lineCount() - back) : near)) === null) return null
      } else {
        if ((await find(index < MAX_MATCHES ? 0 : Math.max(0, from - back))) === null) return null
        back *= 4
      }
    }
    return null
  }

  async function find(from: number): Promise<Found | null> {
    const key = options.key.value
    const wish = asked
    if (key === null || text.value === '') {
      found.value = null
      error.value = null
      return null
    }
    try {
      const answer = await call('document.search', {
        ...key,
        text: text.value,
        others: [...others.value],
        reason: options.hits === undefined ? 'find' : 'hits',
        matchCase: matchCase.value,
        regexp: regexp.value,
        from,
      })
      if (wish !== asked || !answer.complete) return null
      return keep(from, answer)
    } catch (cause) {
      if (wish === asked) {
        found.value = null
        error.value = cause
      }
      return null
    }
  }

  function keep(from: number, { before, total, matches }: IpcResponse<'document.search'>): Found {
    found.value = { from, before, total, places: matches }
    error.value = null
    return found.value
  }

  function choose(place: Place | null, index: number | null = null): void {
    current.value = place
    currentIndex.value = index
  }

  function clear(): void {
    clearTimeout(pause)
    asked += 1
    text.value = ''
    found.value = null
    error.value = null
    choose(null)
  }

  return {
    text,
    matchCase,
    regexp,
    error,
    current,
    currentIndex,
    total: computed(() => found.value?.total ?? null),
    places: computed(() => found.value?.places ?? NO_PLACES),
    next,
    previous,
    goTo,
    leave: () => choose(null),
    cover,
    clear,
  }
}
export type DocumentSearch = ReturnType<typeof useDocumentSearch>

const NO_PLACES: readonly Place[] = []
