import { describe, expect, it } from 'vitest'
import { sessionMarker } from '@shared/exchange/exchange'
import { encodeForm } from '@shared/protocol/wire'
import { NEW_PROFILE } from '@shared/profile/profile'
import { parametersOf, signatureVectors } from '@shared/testing/fixtures'
import { AppError } from '@shared/errors'
import { aRequest, aSummary } from '../testing/an-exchange'
import { selfTest } from './self-test'
import { SignatureDoctor } from './signature-doctor'
import { signParameters } from './signature'

const SECRET = '0123456789abcdef0123456789abcdef'
const TOKEN = 'the-session-token-of-this-test'
const PARAMETERS = parametersOf({
  method: 'alibaba.lyservice.lippi.session.create',
  app_key: '12345678',
  timestamp: '2026-01-01 12:00:00',
  v: '2.0',
  sign_method: 'hmac-sha256',
  session: TOKEN,
  ly_create_session_dto: '{"source":{"sid":"会话"}}',
})

/** A doctor whose history holds one exchange that was signed with the secret and the token. */
function aDoctor({ secret = SECRET, session = TOKEN, savedAt = 0 }: { secret?: string | null; session?: string | null; savedAt?: number } = {}) {
  const sign = signParameters(PARAMETERS, 'hmac-sha256', SECRET)
  const stored = PARAMETERS.map((one) => (one.name === 'session' ? { ...one, value: sessionMarker(`print-${TOKEN.length}`) } : one))
  const body = new TextEncoder().encode(encodeForm([...stored, { name: 'sign', value: sign }]))
  const status = { state: 'stored' as const, fingerprint: null, savedAt }
  const doctor = new SignatureDoctor({
    history: {
      read: async (id) => {
        if (id !== 'exchange-1') throw new AppError('history.unknown-entry')
        return { ...aSummary(), request: aRequest({ body, masked: ['session'] }), response: null }
      },
    },
    profiles: { get: async (id) => ({ ...NEW_PROFILE, id, name: 'Test', environment: 'custom', gatewayUrl: '', appKey: '12345678', builtIn: false }) },
    credentials: {
      read: async (_, kind) => (kind === 'secret' ? secret : session),
      fingerprint: (value) => `print-${value.length}`,
      statuses: async () => ({ secret: status, session: status }),
    },
  })
  return { doctor, sign, pasted: { profileId: 'profile-1', parameters: PARAMETERS.map((one) => ({ ...one })), sign } }
}

const EXCHANGE = { exchangeId: 'exchange-1' }
const codeOf = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => (error instanceof AppError ? error.code : error))

describe('SignatureDoctor', () => {
  it('puts the session token back into a stored exchange, and never lets it out', async () => {
    const { doctor, sign } = aDoctor()
    expect(await doctor.diagnose(EXCHANGE)).toMatchObject({ verdict: 'correct' })
    const inspected = await doctor.inspect(EXCHANGE)
    expect(inspected.methods.find(({ method }) => method === 'hmac-sha256')?.digest).toBe(sign)
    expect(JSON.stringify([inspected, await doctor.diagnose(EXCHANGE)])).not.toMatch(new RegExp(`${TOKEN}|${SECRET}`))
  })

  it.each([null, `${TOKEN}-newer`])('says that it cannot compute without that token: %s', async (session) => {
    const { doctor } = aDoctor({ session })
    expect(await codeOf(doctor.diagnose(EXCHANGE))).toBe('signature.session-unknown')
    expect(await codeOf(doctor.inspect(EXCHANGE))).toBe('signature.session-unknown')
  })

  it('suspects a secret that was saved after the request was signed', async () => {
    const { doctor } = aDoctor({ secret: 'f'.repeat(32), savedAt: Date.UTC(2030, 0, 1) })
    const { verdict, suspects } = await doctor.diagnose(EXCHANGE)
    expect(verdict).toBe('no-hit')
    expect(suspects.slice(0, 2).map(({ id }) => id)).toEqual(['secret-saved-later', 'secret'])
  })

  it('says what is missing before it computes', async () => {
    const { doctor, pasted } = aDoctor({ secret: null })
    expect(await codeOf(doctor.diagnose(EXCHANGE))).toBe('credential.missing')
    expect(await codeOf(doctor.inspect(pasted))).toBe('credential.missing')
    expect(await codeOf(aDoctor().doctor.diagnose({ ...pasted, sign: '' }))).toBe('signature.no-sign')
    expect(await codeOf(aDoctor().doctor.diagnose({ exchangeId: 'other' }))).toBe('history.unknown-entry')
  })

  it('computes each method with that method declared', async () => {
    const { doctor, pasted } = aDoctor()
    const { methods } = await doctor.inspect(pasted)
    for (const { method, digest, utf8Bytes } of methods) {
      const declared = PARAMETERS.map((one) => (one.name === 'sign_method' ? { ...one, value: method } : one))
      expect(digest).toBe(signParameters(declared, method, SECRET))
      expect(utf8Bytes).toBe(Buffer.byteLength(declared.map(({ name, value }) => name + value).join('')))
    }
  })

  it.each(['method', 'app_key', 'timestamp', 'v', 'sign_method'])('computes nothing for a list without %s', async (name) => {
    const { doctor, pasted } = aDoctor()
    for (const parameters of [pasted.parameters.filter((one) => one.name !== name), pasted.parameters.map((one) => (one.name === name ? { ...one, value: '' } : one))]) {
      const { methods, missing } = await doctor.inspect({ ...pasted, parameters })
      expect(missing).toEqual([name])
      expect(methods.map(({ digest }) => digest)).toEqual([null, null, null])
    }
  })
})

it('reproduces the official example by every method', () => {
  expect(selfTest().results.map(({ isRight }) => isRight)).toEqual([true, true, true])
  expect(signatureVectors.find(({ id }) => id === 'pub-01-official')?.expected.hmac).toBe('B4DDA503460D60A86B16E950E5D303E9')
})
