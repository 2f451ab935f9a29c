import { describe, expect, it } from 'vitest'
import { TEXT_START_BYTES, textStart } from './text-start'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the beginning of a text', () => {
  it('is all of a short one', () => {
    expect(textStart(encode('<html>你好'), null)).toBe('<html>你好')
  })

  it.each([0, 1, 2])('is cut between characters of UTF-8, shifted by %i', (shift) => {
    const start = textStart(encode(`${'x'.repeat(shift)}<p>${'你'.repeat(TEXT_START_BYTES)}</p>`), null)
    expect(start).not.toContain('\ufffd')
    expect(start).toMatch(/^x*<p>你{5000,}$/)
  })

  it('is not taken for another charset because of the cut', () => {
    const start = textStart(encode(`<p>你好</p>\n`.repeat(TEXT_START_BYTES)), null)
    expect(start).toMatch(/^(?:<p>你好<\/p>\n)+/)
    expect(start.length).toBeLessThanOrEqual(TEXT_START_BYTES)
  })

  it('is cut between characters of GB 18030', () => {
    const line = [0x3c, 0x70, 0x3e, 0xc4, 0xe3, 0xba, 0xc3, 0x0a]
    const bytes = Uint8Array.from({ length: TEXT_START_BYTES * 2 }, (_, index) => line[(index + 3) % line.length]!)
    expect(textStart(bytes, null)).toContain('<p>你好\n')
  })

  it('is long where every place will do', () => {
    expect(textStart(new Uint8Array(TEXT_START_BYTES * 2).fill(0x61), null)).toMatch(/^a{16000,}$/)
  })
})
