import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ExchangeSummary, ShownExchange } from '@shared/exchange/exchange'
import { EVERYTHING } from '@shared/history/criteria'
import { labelsOf } from '@shared/history/labels'
import type { IpcRequest } from '@shared/ipc/contract'
import { call, subscribe } from '../ipc/client'
import { useHistoryCriteria } from './use-history-criteria'

const PAGE_SIZE = 100

/** The history as far as it was loaded, the exchange that is looked at, and the one under way. */
export const useExchangesStore = defineStore('exchanges', () => {
  const wanted = useHistoryCriteria()
  /** Newest first. */
  const entries = shallowRef<readonly ExchangeSummary[]>([])
  const total = ref(0)
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

  subscribe('exchange.started', (entry) => {
    // An event may be overtaken by the answer to the call: what has ended does not start again.
    if (entries.value.some(({ id, outcome }) => id === entry.id && outcome !== null)) return
    put(entry)
    if (!isSending.value) return
    startedId = entry.id
    inFlightId.value = entry.id
    void select(entry.id)
  })
  subscribe('exchange.finished', finish)

  async function loadFirst(): Promise<void> {
    const page = await loadPage(null)
    // What started while the page was on its way is newer than all of it.
    const known = new Set(page.entries.map(({ id }) => id))
    const begun = wanted.criteria.removed ? [] : entries.value.filter((entry) => entry.outcome === null && !known.has(entry.id))
    entries.value = [...begun, ...page.entries]
    await recount()
  }

  async function recount(): Promise<void> {
    total.value = (await call('history.facets', { criteria: EVERYTHING })).total
  }

  /** Takes in what another program (the command line) has recorded since; what is shown stays where it is. */
  async function refresh(): Promise<void> {
    if (isLoading.value || isSending.value) return
    const end = next.value
    const page = await loadPage(null)
    await recount()
    const known = new Set(entries.value.map(({ id }) => id))
    const added = page.entries.filter(({ id }) => !known.has(id))
    if (added.length === page.entries.length) {
      // Nothing ties this page to what was loaded: between the two there may be more, so the list starts anew.
      entries.value = page.entries
      return
    }
    // The end of the list is still the one that was loaded by scrolling.
    next.value = end
    if (added.length > 0) entries.value = [...added, ...entries.value]
  }

  async function loadMore(): Promise<void> {
    if (isLoading.value || next.value === null) return
    const page = await loadPage(next.value)
    const known = new Set(entries.value.map(({ id }) => id))
    entries.value = [...entries.value, ...page.entries.filter(({ id }) => !known.has(id))]
  }

  async function loadPage(before: string | null) {
    isLoading.value = true
    try {
      const page = await call('history.search', { criteria: wanted.criteria, limit: PAGE_SIZE, before })
      next.value = page.next
      return page
    } finally {
      isLoading.value = false
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
    return exchange.outcome === null ? entries.value.find(({ id, outcome }) => id === exchange.id && outcome !== null) : undefined
  }

  /** Resolves when the exchange has ended, however it ended. @throws IpcError when it did not start. */
  async function send(request: IpcRequest<'exchange.send'>): Promise<void> {
    isSending.value = true
    try {
      const entry = await call('exchange.send', request)
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
    put(entry)
    if (inFlightId.value === entry.id) inFlightId.value = null
    const isShownUnfinished = selectedId.value === entry.id && (selected.value?.id !== entry.id || selected.value.outcome === null)
    if (isShownUnfinished) void read(entry.id)
  }

  function put(entry: ExchangeSummary): void {
    if (wanted.criteria.removed) return
    const at = entries.value.findIndex(({ id }) => id === entry.id)
    if (at === -1) {
      entries.value = [entry, ...entries.value]
      total.value += 1
    } else {
      entries.value = entries.value.with(at, entry)
    }
  }

  /** Shows the labels of exchanges as they are now, in the list and in the exchange that is looked at. */
  function relabel(changed: readonly ExchangeSummary[]): void {
    const labels = new Map(changed.map((entry) => [entry.id, labelsOf(entry)]))
    entries.value = entries.value.map((entry) => (labels.has(entry.id) ? { ...entry, ...labels.get(entry.id) } : entry))
    const ofSelected = selected.value === null ? undefined : labels.get(selected.value.id)
    if (selected.value !== null && ofSelected !== undefined) selected.value = { ...selected.value, ...ofSelected }
  }

  /** Takes rows out of the loaded part, or puts them back; no page is asked for. */
  function rearrange(change: (loaded: readonly ExchangeSummary[]) => readonly ExchangeSummary[]): void {
    entries.value = change(entries.value)
  }

  return {
    entries,
    total,
    hasMore,
    isLoading,
    selectedId,
    selected,
    readError,
    inFlightId,
    isSending,
    loadFirst,
    refresh,
    loadMore,
    select,
    relabel,
    rearrange,
    recount,
    send,
    cancel,
  }
})
