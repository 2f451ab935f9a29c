import type { StoredHalf } from '../history/history'
import type { ThreadError } from '../threads/thread-error'
import type { DocumentReader } from './reader'

export type ReaderMethod = Exclude<keyof DocumentReader, 'close'>

/** What the document thread is told: a call, or the half it asked for. */
export type ToReader =
  | { readonly kind: 'call'; readonly id: number; readonly method: ReaderMethod; readonly parameter: unknown }
  | ({ readonly kind: 'loaded'; readonly id: number } & ({ readonly stored: StoredHalf | null } | { readonly error: ThreadError }))

/** What it tells: the answer to a call, or that it needs a half. */
export type FromReader =
  | ({ readonly kind: 'answer'; readonly id: number } & ({ readonly value: unknown } | { readonly error: ThreadError }))
  | { readonly kind: 'load'; readonly id: number; readonly exchangeId: string; readonly half: 'request' | 'response' }
