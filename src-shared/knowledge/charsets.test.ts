import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wellFormedText } from '../testing/arbitraries'
import { encodeText } from './charsets'

const hex = (text: string, charset: Parameters<typeof encodeText>[1]): string =>
  Array.from(encodeText(text, charset), (byte) => byte.toString(16).padStart(2, '0')).join(' ')

describe('encodeText', () => {
  it.each([
    ['utf-8', 'c3 a9 e4 bc 9a f0 9f 98 80'],
    ['gbk', 'a8 a6 bb e1 3f'],
    ['latin-1', 'e9 3f 3f'],
    ['ascii', '3f 3f 3f'],
    ['low-byte', 'e9 1a 3d 00'],
    ['utf-16le', 'e9 00 1a 4f 3d d8 00 de'],
    ['utf-8-twice', 'c3 83 c2 a9 c3 a4 c2 bc c2 9a c3 b0 c2 9f c2 98 c2 80'],
  ] as const)('writes é会😀 in %s', (charset, expected) => {
    expect(hex('é会😀', charset)).toBe(expected)
  })

  it('agrees with everybody about ASCII, but for UTF-16', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        for (const charset of ['gbk', 'latin-1', 'ascii', 'low-byte', 'utf-8-twice'] as const) {
          expect(encodeText(text, charset)).toEqual(encodeText(text, 'utf-8'))
        }
      }),
    )
  })

  it('writes GBK that reads back as what it could hold', () => {
    const decoder = new TextDecoder('gbk')
    fc.assert(
      fc.property(wellFormedText, (text) => {
        const back = [...decoder.decode(encodeText(text, 'gbk'))]
        expect(back).toHaveLength([...text].length)
        for (const [index, character] of [...text].entries()) expect([character, '?']).toContain(back[index])
      }),
    )
    expect(decoder.decode(encodeText('瓴羊客服云，会话。', 'gbk'))).toBe('瓴羊客服云，会话。')
  })
})
