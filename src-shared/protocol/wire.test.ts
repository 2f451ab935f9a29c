import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, textOf, wellFormedText } from '../testing/arbitraries'
import type { Parameter } from './parameters'
import { decodeForm, encodeForm, headText, wireRequest } from './wire'

const parameterLists = fc.array(fc.record({ name: wellFormedText, value: wellFormedText }))

function request(changes: Partial<Parameters<typeof wireRequest>[0]> = {}): ReturnType<typeof wireRequest> {
  return wireRequest({
    gatewayUrl: 'https://gw.api.taobao.com/router/rest',
    placement: 'body',
    parameters: [
      { name: 'method', value: 'm' },
      { name: 'session', value: 't+1' },
      { name: 'ly_create_session_dto', value: '{"a":"会话"}' },
      { name: 'sign', value: 'ABC' },
    ],
    userAgent: 'test',
    ...changes,
  })
}

const bodyText = (body: Uint8Array): string => new TextDecoder().decode(body)

describe('encodeForm', () => {
  it('agrees with URLSearchParams on any well-formed text', () => {
    fc.assert(
      fc.property(parameterLists, (list) => {
        const pairs = list.map(({ name, value }): [string, string] => [name, value])
        expect(encodeForm(list)).toBe(new URLSearchParams(pairs).toString())
      }),
    )
  })

  it('agrees with it on every character of ASCII', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('')
    expect(encodeForm([{ name: ascii, value: ascii }])).toBe(new URLSearchParams([[ascii, ascii]]).toString())
  })
})

describe('decodeForm', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: wellFormedText, value: wellFormedText })), (list) => {
        expect(decodeForm(encodeForm(list))).toEqual(list)
      }),
    )
  })

  it('never fails', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(() => decodeForm(text)).not.toThrow()
      }),
    )
  })

  it('agrees with URLSearchParams wherever the escapes are sound', () => {
    fc.assert(
      fc.property(textOf('%2BE4BDA0=&+ax'), (text) => {
        const expected = Array.from(new URLSearchParams(`?${text}`), ([name, value]) => ({ name, value }))
        if (expected.some(({ name, value }) => (name + value).includes('\ufffd'))) return
        expect(decodeForm(text)).toEqual(expected)
      }),
    )
  })

  it.each([
    ['a=%', '%'],
    ['a=100%+%E4%BD%A0', '100% 你'],
    ['a=%zz%41', '%zzA'],
    ['a=%FF%41', '%FF%41'],
    ['a=%FFb%41', '%FFbA'],
    ['a=%ff+b', '%ff b'],
    ['a=b=c', 'b=c'],
    ['a', ''],
  ])('reads %s, broken escapes as they stand', (text, value) => {
    expect(decodeForm(text)).toEqual([{ name: 'a', value }])
  })

  it('gives nothing for nothing', () => {
    expect(decodeForm('')).toEqual([])
    expect(decodeForm('&&')).toEqual([])
  })
})

describe('wireRequest', () => {
  it('puts everything into the body, in order', () => {
    const { url, body, headers, method } = request()
    expect(method).toBe('POST')
    expect(url).toBe('https://gw.api.taobao.com/router/rest')
    expect(bodyText(body)).toBe('method=m&session=t%2B1&ly_create_session_dto=%7B%22a%22%3A%22%E4%BC%9A%E8%AF%9D%22%7D&sign=ABC')
    expect(headers).toContainEqual(['Content-Length', String(body.length)])
    expect(headers).toContainEqual(['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8'])
    expect(headers).toContainEqual(['Host', 'gw.api.taobao.com'])
  })

  it('puts the public parameters into the URL as the official SDK does', () => {
    const { url, body } = request({ placement: 'sdk' })
    expect(url).toBe('https://gw.api.taobao.com/router/rest?method=m&session=t%2B1&sign=ABC')
    expect(bodyText(body)).toBe('ly_create_session_dto=%7B%22a%22%3A%22%E4%BC%9A%E8%AF%9D%22%7D')
  })

  it.each(['body', 'sdk'] as const)('sends each parameter exactly once with placement %s', (placement) => {
    const names = fc.constantFrom('method', 'app_key', 'v', 'sign', 'session', 'simplify', 'sid', '__proto__', 'a b')
    fc.assert(
      fc.property(fc.array(fc.record({ name: names, value: wellFormedText })), (parameters) => {
        const { url, body } = request({ placement, parameters })
        const sent = [...decodeForm(url.split('?')[1] ?? ''), ...decodeForm(bodyText(body))]
        const sorted = (list: readonly Parameter[]): string[] => list.map(({ name, value }) => JSON.stringify([name, value])).sort()
        expect(sorted(sent)).toEqual(sorted(parameters))
      }),
    )
  })

  it.each([
    ['http://127.0.0.1:8080/router/rest', '127.0.0.1:8080'],
    ['https://example.com:443/router/rest', 'example.com'],
    ['http://[::1]:81/x', '[::1]:81'],
    ['HTTP://EXAMPLE.com/x', 'example.com'],
  ])('names the host of %s as %s', (gatewayUrl, host) => {
    expect(request({ gatewayUrl }).headers[0]).toEqual(['Host', host])
  })
})

describe('headText', () => {
  it('is the request line and the headers with the empty line', () => {
    expect(headText({ url: 'http://h:1/router/rest?a=1', method: 'POST', headers: [['Host', 'h:1'], ['X', 'y']] })).toBe(
      'POST /router/rest?a=1 HTTP/1.1\r\nHost: h:1\r\nX: y\r\n\r\n',
    )
  })

  it('has the length of the body in it', () => {
    const wire = request({ placement: 'sdk' })
    const [line] = headText(wire).split('\r\n')
    expect(line).toBe('POST /router/rest?method=m&session=t%2B1&sign=ABC HTTP/1.1')
    expect(headText(wire)).toContain(`\r\nContent-Length: ${wire.body.length}\r\n`)
  })

  it.each([
    ['https://example.com', '/'],
    ['https://example.com/', '/'],
    ['https://example.com:8443/a/b', '/a/b'],
  ])('asks %s for %s', (gatewayUrl, target) => {
    expect(headText(request({ gatewayUrl })).startsWith(`POST ${target} HTTP/1.1\r\n`)).toBe(true)
  })
})
