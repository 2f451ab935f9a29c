import type { SqliteHistory } from '../history/sqlite-history'
import type { ThreadError } from '../threads/thread-error'
import type { DocumentStore } from './document-store'

/** The objects the worker hosts; only these can be called. */
export interface HostedStores {
  readonly history: SqliteHistory
  readonly documents: DocumentStore
}

/** A call to the worker. */
export interface WorkerRequest {
  readonly id: number
  readonly store: keyof HostedStores
  readonly method: string
  readonly parameters: readonly unknown[]
}

export type WorkerReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: ThreadError }

/** The first message of a worker: whether the file could be opened. */
export type WorkerGreeting = { readonly opened: true } | { readonly opened: false; readonly error: ThreadError }

export interface WorkerSettings {
  readonly file: string
}
