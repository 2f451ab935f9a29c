import { describe, expect, it } from 'vitest'
import { NEW_PROFILE } from '@shared/profile/profile'
import { decodeForm } from '@shared/protocol/wire'
import { signParameters } from '../signing/signature'
import { buildSignedRequest, type RequestContent } from './signed-request'

const SESSION = { value: 'session+token/with=signs', fingerprint: 'aabbccdd' }

function content(changes: Partial<RequestContent> = {}): RequestContent {
  return {
    operationName: 'a.b.c',
    businessParameters: [{ name: 'dto', value: '{"sid":"会话 1"}' }],
    publicParameters: null,
    profile: { ...NEW_PROFILE, appKey: 'key' },
    gatewayUrl: 'https://gw.example/router/rest',
    secret: 'hello-world-secret',
    session: null,
    timestampMs: Date.UTC(2016, 0, 1, 4, 0, 0),
    userAgent: 'test',
    ...changes,
  }
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

describe('buildSignedRequest', () => {
  it('signs the list that it sends', () => {
    const { wire, stored } = buildSignedRequest(content())
    const sent = decodeForm(textOf(wire.body))
    const sign = sent.find(({ name }) => name === 'sign')?.value
    expect(sign).toBe(signParameters(sent, 'hmac-sha256', 'hello-world-secret'))
    expect(sent.find(({ name }) => name === 'timestamp')?.value).toBe('2016-01-01 12:00:00')
    expect(stored).toMatchObject({ body: wire.body, masked: [] })
  })

  it.each(['body', 'sdk'] as const)('sends the session token and stores a marker in its place (%s)', (placement) => {
    const { wire, stored } = buildSignedRequest(content({ session: SESSION, profile: { ...NEW_PROFILE, appKey: 'key', placement } }))
    const encoded = encodeURIComponent(SESSION.value)
    expect(wire.url + textOf(wire.body)).toContain(encoded)
    const kept = stored.head + textOf(stored.body)
    expect(kept).not.toContain(encoded)
    expect(kept).not.toContain(SESSION.value)
    expect(kept).toContain(encodeURIComponent('[session token aabbccdd]').replace(/%20/g, '+'))
    expect(stored.masked).toEqual(['session'])
  })

  it('stores everything else of a masked request as it was sent', () => {
    const { wire, stored } = buildSignedRequest(content({ session: SESSION }))
    const sent = decodeForm(textOf(wire.body)).filter(({ name }) => name !== 'session')
    expect(decodeForm(textOf(stored.body)).filter(({ name }) => name !== 'session')).toEqual(sent)
    expect(stored.head).toContain(`Content-Length: ${wire.body.length}\r\n`)
  })

  it('neither sends nor signs what is empty', () => {
    const { wire } = buildSignedRequest(content({ businessParameters: [{ name: 'empty', value: '' }, { name: 'blank', value: ' \u3000' }] }))
    expect(textOf(wire.body)).not.toMatch(/empty|blank|session|target_app_key|partner_id/)
  })

  it.each([
    ['secret', 'x hello-world-secret y'],
    ['session token', `x ${SESSION.value}`],
  ])('refuses a business value that holds the %s', (_, value) => {
    const build = () => buildSignedRequest(content({ session: SESSION, businessParameters: [{ name: 'dto', value }] }))
    expect(build).toThrow(expect.objectContaining({ code: 'draft.holds-secret', detail: { parameter: 'dto' } }))
  })

  it('sees a secret through the escapes of a DTO, and in the profile', () => {
    const secret = 'quote"and\\slash'
    const dto = JSON.stringify({ summary: `it is ${secret}` })
    const holding = { code: 'draft.holds-secret' }
    expect(() => buildSignedRequest(content({ secret, businessParameters: [{ name: 'dto', value: dto }] }))).toThrow(expect.objectContaining(holding))
    const profile = { ...NEW_PROFILE, appKey: secret }
    expect(() => buildSignedRequest(content({ secret, profile }))).toThrow(expect.objectContaining({ ...holding, detail: { parameter: 'app_key' } }))
  })

  it('refuses half a character', () => {
    const build = () => buildSignedRequest(content({ businessParameters: [{ name: 'dto', value: 'a\ud800' }] }))
    expect(build).toThrow(expect.objectContaining({ code: 'draft.blocked' }))
  })
})
