import type { IpcEventPayload, IpcRequest, IpcResponse } from '@shared/ipc/contract'
import type { IpcEvent, IpcMethod } from '@shared/ipc/methods'
import { IpcError } from './ipc-error'
import { plainCopy } from './plain-copy'

/** Calls main and gives its answer. @throws IpcError with the code main answered. */
export async function call<M extends IpcMethod>(method: M, request: IpcRequest<M>): Promise<IpcResponse<M>> {
  const result = await window.bridge[method](plainCopy(request))
  if (!result.ok) throw new IpcError(result.error.code, result.error.detail, result.error.traceId)
  // Main parsed the answer with the schema this type is made from.
  return result.value as IpcResponse<M>
}

/** Calls back on every such event of main; returns what ends it. */
export function subscribe<E extends IpcEvent>(event: E, listener: (payload: IpcEventPayload<E>) => void): () => void {
  // Main parsed the payload with the schema this type is made from.
  return window.bridge.subscribe(event, (payload) => listener(payload as IpcEventPayload<E>))
}
