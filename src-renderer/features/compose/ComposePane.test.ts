import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import type { IpcResponse } from '@shared/ipc/contract'
import type { CredentialState } from '@shared/profile/profile'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { aProfile, createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import { withCommandKeys } from '../../testing/with-command-keys'
import ComposePane from './ComposePane.vue'

const SID = 'ly_create_session_dto.source.sid'
const REQUIRED_COUNT = 7

function button(wrapper: VueWrapper, name: RegExp) {
  const found = wrapper.findAll('button').find((one) => name.test(one.text()))
  if (found === undefined) throw new Error(`no button ${name}`)
  return found
}

function sendsOf(bridge: FakeBridge) {
  return bridge.calls.filter(({ method }) => method === 'exchange.send').map(({ request }) => request)
}

function withSecretState(bridge: FakeBridge, state: CredentialState): FakeBridge {
  const nothing = { state: 'nothing-stored', fingerprint: null, savedAt: null } as const
  bridge.answer('credential.status', async () => ({ secret: { ...nothing, state }, session: nothing }))
  return bridge
}

afterEach(() => vi.restoreAllMocks())

const LANGUAGES = [
  { locale: 'en', send: /^Send/, example: /^Example$/, clear: /^Clear$/, undo: /^Undo$/, anyway: /^Send anyway$/, cleared: 'Cleared', confirm: '7 errors left. Send anyway?' },
  { locale: 'zh-CN', send: /^发送/, example: /^填入示例$/, clear: /^清空$/, undo: /^撤销$/, anyway: /^仍然发送$/, cleared: '已清空', confirm: '还有 7 处错误，仍然发送？' },
] as const

describe.each(LANGUAGES)('the compose pane in $locale', (words) => {
  it('sends the example', async () => {
    const bridge = createFakeBridge()
    const wrapper = await mountWithStores(ComposePane, { bridge, locale: words.locale })
    await button(wrapper, words.example).trigger('click')
    await button(wrapper, words.send).trigger('click')
    await flushPromises()
    expect(sendsOf(bridge)).toMatchObject([{ profileId: 'local', sendAnyway: false, values: { [SID]: 'testSessionId' } }])
  })

  it('clears, and brings back what was cleared', async () => {
    const wrapper = await mountWithStores(ComposePane, { locale: words.locale })
    const draft = useDraftStore()
    draft.setValue(SID, 'mine')
    await flushPromises()
    await button(wrapper, words.clear).trigger('click')
    expect(draft.isEmpty).toBe(true)
    expect(wrapper.text()).toContain(words.cleared)
    await button(wrapper, words.undo).trigger('click')
    expect(draft.sentValues()).toEqual({ [SID]: 'mine' })
  })

  it('asks once before it sends in spite of errors', async () => {
    const bridge = createFakeBridge()
    const wrapper = await mountWithStores(ComposePane, { bridge, locale: words.locale })
    await button(wrapper, words.send).trigger('click')
    await flushPromises()
    expect(sendsOf(bridge)).toHaveLength(0)
    expect(wrapper.get('[role="alertdialog"]').text()).toContain(words.confirm)
    await button(wrapper, words.anyway).trigger('click')
    await flushPromises()
    expect(sendsOf(bridge)).toMatchObject([{ sendAnyway: true, values: {} }])
    expect(wrapper.find('[role="alertdialog"]').exists()).toBe(false)
  })
})

describe('problems', () => {
  it('leads back to the first field that needs mending', async () => {
    const wrapper = await mountWithStores(ComposePane)
    await button(wrapper, /^Send/).trigger('click')
    await flushPromises()
    await button(wrapper, /^Back to the form$/).trigger('click')
    await flushPromises()
    expect(wrapper.find('[role="alertdialog"]').exists()).toBe(false)
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^sid/)
  })

  it('shows an error at its field only once the field was left or a send was tried', async () => {
    const wrapper = await mountWithStores(ComposePane)
    const required = (): number => wrapper.findAll('.field .problems').length
    expect(required()).toBe(0)
    await wrapper.get('[aria-label^="sid ·"]').trigger('blur')
    expect(required()).toBe(1)
    await button(wrapper, /^Send/).trigger('click')
    expect(required()).toBe(REQUIRED_COUNT)
  })

  it('lists them and jumps to a field', async () => {
    const wrapper = await mountWithStores(ComposePane)
    await button(wrapper, /^7 problems$/).trigger('click')
    const jumps = wrapper.findAll('.jump')
    expect(jumps).toHaveLength(REQUIRED_COUNT)
    await jumps.find((jump) => jump.text().includes('target.bu_id'))?.trigger('click')
    await flushPromises()
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^bu_id/)
  })

  it('refuses what cannot be put on the wire and offers no way round', async () => {
    const bridge = createFakeBridge()
    const wrapper = await mountWithStores(ComposePane, { bridge })
    useDraftStore().fillExample()
    useDraftStore().setValue(SID, 'half \ud800')
    await button(wrapper, /^Send/).trigger('click')
    expect(wrapper.get('[role="alertdialog"]').text()).toContain('1 value cannot be put on the wire')
    expect(wrapper.text()).not.toContain('Send anyway')
    expect(sendsOf(bridge)).toHaveLength(0)
  })

  it('lets go of a value no field of the operation takes', async () => {
    const wrapper = await mountWithStores(ComposePane)
    const draft = useDraftStore()
    draft.fillExample()
    draft.setValue('other.field', 'x')
    await button(wrapper, /^Send/).trigger('click')
    await button(wrapper, /^Discard/).trigger('click')
    await new Promise(requestAnimationFrame)
    await flushPromises()
    expect(draft.problems).toEqual([])
    expect(wrapper.find('[role="alertdialog"]').exists()).toBe(false)
  })
})

