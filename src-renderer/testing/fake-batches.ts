import { AppError } from '@shared/errors'
import { ROW_STATES, type Batch, type BatchFile, type BatchRow, type RowState, type batchEvents, type batchMethods } from '@shared/batch/batch-contract'
import type { IpcEventPayload, IpcRequest, IpcResponse } from '@shared/ipc/contract'

type BatchMethod = keyof typeof batchMethods
type Handlers = { [M in BatchMethod]: (request: IpcRequest<M>) => Promise<IpcResponse<M>> }

/** A file of four rows; the third lacks its customer. */
export function aBatchFile(changes: Partial<BatchFile> = {}): BatchFile {
  return {
    fileId: 'file-1',
    fileName: 'sessions.csv',
    kind: 'csv',
    charset: 'utf-8',
    delimiter: ',',
    hasHeader: true,
    columns: [
      { name: 'sid', path: 'ly_create_session_dto.source.sid' },
      { name: '客户ID', path: 'ly_create_session_dto.source.channel_uid' },
      { name: 'remark', path: null },
    ],
    rowCount: 4,
    sample: [
      ['s-0001', '0012', ''],
      ['s-0002', '9007199254740993', 'second'],
      ['s-0003', '', ''],
      ['s-0004', '0015', ''],
    ],
    ...changes,
  }
}

/** The batches of the fake bridge: what is started runs until it is paused, stopped or told otherwise by an event of the test. */
export function createFakeBatches(emit: <E extends keyof typeof batchEvents>(event: E, payload: IpcEventPayload<E>) => void): Handlers {
  const batches = new Map<string, Batch>()
  const find = (batchId: string): Batch => {
    const batch = batches.get(batchId)
    if (batch === undefined) throw new AppError('batch.unknown')
    return batch
  }
  const change = (batchId: string, changes: Partial<Batch>): Batch => {
    const batch = { ...find(batchId), ...changes }
    batches.set(batchId, batch)
    emit('batch.progress', batch)
    return batch
  }
  const rowsOf = (): BatchRow[] =>
    aBatchFile().sample.map(([callerId = ''], index) => ({
      row: index + 1, line: index + 2, state: 'waiting', callerId, exchangeId: null, code: null, subCode: null, message: null, sends: 0,
    }))
  return {
    'batch.choose': async () => ({ file: aBatchFile() }),
    'batch.reread': async ({ charset, delimiter, hasHeader }) => aBatchFile({ charset, delimiter, hasHeader }),
    'batch.check': async () => ({
      rowCount: 4,
      blocking: 0,
      errors: 1,
      warnings: 0,
      problems: [{ row: 3, line: 4, column: '客户ID', path: 'ly_create_session_dto.source.channel_uid', code: 'required', severity: 'error', detail: {} }],
      repeatedInFile: 0,
      usedBefore: 0,
    }),
    'batch.start': async ({ plan }) => {
      const id = `batch-${batches.size + 1}`
      batches.set(id, {
        id, fileName: 'sessions.csv', plan, profileName: 'Local gateway', state: 'running', rows: countsOf({ waiting: 3, 'left-out': 1 }),
        sends: 0, createdAt: Date.UTC(2026, 10, 22), ratePerSecond: 0, remainingMs: null, ban: null, pausedBecause: null,
      })
      return change(id, {})
    },
    'batch.list': async () => ({ batches: [...batches.values()].toReversed() }),
    'batch.pause': async ({ batchId }) => change(batchId, { state: 'paused', ratePerSecond: null, remainingMs: null }),
    'batch.resume': async ({ batchId }) => change(batchId, { state: 'running', pausedBecause: null }),
    'batch.stop': async ({ batchId }) => change(batchId, { state: 'stopped', ratePerSecond: null, remainingMs: null }),
    'batch.rows': async ({ states, afterRow, limit }) => {
      const found = rowsOf().filter(({ row, state }) => row > afterRow && (states.length === 0 || states.includes(state)))
      return { rows: found.slice(0, limit), more: found.length > limit }
    },
    'batch.again': async ({ batchId, rows, states }) => {
      const batch = find(batchId)
      const count = rows?.length ?? states.reduce((sum, state) => sum + batch.rows[state], 0)
      return { count, batch: change(batchId, { rows: { ...batch.rows, waiting: batch.rows.waiting + count } }) }
    },
    'batch.results': async ({ batchId }) => ({ file: find(batchId).fileName.replace(/\.[^.]*$/, '.results.csv') }),
    'batch.delete': async ({ batchId }) => {
      batches.delete(batchId)
      return {}
    },
  }
}

/** Rows by their state, those that are not named 0. */
export function countsOf(counts: Partial<Record<RowState, number>>): Record<RowState, number> {
  return { ...Object.fromEntries(ROW_STATES.map((state) => [state, 0])), ...counts } as Record<RowState, number>
}
