import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Selection } from '@shared/history/history-contract'

/** Exchanges something is done to. */
export interface Chosen {
  readonly selection: Selection
  /** How many they are, as far as that is known: for criteria it was counted when they were chosen. */
  readonly count: number
  /** Those of them the page knows: all when they were named one by one, for criteria the loaded ones. */
  readonly entries: readonly ExchangeSummary[]
}

/** One exchange, as something is done to it. */
export function onlyThis(entry: ExchangeSummary): Chosen {
  return { selection: { kind: 'exchanges', exchangeIds: [entry.id] }, count: 1, entries: [entry] }
}
