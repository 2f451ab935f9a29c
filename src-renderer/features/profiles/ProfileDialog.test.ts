import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { SECRET_PROBLEMS, type KeychainState, type SecretProblem } from '@shared/profile/profile'
import { LOCALES } from '@shared/settings'
import type { ProfileDialogRequest } from '../../stores/use-profiles-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { aProfile, createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import ProfileDialog from './ProfileDialog.vue'

const SECRET = 'not-a-real-secret-0123456789abcd'
const NOTHING = { state: 'nothing-stored', fingerprint: null, savedAt: null } as const

function mountDialog(options: { bridge?: FakeBridge; locale?: 'en' | 'zh-CN'; request?: ProfileDialogRequest } = {}): Promise<VueWrapper> {
  return mountWithStores(ProfileDialog, { ...options, props: { request: options.request ?? { profileId: null, section: 'name' } } })
}

async function fillNewProfile(wrapper: VueWrapper): Promise<void> {
  await wrapper.get('#profile-name').setValue('Mini program')
  await wrapper.get('[aria-label="app_key"]').setValue('12345678')
  await wrapper.get('#profile-secret').setValue(SECRET)
}

async function save(wrapper: VueWrapper): Promise<void> {
  await wrapper.get('form').trigger('submit')
  await flushPromises()
}

function methodsOf(bridge: FakeBridge): string[] {
  return bridge.calls.map(({ method }) => method).filter((method) => /^(profile\.(create|update)|credential\.save)$/.test(method))
}

describe('a new profile', () => {
  it('saves the settings first, then the secret, and closes', async () => {
    const bridge = createFakeBridge()
    const wrapper = await mountDialog({ bridge })
    await fillNewProfile(wrapper)
    await save(wrapper)
    expect(methodsOf(bridge)).toEqual(['profile.create', 'credential.save'])
    expect(bridge.calls.find(({ method }) => method === 'credential.save')?.request).toMatchObject({ kind: 'secret', value: SECRET, keep: 'keychain' })
    expect(wrapper.emitted('close')).toHaveLength(1)
    expect(useProfilesStore().selected?.name).toBe('Mini program')
  })

  it('tells exactly what was saved when the secret was not, and saves only the rest the next time', async () => {
    const bridge = createFakeBridge()
    let isLocked = true
    bridge.answer('credential.save', async () => {
      if (isLocked) throw new AppError('keychain.locked')
      return { secret: { ...NOTHING, state: 'stored' }, session: NOTHING }
    })
    const wrapper = await mountDialog({ bridge })
    await fillNewProfile(wrapper)
    await save(wrapper)
    const told = wrapper.get('[role="alert"]').text()
    expect(told).toContain('The settings are saved.')
    expect(told).toContain('Not saved: App Secret.')
    expect(wrapper.emitted('close')).toBeUndefined()
    isLocked = false
    await save(wrapper)
    expect(methodsOf(bridge)).toEqual(['profile.create', 'credential.save', 'profile.update', 'credential.save'])
  })

  it.each([
    ['en', 'Enter a name'],
    ['zh-CN', '请填写名称'],
  ] as const)('asks for a name only when it is to be saved, in %s', async (locale, words) => {
    const wrapper = await mountDialog({ locale })
    expect(wrapper.text()).not.toContain(words)
    await save(wrapper)
    expect(wrapper.text()).toContain(words)
  })
})

describe('the gateway address', () => {
  it('is filled in for a known environment and typed for a custom one', async () => {
    const wrapper = await mountDialog()
    const url = wrapper.get<HTMLInputElement>('[aria-label="gateway URL"]')
    expect([url.element.value, url.element.readOnly]).toEqual(['https://gw.api.taobao.com/router/rest', true])
    await wrapper.get('#profile-environment').setValue('custom')
    expect([url.element.value, url.element.readOnly]).toEqual(['', false])
  })

  it.each([
    ['en', 'gateway', 'This is not a web address'],
    ['en', 'https://x.example/?a=b', 'without being signed'],
    ['en', 'http://x.example/', 'Not encrypted'],
    ['zh-CN', 'gateway', '这不是一个网址'],
    ['zh-CN', 'https://x.example/?a=b', '没有签名'],
    ['zh-CN', 'http://x.example/', '未加密'],
  ] as const)('is judged in %s: %s', async (locale, typed, words) => {
    const wrapper = await mountDialog({ locale })
    await wrapper.get('#profile-environment').setValue('custom')
    await wrapper.get('#profile-gateway-url').setValue(typed)
    expect(wrapper.get('#profile-gateway-url-problem').text()).toContain(words)
  })
})

