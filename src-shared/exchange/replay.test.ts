import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeForm } from '../protocol/wire'
import { wellFormedText } from '../testing/arbitraries'
import { profileChange, renewedPublicParameters, replayContent } from './replay'

const anyParameters = fc.array(fc.record({ name: fc.oneof(wellFormedText, fc.constantFrom('method', 'session', 'sign', 'v')), value: wellFormedText }))
const RENEWAL = { appKey: 'mine', signMethod: 'md5', session: '', timestampMs: Date.UTC(2026, 0, 1) } as const
const text = (...pairs: [string, string][]) => pairs.map(([name, value]) => ({ name, value }))

describe('replayContent', () => {
  it('gives every parameter back as it was', () => {
    fc.assert(
      fc.property(anyParameters, (sent) => {
        const body = new TextEncoder().encode(encodeForm(sent))
        const content = replayContent({ head: 'POST / HTTP/1.1\r\n\r\n', body, masked: ['session', 'sign'] })
        if (content.kind === 'obstacle') throw new Error(content.obstacle)
        const both = [...content.publicParameters, ...content.businessParameters]
        const sorted = (list: readonly { name: string; value: string }[]) => list.map(({ name, value }) => JSON.stringify([name, value])).sort()
        expect(sorted(both)).toEqual(sorted(sent))
      }),
    )
  })

  it('finds the public ones in the URL as well', () => {
    const content = replayContent({ head: 'POST /router/rest?v=2.0&method=m HTTP/1.1\r\n\r\n', body: new TextEncoder().encode('dto=%7B%7D'), masked: [] })
    expect(content).toEqual({ kind: 'parameters', publicParameters: text(['v', '2.0'], ['method', 'm']), businessParameters: text(['dto', '{}']) })
  })
})

describe('renewedPublicParameters', () => {
  it('keeps what is not renewed, in its place', () => {
    const sent = text(['method', 'm'], ['app_key', 'theirs'], ['timestamp', 'x'], ['v', '2.0'], ['partner_id', 'p'], ['sign', 'S'], ['sign_method', 'hmac'])
    expect(renewedPublicParameters(sent, RENEWAL)).toEqual(
      text(['method', 'm'], ['app_key', 'mine'], ['timestamp', '2026-01-01 08:00:00'], ['v', '2.0'], ['partner_id', 'p'], ['sign_method', 'md5']),
    )
  })

  it('sends a renewed one once, adds what was missing, and leaves the token out where there is none', () => {
    const sent = text(['timestamp', 'x'], ['session', 'marker'], ['timestamp', 'y'])
    expect(renewedPublicParameters(sent, RENEWAL)).toEqual(text(['timestamp', '2026-01-01 08:00:00'], ['app_key', 'mine'], ['sign_method', 'md5']))
    expect(renewedPublicParameters(sent, { ...RENEWAL, session: 'token' }).map(({ name }) => name)).toEqual(['timestamp', 'session', 'app_key', 'sign_method'])
  })
})

describe('profileChange', () => {
  const exchange = { imported: false, environment: 'custom', gatewayUrl: 'http://a/', appKey: 'k' } as const
  const profile = { builtIn: false, environment: 'custom', gatewayUrl: 'http://a/', appKey: 'k' } as const

  it.each([
    [null, exchange, profile],
    [null, { ...exchange, environment: 'local' }, { ...profile, environment: 'local', builtIn: true, gatewayUrl: '' }],
    ['imported', { ...exchange, imported: true }, profile],
    ['deleted', exchange, null],
    ['environment', exchange, { ...profile, environment: 'production' }],
    ['gateway', exchange, { ...profile, gatewayUrl: 'http://b/' }],
    ['app-key', exchange, { ...profile, appKey: 'l' }],
  ] as const)('is %s', (change, sent, now) => {
    expect(profileChange(sent, now)).toBe(change)
  })
})
