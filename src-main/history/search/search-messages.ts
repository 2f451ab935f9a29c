import type { ThreadAnswer } from '../../threads/pending-calls'
import type { HistorySearch } from './history-search'

/** The calls that cross to the search thread. */
export type SearchMethod = 'search' | 'facets' | 'groups' | 'numbersOf' | 'settled'

/** To the thread: a call, news that something changed, or the end. */
export type ToSearch =
  | { readonly kind: 'call'; readonly id: number; readonly method: SearchMethod; readonly parameters: readonly unknown[] }
  | { readonly kind: 'changed' }
  | { readonly kind: 'close' }

export type FromSearch =
  | ({ readonly kind: 'answer' } & ThreadAnswer)
  | { readonly kind: 'log'; readonly message: string }

/** The search as callers outside its thread see it. */
export type RemoteSearch = Pick<HistorySearch, SearchMethod>
