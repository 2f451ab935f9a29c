import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { asksFor, negated, withOnlyValue, withoutValue, withTerm, withValue } from '@shared/history/query/change'
import { criteriaOf } from '@shared/history/query/criteria-of'
import type { Asking } from '@shared/history/query/days'
import { parseQuery } from '@shared/history/query/parse'
import { printQuery } from '@shared/history/query/print'
import type { QueryProblem } from '@shared/history/query/problems'
import type { Query, QueryTerm, QueryValue } from '@shared/history/query/query'
import { textsOf } from '@shared/history/query/texts-of'
import { dayOf } from '../composables/time-text'
import { putBack, takeAll, takeComplete, type Draft } from './search-draft'
import { useExchangesStore } from './use-exchanges-store'
import { useHistoryCriteria } from './use-history-criteria'

/** Typing searches at once; several keystrokes within this time are one search. */
const SEARCH_AFTER_MS = 60

/** How a click on a value of a facet joins those already asked for. */
export type Joining = 'any-of' | 'all-of' | 'only'

/** What is searched for in the history: fields as chips, the rest as text, and what both mean. */
export const useHistorySearchStore = defineStore('history-search', () => {
  const exchanges = useExchangesStore()
  const wanted = useHistoryCriteria()
  const chips = shallowRef<readonly QueryTerm[]>([])
  /** The text behind the chips, as it is typed. */
  const draft = ref('')
  /** Whether the whole query stays text until it is done with. */
  const isEditedAsText = ref(false)
  /** Why the last search gave no answer, if so. */
  const error = shallowRef<unknown>(null)

  const chipsText = computed(() => printQuery({ terms: chips.value }))
  /** The whole query as it can be typed. */
  const text = computed(() => `${chipsText.value} ${draft.value}`.trim())
  const parsed = computed(() => parseQuery(`${chipsText.value} ${draft.value}`))
  const query = computed<Query>(() => parsed.value.query)
  /** What cannot be understood, with places in the draft. */
  const problems = computed<readonly QueryProblem[]>(() => {
    const inFront = chipsText.value.length + 1
    const moved = (at: number): number => Math.max(0, at - inFront)
    return parsed.value.problems.map((problem) => ({ ...problem, span: { start: moved(problem.span.start), end: moved(problem.span.end) } }))
  })
  const isEmpty = computed(() => text.value === '')
  /** What to highlight inside of a pair. */
  const texts = computed(() => textsOf(query.value))
  const facets = computed(() => exchanges.facets?.facets ?? [])
  /** How many exchanges are found; null until they were counted. */
  const found = computed(() => exchanges.facets?.total ?? null)

  let timer: ReturnType<typeof setTimeout> | undefined
  let searchedOn = ''
  watch([query, problems], () => {
    clearTimeout(timer)
    // What was found last stays until the query can be understood again. A field that waits for its value asks for nothing
    // yet; without it the values that are offered are counted among all the rest means.
    if (problems.value.every(({ code }) => code === 'missing-value')) timer = setTimeout(() => void search(), SEARCH_AFTER_MS)
  })

  /** Lists what the query means now. */
  async function search(): Promise<void> {
    const criteria = criteriaOf(query.value, asking())
    searchedOn = dayOf(Date.now())
    error.value = null
    if (JSON.stringify(criteria) === JSON.stringify(wanted.criteria)) return
    try {
      await exchanges.show(criteria)
    } catch (caught) {
      error.value = caught
    }
  }

  /** Takes in what changed while nobody looked: what others recorded, and, on another day, what today is. */
  async function refresh(): Promise<void> {
    if (wanted.isFiltered && searchedOn !== dayOf(Date.now()) && problems.value.length === 0) await search()
    else await exchanges.refresh()
  }

  /** Takes what was typed; answers it with the caret after complete fields have become chips. */
  function type(typed: Draft): Draft {
    if (isEditedAsText.value) {
      draft.value = typed.text
      return typed
    }
    const { terms, ...rest } = takeComplete(typed)
    add(terms)
    draft.value = rest.text
    return rest
  }

  /** Turns every field that can be understood into a chip. */
  function commit(): void {
    isEditedAsText.value = false
    const { terms, text: rest } = takeAll(draft.value)
    add(terms)
    draft.value = rest.trim()
  }

  function add(terms: readonly QueryTerm[]): void {
    if (terms.length > 0) chips.value = terms.reduce<Query>(withTerm, { terms: chips.value }).terms
  }

  /** Makes a chip text again, in front of what is typed. */
  function edit(index: number): Draft {
    const chip = chips.value[index]
    if (chip === undefined) return { text: draft.value, caret: 0 }
    remove(index)
    const back = putBack(chip, draft.value)
    draft.value = back.text
    return back
  }

  /** Makes the whole query text until it is committed. */
  function editAsText(): void {
    draft.value = text.value
    chips.value = []
    isEditedAsText.value = true
  }

  function remove(index: number): void {
    chips.value = chips.value.filter((_, at) => at !== index)
  }

  function negate(index: number): void {
    chips.value = chips.value.map((chip, at) => (at === index ? negated(chip) : chip))
  }

  /** Searches for another text. */
  function setText(wantedText: string): void {
    chips.value = []
    draft.value = wantedText
    commit()
  }

  function clear(): void {
    setText('')
  }

  /** Asks for a value of a field, or no longer when it is asked for. */
  function toggle(field: string, value: QueryValue, joining: Joining): void {
    commit()
    const known: Query = { terms: chips.value }
    const changed = asksFor(known, field, value)
      ? withoutValue(known, field, value)
      : joining === 'only'
        ? withOnlyValue(known, field, value)
        : withValue(known, field, value, joining === 'all-of')
    chips.value = changed.terms
  }

  return {
    ...{ chips, draft, isEditedAsText, text, query, problems, isEmpty, texts, facets, found, error },
    ...{ search, refresh, type, commit, edit, editAsText, remove, negate, setText, clear, toggle },
  }
})

function asking(): Asking {
  return { now: Date.now(), timeZoneOffsetAt: (epochMs) => -new Date(epochMs).getTimezoneOffset() }
}
