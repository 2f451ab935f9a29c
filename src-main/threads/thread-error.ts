import { AppError, ERROR_CODES, type ErrorCode } from '@shared/errors'

/** An error as it crosses between threads: an AppError keeps its code, any other only its text for the log. */
export interface ThreadError {
  readonly code: ErrorCode | null
  readonly detail: Readonly<Record<string, string>>
  readonly message: string
}

export function toThreadError(error: unknown): ThreadError {
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof AppError ? { code: error.code, detail: error.detail, message } : { code: null, detail: {}, message }
}

/** The AppError that crossed; null for an error that was none. */
export function fromThreadError({ code, detail }: ThreadError): AppError | null {
  return code !== null && ERROR_CODES.includes(code) ? new AppError(code, detail) : null
}

/** What a caller is told of it: one that was no AppError is logged, and is the cause of an error with the code given. */
export function callerErrorOf(error: ThreadError, code: ErrorCode, log: (message: string) => void): AppError {
  const known = fromThreadError(error)
  if (known === null) log(error.message)
  return known ?? new AppError(code, {}, { cause: error.message })
}
