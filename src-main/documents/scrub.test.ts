import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeBody } from '../transport/content-encoding'
import { decodeStart } from '../transport/decoded-start'
import { scrubResponse, scrubSession } from './scrub'

describe('scrubSession', () => {
  it('leaves a body without the token as it is', () => {
    const body = Uint8Array.of(1, 2, 3)
    expect(scrubSession(body, 'token')).toEqual({ body, copies: 0 })
    expect(scrubSession(body, null).body).toBe(body)
  })

  it('replaces plain and form-encoded copies and keeps every offset', () => {
    const { body, copies } = scrubSession(Buffer.from('a=tok+1/x; b=tok%2B1%2Fx.'), 'tok+1/x')
    expect(copies).toBe(2)
    expect(Buffer.from(body).toString()).toBe('a=*******; b=***********.')
  })

  it.each([
    ['JSON', JSON.stringify({ a: 'to"k/e&n' })],
    ['JSON as the platform writes it', JSON.stringify({ a: 'to"k/e&n' }).replaceAll('/', '\\/')],
    ['XML', '<a>to"k/e&amp;n</a>'],
    ['XML with every quote escaped', '<a>to&quot;k/e&amp;n</a>'],
  ])('finds the token in the spelling of %s', (_, text) => {
    const { body, copies } = scrubSession(Buffer.from(text), 'to"k/e&n')
    expect(copies).toBe(1)
    expect(Buffer.from(body).toString()).not.toContain('k')
    expect(body.length).toBe(Buffer.byteLength(text))
  })

  it.each([
    ['JSON with escapes that need not be', String.raw`{"a":"tok\u003d1\/\u0078"}`],
    ['JSON with capital digits', String.raw`{"a":"tok\u003D1/x"}`],
    ['JSON with nothing but escapes', String.raw`{"a":"\u0074\u006f\u006b\u003d\u0031\u002f\u0078"}`],
    ['XML with character references', '<a>tok&#61;1&#x2F;&#x0078;</a>'],
    ['a form in small digits', 'a=tok%3d1%2fx'],
  ])('finds the token in %s', (_, text) => {
    const { body, copies } = scrubSession(Buffer.from(text), 'tok=1/x')
    expect(copies).toBe(1)
    expect(body.length).toBe(text.length)
    expect(Buffer.from(body).toString()).toMatch(/^[^*]*[">=]\*+["<]?[^*]*$/)
  })

  it('finds the token in UTF-16 of either byte order, and the text stays UTF-16', () => {
    for (const text of ['{"a":"会话 tok=1/x"}', String.raw`{"a":"会话 tok\u003d1\/x"}`]) {
      const little = Buffer.from(`\ufeff${text}`, 'utf16le')
      for (const [charset, given] of [['utf-16le', little], ['utf-16be', Buffer.from(little).swap16()]] as const) {
        const { body, copies } = scrubSession(given, 'tok=1/x')
        expect(copies).toBe(1)
        expect(new TextDecoder(charset).decode(body)).toMatch(/^\{"a":"会话 \*+"\}$/)
      }
    }
  })

  it('leaves what only begins like the token, and other escapes', () => {
    const body = Buffer.from(String.raw`{"a":"tok\u003e1/x tok=1\u00","b":"\u0074ok&eq;100%zz"} &#61;&#;&`)
    expect(scrubSession(body, 'tok=1/x')).toEqual({ body, copies: 0 })
  })

  it('does not touch the array it was given', () => {
    const given = Buffer.from('token token')
    scrubSession(given, 'token')
    expect(given.toString()).toBe('token token')
  })
})

describe('scrubResponse', () => {
  const text = Buffer.from('{"a":"token"}')

  it.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate, gzip', gzipSync(deflateSync(text))],
  ])('scrubs a body encoded as %s, and its head stays true', async (encoding, body) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\n\r\n`
    const { response, decoded } = await scrubResponse({ head, body }, await decodeBody(body, encoding, 1_000), 'token')
    expect(response).toMatchObject({ head, maskedCopies: 1 })
    const stored = await decodeBody(response.body, encoding, 1_000)
    for (const shown of [stored, decoded]) expect(shown.ok && Buffer.from(shown.body).toString()).toBe('{"a":"*****"}')
  })

  it.each([
    ['gzip', 'broke off', (whole: Buffer) => whole.subarray(0, -6)],
    ['deflate', 'broke off', (whole: Buffer) => whole.subarray(0, -6)],
    ['br', 'broke off', (whole: Buffer) => whole.subarray(0, -1)],
    ['gzip', 'is damaged behind the token', (whole: Buffer) => Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8, 7)])],
    ['deflate, gzip', 'broke off', (whole: Buffer) => whole.subarray(0, -9)],
  ])('stores no token in a body encoded as %s that %s, and it stays unreadable', async (encoding, _, damage) => {
    const compress = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, 'deflate, gzip': (plain: Buffer) => gzipSync(deflateSync(plain)) }
    const body = damage(compress[encoding as keyof typeof compress](Buffer.from(`{"a":"token"${' '.repeat(3_000)}}`)))
    const decoded = await decodeBody(body, encoding, 10_000)
    expect(decoded.ok).toBe(false)
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\n\r\n`
    const { response } = await scrubResponse({ head, body }, decoded, 'token')
    expect(response.maskedCopies).toBe(1)
    expect(Buffer.from(await decodeStart(response.body, encoding, 10_000)).toString()).toMatch(/^\{"a":"\*{5}"/)
    expect(await decodeBody(response.body, encoding, 10_000)).toEqual(decoded)
  })

  it('keeps the bytes of a compressed body that does not hold the token, and of one that cannot be decompressed', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'
    for (const body of [gzipSync(text), Buffer.from('no gzip')]) {
      const decoded = await decodeBody(body, 'gzip', 1_000)
      expect(await scrubResponse({ head, body }, decoded, 'another')).toEqual({ response: { head, body, maskedCopies: 0 }, decoded })
    }
  })
})
