import type { batchMethods } from '@shared/batch/batch-contract'
import type { Batches } from '../batch/batches'
import type { IpcHandlers } from './handlers'

/** The calls about batches. Dialogs are main's, and the page never learns where a file is. */
export function batchHandlers(batches: Batches, chooseFile: () => Promise<string | null>): Pick<IpcHandlers, keyof typeof batchMethods> {
  return {
    'batch.choose': async ({ operation }) => {
      const path = await chooseFile()
      return { file: path === null ? null : await batches.open(path, operation) }
    },
    'batch.reread': (reading) => batches.reread(reading),
    'batch.check': ({ fileId, plan }) => batches.check(fileId, plan),
    'batch.start': (request) => batches.start(request),
    'batch.list': async () => ({ batches: await batches.list() }),
    'batch.pause': ({ batchId }) => batches.pause(batchId),
    'batch.resume': (request) => batches.resume(request),
    'batch.stop': ({ batchId }) => batches.stop(batchId),
    'batch.rows': ({ batchId, states, afterRow, limit }) => batches.rows(batchId, states, afterRow, limit),
    'batch.again': ({ batchId, rows, states }) => batches.again(batchId, rows, states),
    'batch.results': async ({ batchId }) => ({ file: await batches.writeResults(batchId) }),
    'batch.delete': async ({ batchId }) => {
      await batches.delete(batchId)
      return {}
    },
  }
}
