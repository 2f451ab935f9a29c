import type { ThreadAnswer } from '../threads/pending-calls'
import type { DocumentReader } from './reader'

export type ReaderMethod = Exclude<keyof DocumentReader, 'close'>

/** What the document thread is told: a call, or the half it asked for (a `StoredHalf` or null). */
export type ToReader =
  | { readonly kind: 'call'; readonly id: number; readonly method: ReaderMethod; readonly parameter: unknown }
  | ({ readonly kind: 'loaded' } & ThreadAnswer)

/** What it tells: the answer to a call, or that it needs a half. */
export type FromReader =
  | ({ readonly kind: 'answer' } & ThreadAnswer)
  | { readonly kind: 'load'; readonly id: number; readonly exchangeId: string; readonly half: 'request' | 'response' }
