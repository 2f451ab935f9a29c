import errorCodesFile from './error-codes.json'
import subCodesFile from './sub-codes.json'

/** One documented code of `error_response`, as the collected facts have it (PROTOCOL 5). */
export interface DocumentedCode {
  readonly code: string
  readonly name: string
  /** Whether the same call may pass later; null where the sub code decides. */
  readonly retryable: boolean | null
}

/** One documented sub code; a pattern where it is a family. */
export interface DocumentedSubCode {
  readonly sub_code: string
  readonly seenWithCodes: readonly string[]
  readonly retryable: boolean
  readonly pattern?: string
  readonly variants?: readonly string[]
}

export const documentedCodes: readonly DocumentedCode[] = errorCodesFile
export const documentedSubCodes: readonly DocumentedSubCode[] = subCodesFile
