import type { ThreadAnswer } from '../../threads/pending-calls'
import type { BatchFileReader } from './batch-files'

export type FileMethod = keyof BatchFileReader

/** A call to the thread that reads files of rows. */
export interface ToBatchFiles {
  readonly id: number
  readonly method: FileMethod
  readonly parameter: unknown
}

export type FromBatchFiles = ThreadAnswer
