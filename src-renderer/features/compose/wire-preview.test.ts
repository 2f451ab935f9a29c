import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { exampleValues } from '@shared/descriptor/example'
import { wirePreviewText, type WirePreview } from './wire-preview'

const operation = catalog[0]!

function previewOf(changes: Partial<WirePreview> = {}): string {
  return wirePreviewText({
    operation,
    values: exampleValues(operation),
    profile: { appKey: '12345678', targetAppKey: '', partnerId: '', simplify: false, placement: 'body' },
    gatewayUrl: 'https://gw.api.taobao.com/router/rest',
    format: 'json',
    signMethod: 'hmac-sha256',
    sessionMarker: '[session token 1a2b3c4d]',
    signMarker: '<computed when sent>',
    timestampMs: Date.UTC(2016, 0, 1, 4),
    version: '0.1.0',
    ...changes,
  })
}

describe('wirePreviewText', () => {
  it('shows request line, headers and body as they would go out', () => {
    const text = previewOf()
    expect(text).toMatch(/^POST \/router\/rest HTTP\/1\.1\r\nHost: gw\.api\.taobao\.com\r\n/)
    expect(text).toContain('User-Agent: ly-session-console/0.1.0')
    expect(text).toContain('timestamp=2016-01-01+12%3A00%3A00')
    expect(text).toContain('&ly_create_session_dto=%7B%22source%22')
  })

  it('only names the signature and the session token', () => {
    expect(previewOf()).toContain('&session=[session token 1a2b3c4d]&')
    expect(previewOf()).toMatch(/&sign=<computed when sent>$/)
    expect(previewOf({ sessionMarker: null })).not.toContain('session=')
  })

  it('counts the signature in the length with its real length', () => {
    const lengthOf = (text: string): number => Number(/Content-Length: (\d+)/.exec(text)?.[1])
    const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4)
    const text = previewOf({ sessionMarker: null, signMethod: 'md5', signMarker: 'x'.repeat(32) })
    expect(bodyOf(text)).toHaveLength(lengthOf(text))
  })

  it('puts the public parameters into the address in SDK style', () => {
    const text = previewOf({ profile: { appKey: '1', targetAppKey: '', partnerId: '', simplify: false, placement: 'sdk' } })
    expect(text).toMatch(/^POST \/router\/rest\?method=alibaba\.lyservice\.lippi\.session\.create&app_key=1&/)
    expect(text).toMatch(/\r\n\r\nly_create_session_dto=/)
  })
})
