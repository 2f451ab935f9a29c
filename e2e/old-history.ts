import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** An exchange of some time ago. */
export interface OldExchange {
  readonly id: string
  readonly startedAt: number
  readonly body: Uint8Array
  readonly pinned?: boolean
  /** What of the row is not as in the others. */
  readonly start?: Readonly<Record<string, unknown>>
  readonly end?: Readonly<Record<string, unknown>>
  readonly labels?: Readonly<Record<string, unknown>>
  /** The form the request carried; none when left out. */
  readonly form?: Readonly<Record<string, string>>
}

/** Writes succeeded exchanges into a history before a console opens it, through the thread the console writes with. */
export async function writeOldHistory(file: string, exchanges: readonly OldExchange[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const worker = new Worker(join(import.meta.dirname, '../out/cli/database-worker.js'), { workerData: { file } })
  await once(worker, 'message')
  let id = 0
  const call = async (method: string, ...parameters: readonly unknown[]): Promise<void> => {
    worker.postMessage({ id: ++id, store: 'history', method, parameters })
    const [reply] = (await once(worker, 'message')) as [{ error?: { message: string } }]
    if (reply.error !== undefined) throw new Error(reply.error.message)
  }
  for (const exchange of exchanges) {
    const type = exchange.form === undefined ? '' : 'Content-Type: application/x-www-form-urlencoded;charset=utf-8\r\n'
    const body = Buffer.from(new URLSearchParams(exchange.form).toString())
    await call('begin', startOf(exchange), { head: `POST /router/rest HTTP/1.1\r\n${type}\r\n`, body, masked: [] })
    await call('finish', exchange.id, { ...END, ...exchange.end }, { head: 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n', body: exchange.body, maskedCopies: 0 })
    const labels = { ...(exchange.pinned === true && { pinned: true }), ...exchange.labels }
    if (Object.keys(labels).length > 0) await call('label', { ids: [exchange.id] }, labels)
  }
  worker.postMessage('close')
  await once(worker, 'exit')
}

function startOf({ id, startedAt, start }: OldExchange): Record<string, unknown> {
  return {
    id,
    startedAt,
    operation: 'alibaba.lyservice.lippi.session.create',
    operationVersion: 1,
    profileId: 'local',
    profileName: 'Local gateway',
    environment: 'local',
    gatewayUrl: 'http://127.0.0.1:1/router/rest',
    appKey: 'key',
    format: 'xml',
    signMethod: 'md5',
    placement: 'body',
    callerId: `sid-of-${id}`,
    subject: 'uid',
    requestBytes: 100,
    parentId: null,
    batch: null,
    ...start,
  }
}

const END = {
  outcome: 'succeeded',
  failure: null,
  failureDetail: null,
  bytesLeft: true,
  code: '0',
  subCode: null,
  message: 'ok',
  subMessage: null,
  requestId: 'r',
  resultId: 's',
  httpStatus: 200,
  responseFormat: 'xml',
  responseBytes: 100_000,
  durationMs: 12,
  phases: null,
}
