import type { RecoveryReport } from '@shared/history/recovery-report'
import type { BatchStore } from '../batch/batch-store'
import type { SqliteHistory } from '../history/sqlite-history'
import type { TemplateStore } from '../templates/template-store'
import type { ThreadAnswer } from '../threads/pending-calls'
import type { ThreadError } from '../threads/thread-error'
import type { DocumentStore } from './document-store'

/** The objects the worker hosts; only these can be called. */
export interface HostedStores {
  readonly history: SqliteHistory
  readonly documents: DocumentStore
  readonly templates: TemplateStore
  readonly batches: BatchStore
}

/** A call to the worker. */
export interface WorkerRequest {
  readonly id: number
  readonly store: keyof HostedStores
  readonly method: string
  readonly parameters: readonly unknown[]
}

/** Everything the worker is told: a call, to close, or that the file was found damaged elsewhere. */
export type ToWorker = WorkerRequest | 'close' | 'damaged'

/** Why nothing can be written at the moment, told whenever that changes; null when writing works. */
export interface ConditionChange {
  readonly condition: ThreadError | null
}

/** Everything a worker says after its greeting. */
export type FromWorker = ThreadAnswer | ConditionChange

/** The first message of a worker: whether the file could be opened. */
export type WorkerGreeting =
  | {
      readonly opened: true
      readonly condition: ThreadError | null
      readonly recovery: RecoveryReport | null
      readonly endedUncleanly: boolean
    }
  | { readonly opened: false; readonly error: ThreadError }

export interface WorkerSettings {
  readonly file: string
}
