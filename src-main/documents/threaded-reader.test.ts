import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { DOCUMENT_WORKER, aKey, aReader, aResponseHalf, textOf } from './testing/readers'
import { ThreadedReader } from './threaded-reader'

describe('ThreadedReader', () => {
  it('tells the calls of a thread that dies so, and starts another for the next one', async () => {
    // Dies of its second message, as a real one would of a fault of its own or for want of memory.
    const mortal = `
      const { parentPort } = require('node:worker_threads')
      let calls = 0
      parentPort.on('message', ({ id }) => {
        if (++calls === 2) throw new Error('out of order')
        parentPort.postMessage({ kind: 'answer', id, value: 'alive' })
      })`
    const log: string[] = []
    let started = 0
    const reader = new ThreadedReader(
      () => {
        started += 1
        return new Worker(mortal, { eval: true })
      },
      async () => null,
      (message) => log.push(message),
    )
    expect(await reader.textStart('one')).toBe('alive')
    const lost = await Promise.allSettled([reader.textStart('one'), reader.textStart('two')])
    expect(lost).toMatchObject([{ reason: { code: 'document.reader-lost' } }, { reason: { code: 'document.reader-lost' } }])
    expect(await reader.textStart('one')).toBe('alive')
    expect(started).toBe(2)
    expect(log).toHaveLength(1)
    expect(log[0]).toContain('out of order')
    await reader.close()
  })

  it('gives up a filter that computes for ever, and answers the others all the same', async () => {
    const stored = aResponseHalf('<a><b>1</b></a>')
    const log: string[] = []
    const reader = new ThreadedReader(() => new Worker(DOCUMENT_WORKER), async () => ({ ...stored, body: stored.body.slice() }), (message) => log.push(message), 2_000)
    await textOf(reader, aKey('XML'))
    const endless = reader.view(aKey('XML', { filter: 'count((1 to 1000000)[. * count(1 to 100000) = 3])' }))
    const other = textOf(reader, aKey('XML', { exchangeId: 'other' }))
    await expect(endless).rejects.toMatchObject({ code: 'document.filter', detail: { problem: 'filter.filter-too-long' } })
    expect(await other).toContain('<b>1</b>')
    expect(log).toEqual(['documents: a filter took too long'])
    await reader.close()
  })

  it('leaves a shared body where it is, and answers from the same memory', async () => {
    const { reader } = aReader('threaded')
    const text = JSON.stringify(Array.from({ length: 200_000 }, (_, index) => index))
    const body = new Uint8Array(new SharedArrayBuffer(text.length))
    body.set(Buffer.from(text))
    const { head, operation } = aResponseHalf('')
    const response = await reader.receive({ exchangeId: 'one', operation, status: 200, head, body, isWhole: true, session: 'a-token', maxBytes: 10_000_000 })
    body[1] = 0x39
    expect(response.body[1]).toBe(0x39)
    expect((await textOf(reader, aKey('Raw'))).slice(0, 30)).toContain('[9,1,2')
  })

  it('ends without an error while calls wait', async () => {
    const { reader, stored } = aReader('threaded')
    stored.set('response one', aResponseHalf('{"a":1}'))
    const waiting = expect(reader.view(aKey('JSON'))).rejects.toMatchObject({ code: 'document.reader-lost' })
    await reader.close()
    await waiting
  })
})
