import type { Exchange, ExchangeSummary } from '@shared/exchange/exchange'
import { sentParameters } from '@shared/exchange/sent-parameters'
import type { Criteria } from '@shared/history/criteria'
import { FACETS, type HistoryPage, type SavedView, type Selection, type historyMethods } from '@shared/history/history-contract'
import { changedLabels } from '@shared/history/labels'
import { matches, valuesOf } from '@shared/history/matches'
import type { IpcRequest, IpcResponse } from '@shared/ipc/contract'
import { summaryOf } from './exchange-builder'

type FakeHistory = { [M in keyof typeof historyMethods]: (request: IpcRequest<M>) => Promise<IpcResponse<M>> }

/** The history of the fake bridge: every call works on the exchanges it is given, newest first. */
export function createFakeHistory(exchanges: {
  readonly read: () => readonly Exchange[]
  readonly write: (changed: readonly Exchange[]) => void
}): FakeHistory {
  const removals = new Map<string, string>()
  let views: SavedView[] = []

  const found = (criteria: Criteria): readonly Exchange[] =>
    exchanges.read().filter((exchange) => removals.has(exchange.id) === criteria.removed && matches(documentOf(exchange), criteria))
  const selected = (selection: Selection): readonly Exchange[] =>
    selection.kind === 'criteria' ? found(selection.criteria) : exchanges.read().filter(({ id }) => selection.exchangeIds.includes(id))
  const page = <T>(all: readonly T[], limit: number, before: string | null): { part: T[]; next: string | null } => {
    const from = Number(before ?? 0)
    return { part: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null }
  }

  return {
    'history.search': async ({ criteria, limit, before }): Promise<HistoryPage> => {
      const { part, next } = page(found(criteria), limit, before)
      return { entries: part.map(summaryOf), next }
    },
    'history.facets': async ({ criteria }) => {
      const all = found(criteria).map(summaryOf)
      const facets = FACETS.map((field) => ({ field, values: countsOf(all.flatMap((summary) => valuesOf(summary, field))) }))
      return { total: all.length, isComplete: true, facets }
    },
    'history.groups': async ({ criteria, by, limit, before }) => {
      const groups = new Map<string, { count: number; newest: ExchangeSummary }>()
      for (const summary of found(criteria).map(summaryOf)) {
        const keys = valuesOf(summary, by)
        for (const key of keys.length === 0 ? [''] : keys) groups.set(key, { newest: summary, ...groups.get(key), count: (groups.get(key)?.count ?? 0) + 1 })
      }
      const { part, next } = page([...groups], limit, before)
      return { groups: part.map(([key, group]) => ({ key, ...group })), next }
    },
    'history.label': async ({ selection, change }) => {
      const ids = new Set(selected(selection).map(({ id }) => id))
      exchanges.write(exchanges.read().map((exchange) => (ids.has(exchange.id) ? { ...exchange, ...changedLabels(exchange, change) } : exchange)))
      const entries = selection.kind === 'exchanges' ? exchanges.read().filter(({ id }) => ids.has(id)).map(summaryOf) : []
      return { count: ids.size, entries }
    },
    'history.remove': async ({ selection }) => {
      const removalId = `removal-${removals.size + 1}`
      const gone = selected(selection).filter(({ outcome }) => outcome !== null)
      for (const { id } of gone) removals.set(id, removalId)
      return { removalId, count: gone.length }
    },
    'history.restore': async ({ what }) => {
      const ids =
        what.kind === 'removal' ? [...removals].flatMap(([id, removalId]) => (removalId === what.removalId ? [id] : [])) : selected(what).map(({ id }) => id)
      return { count: ids.filter((id) => removals.delete(id)).length }
    },
    'view.list': async () => ({ views }),
    'view.save': async (request) => {
      views = [...request.views]
      return { views }
    },
  }
}

function documentOf(exchange: Exchange) {
  const sent = sentParameters(exchange.request)
  return {
    summary: summaryOf(exchange),
    parameters: () => sent,
    requestTexts: () => sent.map(({ name, value }) => `${name}=${value}`),
    responseTexts: () => [new TextDecoder().decode(exchange.decodedBody ?? new Uint8Array())],
  }
}

function countsOf(values: readonly string[]): { value: string; count: number }[] {
  return [...new Set(values)].map((value) => ({ value, count: values.filter((one) => one === value).length }))
}