describe('the shortcut', () => {
  function pressEnter(target: EventTarget, init: KeyboardEventInit): void {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }))
  }

  it.each([
    ['linux', { ctrlKey: true }],
    ['darwin', { metaKey: true }],
  ] as const)('sends on %s with %j', async (platform, modifier) => {
    const bridge = createFakeBridge()
    const description = await bridge['app.describe']({})
    bridge.answer('app.describe', async () => ({ ...(description as { value: IpcResponse<'app.describe'> }).value, platform }))
    await mountWithStores(withCommandKeys(ComposePane), { bridge })
    useDraftStore().fillExample()
    pressEnter(document.body, modifier)
    await flushPromises()
    expect(sendsOf(bridge)).toHaveLength(1)
  })

  it.each(['sid', 'channel', 'session_start_time'])('sends from within %s', async (name) => {
    const bridge = createFakeBridge()
    const wrapper = await mountWithStores(withCommandKeys(ComposePane), { bridge })
    useDraftStore().fillExample()
    await flushPromises()
    pressEnter(wrapper.get(`[aria-label^="${name} ·"]`).element, { ctrlKey: true })
    await flushPromises()
    expect(sendsOf(bridge)).toHaveLength(1)
  })

  it.each([{}, { isComposing: true }, { keyCode: 229 }, { ctrlKey: true, isComposing: true }, { ctrlKey: true, keyCode: 229 }, { ctrlKey: true, repeat: true }])(
    'sends nothing with %j',
    async (init) => {
      const bridge = createFakeBridge()
      const wrapper = await mountWithStores(withCommandKeys(ComposePane), { bridge })
      useDraftStore().fillExample()
      await flushPromises()
      pressEnter(wrapper.get('[aria-label^="channel_nick ·"]').element, init)
      await flushPromises()
      expect(sendsOf(bridge)).toHaveLength(0)
    },
  )
})

