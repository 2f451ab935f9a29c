import type { IpcMethod } from '@shared/ipc/methods'
import type { IpcResponse, ipcContract } from '@shared/ipc/contract'
import type { z } from 'zod'

/** A parsed request, as a handler gets it. */
export type ParsedRequest<M extends IpcMethod> = z.output<(typeof ipcContract)[M]['request']>

/** One handler per method; a missing one does not compile. */
export type IpcHandlers = {
  readonly [M in IpcMethod]: (request: ParsedRequest<M>) => Promise<IpcResponse<M>> | IpcResponse<M>
}
