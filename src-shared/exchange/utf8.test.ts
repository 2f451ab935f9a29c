import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUtf8 } from './utf8'

function isAccepted(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

describe('isUtf8', () => {
  it('agrees with the platform on any bytes, wherever they lie in their buffer', () => {
    const edges = fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff)
    fc.assert(
      fc.property(fc.array(edges, { maxLength: 6 }), fc.nat(3), fc.nat(80), (middle, offset, padding) => {
        const all = new Uint8Array([...Array<number>(offset).fill(0xff), ...Array<number>(padding).fill(0x41), ...middle, ...Array<number>(padding).fill(0x42)])
        const bytes = all.subarray(offset)
        expect(isUtf8(bytes)).toBe(isAccepted(bytes))
      }),
      { numRuns: 20_000 },
    )
  })

  it('accepts every character', () => {
    let text = ''
    for (let point = 0; point <= 0x10ffff; point += 1) {
      if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point)
    }
    expect(isUtf8(new TextEncoder().encode(text))).toBe(true)
  })
})
