import { AppError, ERROR_CODES, type ErrorCode } from '@shared/errors'

/** An error that came back from main; `traceId` finds it in main's log. */
export class IpcError extends AppError {
  readonly traceId: string

  constructor(code: string, detail: Readonly<Record<string, string>>, traceId: string) {
    super(isErrorCode(code) ? code : 'internal', detail)
    this.name = 'IpcError'
    this.traceId = traceId
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code)
}
