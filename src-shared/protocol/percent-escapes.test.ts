import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasBrokenEscape } from './percent-escapes'

function isRefused(text: string): boolean {
  try {
    decodeURIComponent(text)
    return false
  } catch {
    return true
  }
}

const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5))
const escape = byte.map((value) => `%${value.toString(16).padStart(2, '0')}`)
const sound = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => encodeURIComponent(text))

it('says of every text whether it would be refused', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(escape, sound, fc.constantFrom('%', '%4', '%4G', '%:0', '%fF', 'a', '会')), { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      expect(hasBrokenEscape(text)).toBe(isRefused(text))
    }),
    { numRuns: 5_000 },
  )
})
