import type { Exported, ImportPreview, Imported, TransferProgress } from '@shared/history/transfer/transfer-contract'
import type { ThreadAnswer } from '../threads/pending-calls'
import type { ThreadError } from '../threads/thread-error'
import type { ExportOrder } from './export-pieces'

/** What a transfer needs of the history; main makes these calls for the thread. */
export const HISTORY_METHODS = ['search', 'read', 'outline', 'known', 'import'] as const
export type HistoryMethod = (typeof HISTORY_METHODS)[number]

/** What the thread is to do; it does one thing in its life. */
export type TransferWork =
  | { readonly kind: 'export'; readonly file: string; readonly order: ExportOrder }
  | { readonly kind: 'preview'; readonly file: string }
  | { readonly kind: 'import'; readonly file: string }

/** What the thread is told: to stop, or what a call of the history answered. */
export type ToTransfer =
  | { readonly kind: 'stop' }
  | ({ readonly kind: 'answer' } & ThreadAnswer)

/** What it tells: a call of the history, how far it is, and at last what came of it. */
export type FromTransfer =
  | { readonly kind: 'call'; readonly id: number; readonly method: HistoryMethod; readonly parameters: readonly unknown[] }
  | { readonly kind: 'progress'; readonly progress: TransferProgress }
  | { readonly kind: 'done'; readonly value: Exported | ImportPreview | Imported | null }
  | { readonly kind: 'failed'; readonly error: ThreadError }
