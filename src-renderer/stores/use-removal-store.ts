import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import { LARGEST_PAGE } from '@shared/history/history-contract'
import { call } from '../ipc/client'
import type { Chosen } from './chosen'
import { putBack } from './put-back'
import { useExchangesStore } from './use-exchanges-store'
import { useHistoryGroupsStore } from './use-history-groups-store'
import { useHistorySelectionStore } from './use-history-selection-store'
import { usePinnedStore } from './use-pinned-store'

/** What was removed at one time, with what is needed to show it where it was. */
export interface Removal {
  readonly id: string
  readonly count: number
  /** Ids of the removed ones when they are known, and the list they stood in. */
  readonly known: { readonly ids: ReadonlySet<string>; readonly loaded: readonly ExchangeSummary[] } | null
  /** The exchange that was looked at and went. */
  readonly openedId: string | null
}

/** Takes exchanges out of the history and brings them back. */
export const useRemovalStore = defineStore('removal', () => {
  const exchanges = useExchangesStore()
  const pinned = usePinnedStore()
  const groups = useHistoryGroupsStore()
  const selection = useHistorySelectionStore()
  /** What was removed last and not brought back. */
  const last = shallowRef<Removal | null>(null)

  /** Removes what can be removed: what is under way stays. @throws IpcError */
  async function remove(chosen: Chosen): Promise<Removal> {
    const { removalId, count } = await call('history.remove', { selection: chosen.selection })
    const gone = chosen.entries.filter(({ outcome }) => outcome !== null)
    const isKnown = chosen.selection.kind === 'exchanges' && gone.length === count
    const ids = new Set(gone.map(({ id }) => id))
    const known = isKnown ? { ids, loaded: exchanges.entries } : null
    selection.end()
    if (known !== null) takeOut(ids)
    await (known === null ? reload() : recount())
    const openedId = await closedByRemoval(known === null ? null : ids)
    last.value = count === 0 ? null : { id: removalId, count, known, openedId }
    return { id: removalId, count, known, openedId }
  }

  /** Brings back what was removed at one time, each exchange where it stood, and opens again what was open. @throws IpcError */
  async function undo(removal: Removal): Promise<number> {
    const { count } = await call('history.restore', { what: { kind: 'removal', removalId: removal.id } })
    if (last.value?.id === removal.id) last.value = null
    const { known } = removal
    if (known === null) await reload()
    else {
      exchanges.rearrange((loaded) => putBack(loaded, known.loaded, known.ids))
      await Promise.all([pinned.load(), recount()])
    }
    if (removal.openedId !== null) await exchanges.select(removal.openedId)
    return count
  }

  /** Brings back some of what was removed; they leave the list of removed ones. @throws IpcError */
  async function restore(chosen: Chosen): Promise<number> {
    const { count } = await call('history.restore', { what: chosen.selection })
    selection.end()
    if (chosen.selection.kind === 'exchanges') takeOut(new Set(chosen.entries.map(({ id }) => id)))
    await reload()
    return count
  }

  function takeOut(ids: ReadonlySet<string>): void {
    exchanges.rearrange((loaded) => loaded.filter(({ id }) => !ids.has(id)))
    pinned.drop(ids)
    groups.drop(ids)
  }

  async function reload(): Promise<void> {
    await Promise.all([exchanges.loadFirst(), pinned.load(), groups.refresh()])
  }

  async function recount(): Promise<void> {
    await Promise.all([exchanges.recount(), groups.refresh()])
  }

  /** Closes the exchange that is looked at when it went, and answers its id. `ids` is null when main has to be asked. */
  async function closedByRemoval(ids: ReadonlySet<string> | null): Promise<string | null> {
    const opened = exchanges.selectedId
    if (opened === null) return null
    const isGone = ids === null ? !(await isKept(opened)) : ids.has(opened)
    if (!isGone || exchanges.selectedId !== opened) return null
    await exchanges.select(null)
    return opened
  }

  async function isKept(id: string): Promise<boolean> {
    // The id of an exchange is one of its texts.
    const criteria: Criteria = { all: [{ not: false, anyOf: [{ kind: 'text', text: id, in: 'anywhere' }] }], removed: false }
    const { entries } = await call('history.search', { criteria, limit: LARGEST_PAGE, before: null })
    return entries.some((entry) => entry.id === id)
  }

  return { last, remove, undo, restore }
})
