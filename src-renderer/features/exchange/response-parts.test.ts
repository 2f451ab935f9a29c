import { describe, expect, it } from 'vitest'
import { aResponse, anExchange } from '../../testing/exchange-builder'
import { responseParts } from './response-parts'

describe('responseParts', () => {
  it('gives head and decoded text', () => {
    const parts = responseParts(anExchange())
    expect(parts).toMatchObject({ status: '200 OK', contentType: 'text/javascript;charset=UTF-8' })
    expect(parts?.raw).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n\{"alibaba/s)
  })

  it('shows bytes that could not be decompressed in hexadecimal', () => {
    const parts = responseParts(anExchange({ ...aResponse(new Uint8Array([0x1f, 0x8b, 0x41])), decodedBody: null }))
    expect(parts?.body).toBeNull()
    expect(parts?.raw).toContain('00000000  1f 8b 41')
    expect(parts?.raw).toContain('..A')
  })

  it('reads undeclared GB 18030', () => {
    const parts = responseParts(anExchange(aResponse(new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]), 'text/plain')))
    expect(parts?.body).toMatchObject({ text: '你好', foundBy: 'fallback' })
  })

  it('is nothing while there is no response', () => {
    expect(responseParts({ response: null, decodedBody: null })).toBeNull()
  })
})
