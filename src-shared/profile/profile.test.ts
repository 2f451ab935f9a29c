import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SECRET_BYTES, NEW_PROFILE, findSecretProblem, profileSettingsSchema } from './profile'

describe('findSecretProblem', () => {
  it.each(['helloworld', 'a', '0b1c'.repeat(8), 'inner blank is allowed', '密钥', '😀', 'x'.repeat(MAX_SECRET_BYTES), '密'.repeat(666)])(
    'has nothing to say of a sound secret (%#)',
    (secret) => {
      expect(findSecretProblem(secret)).toBeNull()
    },
  )

  it.each([
    ['', 'empty'],
    [' ', 'blank-at-start'],
    [' secret', 'blank-at-start'],
    ['\tsecret', 'blank-at-start'],
    ['\ufeffsecret', 'blank-at-start'],
    ['\u3000secret', 'blank-at-start'],
    ['\u200bsecret', 'blank-at-start'],
    ['secret ', 'blank-at-end'],
    ['secret\u00a0', 'blank-at-end'],
    ['secret\u3000', 'blank-at-end'],
    ['secret\u200b', 'blank-at-end'],
    ['secret\ufeff', 'blank-at-end'],
    ['secret\n', 'line-break'],
    ['secret\r\n', 'line-break'],
    ['sec\nret', 'line-break'],
    ['sec\u2028ret', 'line-break'],
    ['sec\u0085ret', 'line-break'],
    ['sec\0ret', 'nul'],
    ['sec\u0007ret', 'control-character'],
    ['sec\u007fret', 'control-character'],
    ['sec\ud800ret', 'not-unicode'],
    ['\udc00', 'not-unicode'],
    ['x'.repeat(MAX_SECRET_BYTES + 1), 'too-long'],
    ['密'.repeat(667), 'too-long'],
  ])('says of %j: %s', (secret, problem) => {
    expect(findSecretProblem(secret)).toBe(problem)
  })

  it('accepts printable ASCII of any kind within', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 99 }), (text) => {
        if (text.trim() === text) expect(findSecretProblem(text)).toBeNull()
        else expect(findSecretProblem(text)).toMatch(/^blank-at-/)
      }),
    )
  })
})

describe('profileSettingsSchema', () => {
  const settings = { ...NEW_PROFILE, name: 'Test', environment: 'custom', gatewayUrl: 'http://127.0.0.1:1/router/rest' }

  it('accepts a new profile', () => {
    expect(profileSettingsSchema.parse(settings)).toEqual(settings)
  })

  it.each(['secret', 'appSecret', 'session', 'id', 'builtIn'])('has no place for %s', (name) => {
    expect(profileSettingsSchema.safeParse({ ...settings, [name]: 'x' }).success).toBe(false)
  })

  it.each([
    { name: '  ' },
    { name: 'x'.repeat(65) },
    { signMethod: 'sha1' },
    { format: 'yaml' },
    { limits: { ...NEW_PROFILE.limits, totalTimeoutMs: 0 } },
    { limits: { ...NEW_PROFILE.limits, connectTimeoutMs: 1.5 } },
  ])('refuses %j', (change) => {
    expect(profileSettingsSchema.safeParse({ ...settings, ...change }).success).toBe(false)
  })
})
