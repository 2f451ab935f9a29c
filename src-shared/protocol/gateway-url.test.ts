import { describe, expect, it } from 'vitest'
import { ENVIRONMENTS, GATEWAY_URLS, findGatewayUrlProblem } from './gateway-url'

describe('findGatewayUrlProblem', () => {
  it.each([
    'https://gw.api.taobao.com/router/rest',
    'http://127.0.0.1:41234/router/rest',
    'http://[::1]:80/',
    'https://例子.测试/路径',
    'https://example.com',
  ])('accepts %s', (text) => {
    expect(findGatewayUrlProblem(text)).toBeNull()
  })

  it.each([
    ['', 'not-a-url'],
    ['gw.api.taobao.com/router/rest', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['http://h:99999/', 'not-a-url'],
    ['ftp://example.com/', 'not-http'],
    ['file:///etc/passwd', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['http://user@example.com/', 'has-credentials'],
    ['http://:secret@example.com/', 'has-credentials'],
    ['https://example.com/?sign=1', 'has-query'],
    ['https://example.com/?', 'has-query'],
    ['https://example.com/#a', 'has-fragment'],
    ['https://example.com/#', 'has-fragment'],
  ])('says of %s: %s', (text, problem) => {
    expect(findGatewayUrlProblem(text)).toBe(problem)
  })
})

describe('GATEWAY_URLS', () => {
  it('are fit to use, by https, where they are fixed', () => {
    const fixed = ENVIRONMENTS.flatMap((environment) => GATEWAY_URLS[environment] ?? [])
    expect(fixed).toHaveLength(3)
    for (const url of fixed) {
      expect(findGatewayUrlProblem(url)).toBeNull()
      expect(url).toMatch(/^https:\/\/[a-z.]+\/router\/rest$/)
    }
  })
})