describe('keys pressed twice', () => {
  it('send once, and again when they are pressed later or something was typed', async () => {
    const bridge = createFakeBridge()
    let now = 1_000
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    await mountWithStores(withCommandKeys(ComposePane), { bridge })
    useDraftStore().fillExample()
    useDraftStore().setValue(SID, '{{uuid}}')
    const press = async (): Promise<void> => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
      await flushPromises()
    }
    await press()
    now += 300
    await press()
    expect(sendsOf(bridge)).toHaveLength(1)
    now += 600
    await press()
    expect(sendsOf(bridge)).toHaveLength(2)
    useDraftStore().setValue(SID, 'typed in between')
    await press()
    expect(sendsOf(bridge)).toHaveLength(3)
  })
})

describe('what stands in the way', () => {
  it.each([
    ['nothing-stored', 'has no app secret'],
    ['locked', 'keychain is locked'],
    ['unavailable', 'no keychain'],
  ] as const)('says so when the secret is %s, and leads to the place', async (state, words) => {
    const wrapper = await mountWithStores(ComposePane, { bridge: withSecretState(createFakeBridge(), state) })
    expect(wrapper.get('.obstacle').text()).toContain(words)
    await button(wrapper, /^Send/).trigger('click')
    await flushPromises()
    expect(document.activeElement?.textContent?.trim()).toBe('Enter the app secret')
    await button(wrapper, /^Enter the app secret$/).trigger('click')
    expect(useProfilesStore().dialog).toEqual({ profileId: 'local', section: 'secret' })
  })

  it('says so without a profile', async () => {
    const wrapper = await mountWithStores(ComposePane, { bridge: createFakeBridge({ profiles: [] }) })
    await button(wrapper, /^New profile$/).trigger('click')
    expect(useProfilesStore().dialog).toEqual({ profileId: null, section: 'name' })
  })

  it('words what main refused', async () => {
    const bridge = createFakeBridge()
    bridge.answer('exchange.send', async () => {
      throw new AppError('history.unavailable')
    })
    const wrapper = await mountWithStores(ComposePane, { bridge })
    useDraftStore().fillExample()
    await button(wrapper, /^Send/).trigger('click')
    await flushPromises()
    expect(wrapper.get('[role="alert"]').text()).not.toBe('')
  })
})

it.each([
  ['en', 'Production', /^Send · Production/],
  ['zh-CN', '生产环境', /^发送 · 生产环境/],
] as const)('names production at the send button in %s', async (locale, word, send) => {
  const profile = aProfile({ builtIn: false, environment: 'production', gatewayUrl: 'https://gw.api.taobao.com/router/rest' })
  const wrapper = await mountWithStores(ComposePane, { locale, bridge: createFakeBridge({ profiles: [profile] }) })
  expect(wrapper.get('.production').text()).toContain(word)
  expect(button(wrapper, send).attributes('data-kind')).toBe('danger')
})

it('turns the send button into Cancel while a request is under way', async () => {
  const bridge = createFakeBridge({ sendMs: 600_000 })
  const wrapper = await mountWithStores(ComposePane, { bridge })
  useDraftStore().fillExample()
  await button(wrapper, /^Send/).trigger('click')
  await flushPromises()
  await button(wrapper, /^Cancel$/).trigger('click', { detail: 1 })
  expect(bridge.calls.some(({ method }) => method === 'exchange.cancel')).toBe(true)
})

it('takes format and sign method from the chosen profile and keeps the values', async () => {
  const second = aProfile({ id: 'second', builtIn: false, format: 'xml', signMethod: 'md5' })
  await mountWithStores(ComposePane, { bridge: createFakeBridge({ profiles: [aProfile(), second] }) })
  const draft = useDraftStore()
  draft.setValue(SID, 'mine')
  await useProfilesStore().select('second')
  await flushPromises()
  expect([draft.format, draft.signMethod, draft.sentValues()]).toEqual(['xml', 'md5', { [SID]: 'mine' }])
})
