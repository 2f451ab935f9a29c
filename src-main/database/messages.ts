import type { SqliteHistory } from '../history/sqlite-history'
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

/** An error as it crosses the thread: AppErrors keep their code, others only their text for the log. */
export interface WorkerError {
  readonly code: string | null
  readonly detail: Readonly<Record<string, string>>
  readonly message: string
}

export type WorkerReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: WorkerError }

/** The first message of a worker: whether the file could be opened. */
export type WorkerGreeting = { readonly opened: true } | { readonly opened: false; readonly error: WorkerError }

export interface WorkerSettings {
  readonly file: string
}
