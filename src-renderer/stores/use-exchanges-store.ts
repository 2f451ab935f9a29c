import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ExchangeSummary, ShownExchange } from '@shared/exchange/exchange'
import { EVERYTHING, type Criteria } from '@shared/history/criteria'
import { LARGEST_PAGE, type Facets, type HistoryPage } from '@shared/history/history-contract'
import type { IpcRequest } from '@shared/ipc/contract'
import { call, subscribe } from '../ipc/client'
import { relabelledBy } from './relabelled'
import { useHistoryCriteria } from './use-history-criteria'

const PAGE_SIZE = 100
/** How much of a long list is loaded again when something about it changed; the rest follows by scrolling. */
const MOST_RELOADED = 1_000

/** The history as far as it was loaded, the exchange that is looked at, and the one under way. */
export const useExchangesStore = defineStore('exchanges', () => {
  const wanted = useHistoryCriteria()
  /** Those the criteria mean, newest first. */
  const entries = shallowRef<readonly ExchangeSummary[]>([])
  /** What the entries are the answer to; other criteria may be on their way. */
  const listed = shallowRef<Criteria>(EVERYTHING)
  /** How many exchanges are kept in all. */
  const total = ref(0)
  /** How many of them are listed, and how many of each value; null until they were counted. */
  const facets = shallowRef<Facets | null>(null)
  /** Where the loaded part of the history ends; null when all of it is loaded. */
  const next = ref<string | null>(null)
  const hasMore = computed(() => next.value !== null)
  const isLoading = ref(false)
  const selectedId = ref<string | null>(null)
  const selected = shallowRef<ShownExchange | null>(null)
  /** Why the selected exchange could not be read, if so. */
  const readError = shallowRef<unknown>(null)
  const inFlightId = ref<string | null>(null)
  const isSending = ref(false)

  /** The last exchange the page was told to have started. */
  let startedId: string | null = null

  /** Rises with every new list; an answer to an older one is late. */
  let list = 0
  /** A search that overtakes the first list has to count what is kept in its place. */
  let isTotalKnown = false
  /** The last exchange that ended; a filtered list need not have it. */
  let lastEnded: ExchangeSummary | null = null

  subscribe('exchange.started', (entry) => {
    // An event may be overtaken by the answer to the call: what has ended does not start again.
    if (lastEnded?.id === entry.id || entries.value.some(({ id, outcome }) => id === entry.id && outcome !== null)) return
    put(entry)
    if (!isSending.value) return
    startedId = entry.id
    inFlightId.value = entry.id
    void select(entry.id)
  })
  subscribe('exchange.finished', finish)
  subscribe('history.changed', reloadSoon)

  /** Lists what is wanted from its beginning, and counts as `recount` does. A later call overtakes this one. */
  async function loadFirst(withTotal = true): Promise<void> {
    const asked = (list += 1)
    const page = await loadPage(null, PAGE_SIZE)
    if (asked !== list) return
    fill(page.entries, page.next)
    await recount(withTotal)
  }

  function fill(read: readonly ExchangeSummary[], rest: string | null): void {
    next.value = rest
    listed.value = wanted.criteria
    // What started while the page was on its way is newer than all of it.
    const known = new Set(read.map(({ id }) => id))
    const started = wanted.isFiltered ? [] : entries.value.filter((entry) => entry.outcome === null && !known.has(entry.id))
    entries.value = [...started, ...read]
  }

  /** Lists other exchanges; those listed before stay until the answer is there. */
  async function show(criteria: Criteria): Promise<void> {
    wanted.criteria = criteria
    await loadFirst(false)
  }

  /** Counts what is listed and, unless told otherwise, what is kept. */
  async function recount(withTotal = true): Promise<void> {
    const asked = list
    const counted = await call('history.facets', { criteria: wanted.criteria })
    if (asked !== list) return
    facets.value = counted
    // One call after the other: a newer one stops an older, which then answers a number that is too small.
    const all = !wanted.isFiltered ? counted : withTotal || !isTotalKnown ? await call('history.facets', { criteria: EVERYTHING }) : null
    if (all === null) return
    total.value = all.isComplete ? all.total : Math.max(all.total, total.value)
    isTotalKnown = all.isComplete
  }

  /** Takes in what another program (the command line) has recorded since; what is shown stays where it is. */
  async function refresh(): Promise<void> {
    if (isLoading.value || isSending.value) return
    const asked = list
    const page = await loadPage(null, PAGE_SIZE)
    if (asked !== list) return
    await recount()
    if (asked !== list) return
    const last = page.entries.at(-1)?.id
    const at = entries.value.findIndex(({ id }) => id === last)
    // Where nothing ties the page to what was loaded there may be more between the two, so the list starts anew.
    if (at === -1) next.value = page.next
    entries.value = at === -1 ? page.entries : [...page.entries, ...entries.value.slice(at + 1)]
  }

  /** Reads the list again as far as it was loaded: exchanges may have gone or changed anywhere in it. */
  async function reload(): Promise<void> {
    const asked = (list += 1)
    const least = Math.min(Math.max(entries.value.length, PAGE_SIZE), MOST_RELOADED)
    const read: ExchangeSummary[] = []
    let before: string | null = null
    do {
      const page: HistoryPage = await loadPage(before, Math.min(least - read.length, LARGEST_PAGE))
      if (asked !== list) return
      read.push(...page.entries)
      before = page.next
    } while (before !== null && read.length < least)
    fill(read, before)
    await recount()
  }

  let reloading: Promise<void> | null = null
  let isReloadDue = false
  /** Reads the list again after a change; of many changes at once only the last asks. What cannot be read now is read with the next one. */
  function reloadSoon(): void {
    isReloadDue = true
    reloading ??= (async () => {
      while (isReloadDue) {
        isReloadDue = false
        await reload().catch(() => undefined)
      }
      reloading = null
    })()
  }

  async function loadMore(): Promise<void> {
    if (isLoading.value || next.value === null) return
    const asked = list
    const page = await loadPage(next.value, PAGE_SIZE)
    if (asked !== list) return
    next.value = page.next
    const known = new Set(entries.value.map(({ id }) => id))
    entries.value = [...entries.value, ...page.entries.filter(({ id }) => !known.has(id))]
  }

  let loading = 0
  async function loadPage(before: string | null, limit: number): Promise<HistoryPage> {
    loading += 1
    isLoading.value = true
    const asked = list
    try {
      let page = await call('history.search', { criteria: wanted.criteria, limit, before })
      // A search that has to read far answers now and then without having found anything yet.
      while (page.entries.length === 0 && page.next !== null && asked === list) {
        page = await call('history.search', { criteria: wanted.criteria, limit, before: page.next })
      }
      return page
    } finally {
      loading -= 1
      isLoading.value = loading > 0
    }
  }

  async function select(id: string | null): Promise<void> {
    selectedId.value = id
    readError.value = null
    if (id === null) selected.value = null
    else await read(id)
  }

  async function read(id: string): Promise<void> {
    try {
      const exchange = await call('history.read', { exchangeId: id })
      // An answer that comes after the user moved on is late.
      if (selectedId.value === id) selected.value = { ...exchange, ...endKnownFor(exchange) }
    } catch (error) {
      if (selectedId.value !== id) return
      selected.value = null
      readError.value = error
    }
  }

  /** How it ended, when the row could not be completed on the disk but the page was told. */
  function endKnownFor(exchange: ShownExchange): ExchangeSummary | undefined {
    if (exchange.outcome !== null) return undefined
    return lastEnded?.id === exchange.id ? lastEnded : entries.value.find(({ id, outcome }) => id === exchange.id && outcome !== null)
  }

  /** Resolves when the exchange has ended, however it ended. @throws IpcError when it did not start. */
  function send(request: IpcRequest<'exchange.send'>): Promise<void> {
    return perform(() => call('exchange.send', request))
  }

  /** The same for the request of a kept exchange. @throws IpcError when it did not start. */
  function replay(request: IpcRequest<'exchange.replay'>): Promise<void> {
    return perform(() => call('exchange.replay', request))
  }

  async function perform(begin: () => Promise<ExchangeSummary>): Promise<void> {
    isSending.value = true
    try {
      const entry = await begin()
      const isNews = startedId !== entry.id
      finish(entry)
      if (isNews) void select(entry.id)
    } finally {
      isSending.value = false
      inFlightId.value = null
    }
  }

  async function cancel(): Promise<void> {
    if (inFlightId.value !== null) await call('exchange.cancel', { exchangeId: inFlightId.value })
  }

  function finish(entry: ExchangeSummary): void {
    // The answer to the call tells what the event has told, or the other way round: the second has nothing to add.
    if (lastEnded?.id === entry.id) return
    lastEnded = entry
    put(entry)
    if (inFlightId.value === entry.id) inFlightId.value = null
    const isShownUnfinished = selectedId.value === entry.id && (selected.value?.id !== entry.id || selected.value.outcome === null)
    if (isShownUnfinished) void read(entry.id)
  }

  function put(entry: ExchangeSummary): void {
    const at = entries.value.findIndex(({ id }) => id === entry.id)
    if (at !== -1) entries.value = entries.value.with(at, entry)
    else if (!wanted.isFiltered) {
      entries.value = [entry, ...entries.value]
      total.value += 1
    }
    // Whether it belongs into a filtered list, or still does, only the history can tell.
    if (wanted.isFiltered) reloadSoon()
  }

  /** Takes over the labels of exchanges that are listed or shown; nothing else of them changes. */
  function relabel(changed: readonly ExchangeSummary[]): void {
    const relabelled = relabelledBy(changed)
    entries.value = entries.value.map(relabelled)
    if (selected.value !== null) selected.value = relabelled(selected.value)
  }

  /** Takes loaded exchanges out or puts them back, as main has done with them. */
  function rearrange(change: (loaded: readonly ExchangeSummary[]) => readonly ExchangeSummary[]): void {
    entries.value = change(entries.value)
  }

  return {
    entries,
    listed,
    total,
    facets,
    hasMore,
    isLoading,
    selectedId,
    selected,
    readError,
    inFlightId,
    isSending,
    loadFirst,
    show,
    recount,
    refresh,
    loadMore,
    select,
    relabel,
    rearrange,
    send,
    replay,
    cancel,
  }
})
