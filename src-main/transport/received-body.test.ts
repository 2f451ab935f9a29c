import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHARED_FROM_BYTES } from '../threads/shared-memory'
import { ReceivedBody } from './received-body'

const isShared = (bytes: Uint8Array): boolean => bytes.buffer instanceof SharedArrayBuffer

describe('ReceivedBody', () => {
  it('gives what came, whatever the chunks and the promise were', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 700_000 }), { maxLength: 8 })
    const promise = fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null })
    fc.assert(
      fc.property(sizes, promise, fc.integer({ min: 1, max: 3_000_000 }), (chunkSizes, expectedBytes, maxBytes) => {
        const body = new ReceivedBody(maxBytes, expectedBytes)
        const chunks = chunkSizes.map((size, index) => new Uint8Array(size).fill(index + 1))
        const found = chunks.map((chunk) => body.append(chunk))
        const whole = Buffer.concat(chunks)
        expect(Buffer.compare(body.bytes(), whole.subarray(0, maxBytes))).toBe(0)
        expect(found.includes(false)).toBe(whole.length > maxBytes)
        expect(body.length).toBe(Math.min(whole.length, maxBytes))
        expect(isShared(body.bytes())).toBe(body.length >= SHARED_FROM_BYTES)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps nothing of a chunk that the sender reuses', () => {
    const body = new ReceivedBody(10_000_000, null)
    const chunk = new Uint8Array(SHARED_FROM_BYTES).fill(7)
    body.append(chunk)
    chunk.fill(8)
    expect(body.bytes()[0]).toBe(7)
  })

  it('reserves no more than the limit for a head that promises too much', () => {
    const body = new ReceivedBody(2_000_000, 900_000_000)
    body.append(new Uint8Array(SHARED_FROM_BYTES))
    expect(body.bytes().buffer.byteLength).toBe(2_000_000)
  })
})
