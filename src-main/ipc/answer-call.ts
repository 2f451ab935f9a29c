import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import { ipcContract, type IpcResult } from '@shared/ipc/contract'
import type { IpcMethod } from '@shared/ipc/methods'
import type { IpcHandlers } from './handlers'

/** What the main process writes down about a call that failed. Never a request: it may hold a secret. */
export type LogFailure = (failure: { traceId: string; method: IpcMethod; code: string; stack: string | undefined }) => void

/**
 * Answers one call: is the sender ours, has the request its shape, then the handler, then the shape of the answer.
 * Never rejects: an error crosses as its code, anything unexpected as `internal` with a trace id that main's log knows.
 */
export async function answerCall(
  method: IpcMethod,
  request: unknown,
  isTrusted: boolean,
  handlers: IpcHandlers,
  logFailure: LogFailure,
): Promise<IpcResult<unknown>> {
  const traceId = randomUUID().slice(0, 8)
  try {
    if (!isTrusted) throw new AppError('ipc.untrusted-sender')
    const parsed = ipcContract[method].request.safeParse(request)
    if (!parsed.success) throw new AppError('ipc.invalid-request', { where: whereOf(parsed.error.issues) })
    const handle = handlers[method] as (request: unknown) => unknown
    const value = ipcContract[method].response.parse(await handle(parsed.data))
    return { ok: true, value }
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError('internal')
    logFailure({ traceId, method, code: known.code, stack: error instanceof AppError ? undefined : stackOf(error) })
    return { ok: false, error: { code: known.code, detail: known.detail, traceId } }
  }
}

/** Paths and rules that were broken; never the value (the message of a schema may quote it). */
function whereOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly code: string }[]): string {
  return issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.map(String).join('.') || 'request'}: ${code}`)
    .join('; ')
}

function stackOf(error: unknown): string | undefined {
  // A schema error's message quotes what it found, so only its type is written.
  if (!(error instanceof Error) || error.name === 'ZodError') return (error as { name?: string } | null)?.name
  return error.stack
}
