import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { wellFormedText } from '../testing/arbitraries'
import { decodeText, decodeToUtf8 } from './charset'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

// GBK bytes of 会话.
const GBK = [0xbb, 0xe1, 0xbb, 0xb0]
const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0))

describe('decodeText', () => {
  it('reads UTF-8 when nothing is said', () => {
    expect(decodeText(utf8('会话😀'), null)).toEqual({ text: '会话😀', charset: 'utf-8', foundBy: 'utf-8', damaged: false })
    expect(decodeText(bytes(), null)).toMatchObject({ text: '', damaged: false })
  })

  it('reads any text that says it is UTF-8', () => {
    fc.assert(
      fc.property(wellFormedText.filter((text) => !/^[\ufeff\ufffe]/.test(text)), (text) => {
        expect(decodeText(utf8(text), 'text/xml;charset=UTF-8')).toEqual({ text, charset: 'utf-8', foundBy: 'header', damaged: false })
      }),
    )
  })

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf, 0x61]],
    ['utf-16be', [0xfe, 0xff, 0, 0x61]],
    ['utf-16le', [0xff, 0xfe, 0x61, 0]],
  ])('believes a byte order mark of %s before the header', (charset, values) => {
    expect(decodeText(bytes(...values), 'text/plain; charset=gbk')).toEqual({ text: 'a', charset, foundBy: 'bom', damaged: false })
  })

  it.each(['text/xml;charset=GBK', 'text/xml; Charset="gbk"', 'text/xml ; a=b; charset = gbk ; c=d'])('believes the header %s', (contentType) => {
    expect(decodeText(bytes(...GBK), contentType)).toMatchObject({ text: '会话', charset: 'gbk', foundBy: 'header', damaged: false })
  })

  it('believes the XML declaration when the header names none or an unknown one', () => {
    const body = bytes(...ascii('<?xml version="1.0" encoding="GBK"?><r>'), ...GBK)
    for (const contentType of [null, 'text/xml', 'text/xml;charset=klingon']) {
      expect(decodeText(body, contentType)).toMatchObject({ charset: 'gbk', foundBy: 'declaration', damaged: false })
      expect(decodeText(body, contentType).text).toContain('会话')
    }
  })

  it('does not believe a declaration of UTF-16 that it could only read because it is not UTF-16', () => {
    const body = utf8('<?xml version="1.0" encoding="utf-16"?><r>会话</r>')
    expect(decodeText(body, null)).toMatchObject({ text: new TextDecoder().decode(body), charset: 'utf-8', damaged: false })
  })

  it('falls back to gb18030 for what is no UTF-8', () => {
    expect(decodeText(bytes(...ascii('{"a":"'), ...GBK, ...ascii('"}')), 'text/javascript')).toEqual({
      text: '{"a":"会话"}',
      charset: 'gb18030',
      foundBy: 'fallback',
      damaged: false,
    })
  })

  it('says when bytes do not belong to the charset', () => {
    expect(decodeText(bytes(0x61, 0xff, 0xfe), 'text/plain;charset=utf-8')).toEqual({
      text: 'a\ufffd\ufffd',
      charset: 'utf-8',
      foundBy: 'header',
      damaged: true,
    })
    expect(decodeText(bytes(0x61, 0xff), null)).toMatchObject({ charset: 'gb18030', damaged: true })
  })

  it('reads a large body', () => {
    const text = '会话'.repeat(2_000_000)
    expect(decodeText(utf8(text), null).text).toBe(text)
  })
})

describe('decodeToUtf8', () => {
  const textOf = (body: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)

  it.each([null, 'text/xml;charset=utf8', 'text/javascript;charset=UTF-8'])('hands valid UTF-8 back without a copy (%s)', (contentType) => {
    const body = utf8('{"a":"会话😀"}')
    const decoded = decodeToUtf8(body, contentType, null)
    expect(decoded.utf8).toBe(body)
    expect(decoded.damaged).toBe(false)
  })

  it('finds the same charset and text as decodeText', () => {
    const bodies = fc.oneof(
      fc.uint8Array(),
      wellFormedText.map(utf8),
      fc.constant(bytes(...GBK)),
      fc.uint8Array().map((rest) => bytes(0xfe, 0xff, ...rest)),
      fc.constant(utf8('<?xml version="1.0" encoding="GBK"?><r/>')),
    )
    fc.assert(
      fc.property(bodies, fc.constantFrom(null, 'text/xml;charset=gbk', 'text/xml;charset=utf-8', 'text/xml;charset=utf-16le'), (body, contentType) => {
        const { text, ...facts } = decodeText(body, contentType)
        const decoded = decodeToUtf8(body, contentType, null)
        expect(new TextDecoder().decode(decoded.utf8)).toBe(text.replace(/^\ufeff/, ''))
        expect(decoded).toMatchObject(facts)
      }),
      { numRuns: 1_000 },
    )
  })

  it('lets the user decide against mark, header and declaration', () => {
    const body = bytes(...GBK)
    expect(decodeToUtf8(body, 'text/xml;charset=utf-8', 'GBK')).toMatchObject({ charset: 'gbk', foundBy: 'user', damaged: false })
    expect(textOf(decodeToUtf8(body, 'text/xml;charset=utf-8', 'GBK').utf8)).toBe('会话')
    expect(decodeToUtf8(bytes(0xef, 0xbb, 0xbf, 0x61), null, 'latin1')).toMatchObject({ charset: 'latin1', foundBy: 'user' })
  })

  it('goes by the bytes when the user names a charset nobody knows', () => {
    expect(decodeToUtf8(utf8('a'), null, 'klingon')).toMatchObject({ charset: 'utf-8', foundBy: 'utf-8' })
  })

  it('replaces what does not belong to the charset, and says so', () => {
    const decoded = decodeToUtf8(bytes(0x61, 0xff), 'text/plain;charset=utf-8', null)
    expect([textOf(decoded.utf8), decoded.damaged]).toEqual(['a\ufffd', true])
  })
})
