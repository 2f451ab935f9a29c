import type { ExchangeSummary } from '@shared/exchange/exchange'
import { labelsOf } from '@shared/history/labels'

/** What makes of exchanges the same with the labels of those that were changed; nothing else of them changes. */
export function relabelledBy(changed: readonly ExchangeSummary[]): <E extends ExchangeSummary>(entry: E) => E {
  const labels = new Map(changed.map((entry) => [entry.id, labelsOf(entry)]))
  return (entry) => (labels.has(entry.id) ? { ...entry, ...labels.get(entry.id) } : entry)
}
