import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHtml } from '../exchange/document/read-document'
import { anyText, textOf } from '../testing/arbitraries'
import { readWebPage, type WebPage } from './web-page'

const gatewayUrl = 'http://gw.example.com/router/rest'

function read(status: number, bodyStart: string, headers: readonly string[] = []): WebPage | null {
  const head = [`HTTP/1.1 ${status} X`, ...headers, '', ''].join('\r\n')
  return readWebPage({ status, head, bodyStart, gatewayUrl }, isHtml(new TextEncoder().encode(bodyStart)))
}

const page = (title: string, body = ''): string => `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${body}</body></html>`
const NGINX = (status: string): string => `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>`

describe('a web page in place of an answer', () => {
  it.each([
    ['a Tengine 502', 502, NGINX('502 Bad Gateway'), ['Server: Tengine'], 'front-error', '502 Bad Gateway', 'Tengine'],
    ['an nginx 503', 503, NGINX('503 Service Temporarily Unavailable'), [], 'front-error', '503 Service Temporarily Unavailable', 'nginx'],
    ['an nginx 504', 504, NGINX('504 Gateway Time-out'), ['Server: nginx'], 'front-error', '504 Gateway Time-out', 'nginx'],
    ['an nginx 403', 403, NGINX('403 Forbidden'), ['Server: nginx'], 'front-error', '403 Forbidden', 'nginx'],
    ['an nginx 404', 404, NGINX('404 Not Found'), ['Server: nginx'], 'not-found', '404 Not Found', 'nginx'],
    ['a form that asks for a password', 200, page('Welcome', '<form><input name="p" type="password"></form>'), [], 'sign-in', 'Welcome', null],
    ['a portal by its title', 200, page('上网认证 - 会议中心'), [], 'sign-in', '上网认证 - 会议中心', null],
    ['a page that leads elsewhere', 200, page('', '<script>top.location.href="http://10.0.0.1/index?mac=1"</script>'), [], 'sign-in', null, null],
    ['a refresh that leads elsewhere', 200, page('', '<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">'), [], 'sign-in', null, null],
    ['the status made for portals', 511, '', [], 'sign-in', null, null],
    ['a WAF', 405, page('405', '很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。'), [], 'block', '405', null],
    ['a proxy that denies', 403, page('ERROR: The requested URL could not be retrieved', '<p>Access Denied.</p>'), ['Server: squid'], 'block', 'ERROR: The requested URL could not be retrieved', 'squid'],
    ['a block page with status 200', 200, page('Attention', 'This request was blocked by company policy'), [], 'block', 'Attention', null],
    ['an ordinary site', 200, page('Example shop', 'Buy now'), ['Server: Apache'], 'unnamed', 'Example shop', 'Apache'],
  ] as const)('%s is told apart', (_what, status, body, headers, kind, title, server) => {
    expect(read(status, body, headers)).toMatchObject({ kind, title, server })
  })

  it.each([
    ['another host', 302, 'https://sso.example.org/index?ticket=secret', 'sign-in', 'https://sso.example.org/index'],
    ['another host without a scheme', 302, '//portal.example.org/', 'sign-in', 'http://portal.example.org/'],
    ['a sign-in path', 303, '/login?from=%2Frouter', 'sign-in', '/login'],
    ['https of the same host', 301, 'https://gw.example.com/router/rest', 'moved', 'https://gw.example.com/router/rest'],
    ['another path of the same host', 308, '/router/rest/', 'moved', '/router/rest/'],
  ] as const)('a redirect to %s is told by where it leads, without what may be a token', (_what, status, location, kind, shown) => {
    expect(read(status, '', [`Location: ${location}`])).toMatchObject({ kind, location: shown })
  })

  it('is none when the body is no page and nothing redirects', () => {
    expect(read(502, 'upstream failed')).toBeNull()
    expect(read(304, '')).toBeNull()
  })

  it('is not a block page for mentioning one in a long text', () => {
    expect(read(200, page('Our products', `${'<p>We sell every kind of web application firewall there is.</p>'.repeat(60)}`))?.kind).toBe('unnamed')
  })

  it('gives its title as plain text on one line', () => {
    const found = read(200, `<html><title>\n &lt;b&gt;Wi-Fi&#x202e;&#10;x ${'é'.repeat(300)}</title></html>`)
    expect(found?.title).toMatch(/^<b>Wi-Fi x é+…$/)
    expect(found?.title?.length).toBe(121)
  })

  it('is read whatever it holds, in time', () => {
    const parts = ['<', '>', '<input type=', '<meta http-equiv=refresh ', 'password', 'url=', '<script', '</script>', '<title>', 'location=', '"', ' ']
    fc.assert(
      fc.property(fc.oneof(anyText, textOf('<>="/scriptmeta '), fc.array(fc.constantFrom(...parts)).map((some) => some.join(''))), fc.integer({ min: 200, max: 599 }), (text, status) => {
        const found = read(status, `<html>${text}`, [`Location: ${text.replace(/[\r\n]/g, '')}`])
        expect((found?.title ?? '').length).toBeLessThanOrEqual(241)
      }),
    )
  })
})
