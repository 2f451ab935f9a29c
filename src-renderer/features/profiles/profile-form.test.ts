import { describe, expect, it } from 'vitest'
import { profileSettingsSchema } from '@shared/profile/profile'
import { findFormProblems, formOf, isAddressEditable, isUnencrypted, settingsOf, type ProfileForm } from './profile-form'

function formWith(changes: Partial<ProfileForm> = {}): ProfileForm {
  return { ...formOf(null), name: 'mine', ...changes }
}

describe('settingsOf', () => {
  it('makes settings the contract accepts', () => {
    const settings = settingsOf(formWith({ connectSeconds: '0.5', totalSeconds: '12', responseMebibytes: '1.5' }))
    expect(profileSettingsSchema.parse(settings)).toEqual(settings)
    expect(settings.limits).toEqual({ connectTimeoutMs: 500, totalTimeoutMs: 12_000, maxResponseBytes: 1_572_864 })
  })
  it('drops blanks that were pasted along', () => {
    expect(settingsOf(formWith({ appKey: ' 123 ', gatewayUrl: 'https://x.example/ ' }))).toMatchObject({ appKey: '123', gatewayUrl: 'https://x.example/' })
  })
  it('gives a profile back unchanged', () => {
    const settings = settingsOf(formWith())
    expect(settingsOf(formOf({ ...settings, id: 'x', builtIn: false }))).toEqual(settings)
  })
})

describe('findFormProblems', () => {
  it.each([
    [{ name: ' ' }, 'name', 'name'],
    [{ name: 'taken' }, 'name', 'name-taken'],
    [{ name: 'n'.repeat(65) }, 'name', 'name-too-long'],
    [{ gatewayUrl: 'gw.api' }, 'gatewayUrl', 'not-a-url'],
    [{ gatewayUrl: 'https://x.example/?a=1' }, 'gatewayUrl', 'has-query'],
    [{ appKey: '1'.repeat(129) }, 'appKey', 'too-long'],
    [{ connectSeconds: '' }, 'connectSeconds', 'number'],
    [{ totalSeconds: '601' }, 'totalSeconds', 'number'],
    [{ responseMebibytes: 'much' }, 'responseMebibytes', 'number'],
  ] as const)('finds what is wrong with %j', (changes, entry, code) => {
    expect(findFormProblems(formWith(changes), ['taken'], false)[entry]?.code).toBe(code)
  })
  it('finds nothing wrong with a complete form', () => {
    expect(findFormProblems(formWith(), [], false)).toEqual({})
  })
  it('leaves the address of the built-in profile to main', () => {
    expect(findFormProblems(formWith({ gatewayUrl: '' }), [], true)).toEqual({})
  })
  it('words the limits in the unit of the entry', () => {
    expect(findFormProblems(formWith({ totalSeconds: 'x' }), [], false).totalSeconds?.detail).toEqual({ minimum: '0.1', maximum: '600' })
  })
})

it.each([
  ['http://gateway.example/router', true],
  ['HTTP://127.0.0.1.example.com/', true],
  ['http://127.0.0.1:8080/router', false],
  ['http://localhost/router', false],
  ['https://gateway.example/', false],
])('knows whether %s goes out in plain text', (url, is) => {
  expect(isUnencrypted(url)).toBe(is)
})

it('lets the user type an address only where there is no fixed one', () => {
  expect(isAddressEditable('custom', false)).toBe(true)
  expect(isAddressEditable('local', false)).toBe(true)
  expect(isAddressEditable('local', true)).toBe(false)
  expect(isAddressEditable('production', false)).toBe(false)
})
