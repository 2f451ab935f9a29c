import { expect, it } from 'vitest'
import { ownMemoryOf } from './own-memory'

it('moves large arrays that own their memory, wherever they are in an answer', () => {
  const large = new Uint8Array(100_000)
  expect(ownMemoryOf({ head: '', response: { body: large, maskedCopies: 0 } })).toEqual([large.buffer])
})

it('leaves what is small, shared, or a part of something larger', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(100_000))
  const part = new Uint8Array(200_000).subarray(0, 100_000)
  expect(ownMemoryOf({ small: new Uint8Array(10), shared, part, list: [new Uint8Array(100_000)], nothing: null })).toEqual([])
})