describe('a credential', () => {
  const edited = aProfile({ id: 'mine', builtIn: false, environment: 'production', gatewayUrl: 'https://gw.api.taobao.com/router/rest' })
  const request = { profileId: 'mine', section: 'secret' } as const

  function bridgeOf(): FakeBridge {
    const bridge = createFakeBridge({ profiles: [edited] })
    let secret: { state: 'nothing-stored' | 'stored'; fingerprint: string | null; savedAt: number | null } = NOTHING
    bridge.answer('credential.status', async () => ({ secret, session: NOTHING }))
    bridge.answer('credential.save', async () => ({ secret: (secret = { state: 'stored', fingerprint: '1a2b3c4d', savedAt: 0 }), session: NOTHING }))
    return bridge
  }

  it('leaves the page once it is saved and is shown nowhere', async () => {
    const wrapper = await mountDialog({ bridge: bridgeOf(), request })
    const input = wrapper.get<HTMLInputElement>('#profile-secret')
    expect(input.element.type).toBe('password')
    await input.setValue(SECRET)
    expect(wrapper.text()).not.toContain(SECRET)
    await save(wrapper)
    expect(input.element.value).toBe('')
    expect(document.body.innerHTML).not.toContain(SECRET)
    expect(JSON.stringify(useProfilesStore().$state)).not.toContain(SECRET)
    expect(wrapper.text()).toContain('Stored in the keychain · fingerprint 1a2b3c4d')
  })

  it('is typed anew to be replaced, never shown', async () => {
    const wrapper = await mountDialog({ bridge: createFakeBridge({ profiles: [edited] }), request })
    expect(wrapper.get('#profile-secret-replace').attributes('aria-label')).toBe('Replace App Secret')
    await wrapper.get('#profile-secret-replace').trigger('click')
    expect(wrapper.get<HTMLInputElement>('#profile-secret').element.value).toBe('')
  })

  it('is removed after one question', async () => {
    const bridge = createFakeBridge({ profiles: [edited] })
    const wrapper = await mountDialog({ bridge, request })
    const press = (text: string) => wrapper.findAll('button').find((one) => one.text() === text)?.trigger('click')
    await press('Remove')
    expect(bridge.calls.some(({ method }) => method === 'credential.remove')).toBe(false)
    await press('Remove it')
    await flushPromises()
    expect(wrapper.text()).toContain('Nothing stored')
  })

  it('is rid of its blanks with one click', async () => {
    const wrapper = await mountDialog({ bridge: bridgeOf(), request })
    await wrapper.get('#profile-secret').setValue(` ${SECRET}\u3000`)
    expect(wrapper.get('#profile-secret-problem').text()).toContain('rejected signature')
    await wrapper.get('#profile-secret-problem button').trigger('click')
    expect(wrapper.get<HTMLInputElement>('#profile-secret').element.value).toBe(SECRET)
    expect(wrapper.find('#profile-secret-problem').exists()).toBe(false)
  })

  const TEXTS: Readonly<Record<Exclude<SecretProblem, 'empty' | 'line-break'>, string>> = {
    'blank-at-start': ' s3cret',
    'blank-at-end': 's3cret ',
    nul: 's3\0cret',
    'control-character': 's3\u0007cret',
    'too-long': 's'.repeat(2_001),
    'not-unicode': 's3cret\ud800x',
  }

  describe.each(LOCALES)('in %s', (locale) => {
    it.each(Object.entries(TEXTS))('is not saved with the problem %s, and is not repeated', async (_problem, text) => {
      const bridge = bridgeOf()
      const wrapper = await mountDialog({ bridge, request, locale })
      await wrapper.get('#profile-secret').setValue(text)
      await save(wrapper)
      expect(wrapper.get('#profile-secret-problem').text().length).toBeGreaterThan(5)
      expect(wrapper.text()).not.toContain(text.trim())
      expect(methodsOf(bridge)).toEqual([])
    })
  })

  it('has words for every problem a secret can have', () => {
    // A password input drops line breaks by itself, and an empty one is simply not saved.
    expect([...Object.keys(TEXTS), 'empty', 'line-break'].sort()).toEqual([...SECRET_PROBLEMS].sort())
  })

  it.each([
    ['unavailable', true, true],
    ['locked', false, false],
  ] as const)('with a keychain that is %s may be kept for this run', async (keychain: KeychainState, isChecked, isFixed) => {
    const bridge = bridgeOf()
    bridge.answer('keychain.check', async () => ({ state: keychain }))
    const wrapper = await mountDialog({ bridge, request })
    const box = wrapper.get<HTMLInputElement>('.credential input[type="checkbox"]')
    expect([box.element.checked, box.element.disabled]).toEqual([isChecked, isFixed])
    await wrapper.get('#profile-secret').setValue(SECRET)
    if (!isFixed) await box.trigger('change')
    await save(wrapper)
    expect(bridge.calls.find(({ method }) => method === 'credential.save')?.request).toMatchObject({ keep: 'this-run' })
  })
})

it('explains the built-in profile and keeps its address and key as they are', async () => {
  const wrapper = await mountDialog({ request: { profileId: 'local', section: 'name' } })
  expect(wrapper.text()).toContain('Built in')
  expect(wrapper.get<HTMLInputElement>('#profile-gateway-url').element.readOnly).toBe(true)
  expect(wrapper.get<HTMLInputElement>('#profile-app-key').element.readOnly).toBe(true)
  expect(wrapper.find('#profile-secret').exists()).toBe(false)
})
