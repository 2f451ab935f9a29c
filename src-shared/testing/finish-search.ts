import type { Search, SearchOutcome } from '../exchange/document/search'

/** Runs a search without resting. */
export function finishSearch(search: Search): SearchOutcome {
  for (;;) {
    const step = search.next()
    if (step.done === true) return step.value
  }
}
