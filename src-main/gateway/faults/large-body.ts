import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Format } from '@shared/protocol/parameters'
import { SLOT } from './content'
import type { Outgoing } from './effect'

// Made in one go, so that the gateway never keeps the process it lives in from anything else for more than some milliseconds.
const SLICE_BYTES = 128 * 1024
// Beyond what a double counts exactly.
const FIRST_ID = 9_007_199_254_740_993n

/** Streams the answer with a list in its slot, until the body has that many bytes; waits for a client that reads slowly. */
export async function sendLargeBody({ response, answer, format, stopped }: Outgoing, minBytes: number): Promise<void> {
  // Characters of the list are not known beforehand, so this one header stays away.
  const { 'top-bodylength': _characters, ...headers } = answer.headers
  response.writeHead(answer.status, headers)
  for (const slice of largeBody(answer.body, format, minBytes)) {
    await nextTurn()
    // Hung up, or the gateway stops: nobody reads the rest.
    if (response.destroyed || stopped.aborted) return
    if (!response.write(slice)) await drained(response)
  }
  response.end()
}

/** The body in slices: what stands before the slot, the list, what stands behind it. */
export function* largeBody(body: string, format: Format, minBytes: number): Generator<Buffer> {
  const [before = '', after = ''] = body.split(SLOT)
  const { open, between, close } = LISTS[format]
  yield Buffer.from(before + open)
  let room = minBytes - Buffer.byteLength(before + open + close + after)
  let count = 0
  while (room > 0) {
    const records: string[] = []
    for (let size = 0; size < Math.min(SLICE_BYTES, room); count += 1) {
      const record = (count === 0 ? '' : between) + recordOf(format, count)
      records.push(record)
      size += Buffer.byteLength(record)
    }
    const slice = Buffer.from(records.join(''))
    room -= slice.length
    yield slice
  }
  yield Buffer.from(close + after)
}

const LISTS = {
  json: { open: '{"session":[', between: ',', close: ']}' },
  xml: { open: '', between: '', close: '' },
} as const satisfies Record<Format, object>

function recordOf(format: Format, index: number): string {
  const id = FIRST_ID + BigInt(index)
  const nick = `客户${index}`
  const summary = '咨询订单物流，等待客服回复'
  if (format === 'json') return `{"id":${id},"sid":"s-${index}","channel_nick":"${nick}","summary":"${summary}","price":1.10,"closed":${index % 2 === 0}}`
  return `<session><id>${id}</id><sid>s-${index}</sid><channel_nick>${nick}</channel_nick><summary>${summary}</summary><price>1.10</price><closed>${index % 2 === 0}</closed></session>`
}

/** Resolves when there is room again, or when the connection is gone. */
async function drained(response: Outgoing['response']): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}
