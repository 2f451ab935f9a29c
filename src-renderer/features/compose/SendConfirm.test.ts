import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Profile } from '@shared/profile/profile'
import type { Environment } from '@shared/protocol/gateway-url'
import type { Locale } from '@shared/settings'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { aProfile, createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import ComposePane from './ComposePane.vue'

const SID = 'ly_create_session_dto.source.sid'
const REMOTE = aProfile({ id: 'remote', builtIn: false, name: 'Remote', environment: 'production', gatewayUrl: 'https://gw.example/router/rest' })

const SANDBOX = aProfile({ ...REMOTE, environment: 'sandbox' })

async function mountForm({ locale = 'en', profile = REMOTE, count = 1, admitted = [] }: { locale?: Locale; profile?: Profile; count?: number; admitted?: readonly Environment[] } = {}) {
  const bridge = createFakeBridge({ profiles: [profile] })
  bridge.answer('guard.admitted', async () => ({ environments: [...admitted] }))
  const newest = { exchangeId: 'earlier', startedAt: Date.UTC(2026, 10, 22, 10), outcome: 'succeeded' } as const
  bridge.answer('history.uses', async () => (count === 0 ? { count, newest: null } : { count, newest }))
  const pane = await mountWithStores(ComposePane, { bridge, locale })
  useDraftStore().fillExample()
  const send = async () => {
    await pane.findAll('.send').at(-1)?.trigger('click')
    await flushPromises()
  }
  const sent = () => bridge.calls.filter(({ method }) => method === 'exchange.send').map(({ request }) => request)
  return { pane, send, sent, sends: () => sent().length }
}

const question = (pane: VueWrapper) => pane.find('[role=alertdialog]')

describe('an id that was sent to a real gateway before', () => {
  it.each([
    ['en', 'This sid was used before. Send it again?'],
    ['zh-CN', '这个 sid 已经用过，仍然发送？'],
  ] as const)('is asked about once, and sent when that is wanted, in %s', async (locale, title) => {
    const { pane, send, sends } = await mountForm({ locale, profile: SANDBOX })
    await send()
    expect([question(pane).text().includes(title), sends()]).toEqual([true, 0])
    // Whoever presses Enter without reading goes back.
    expect(document.activeElement).toBe(question(pane).findAll('footer button')[0]?.element)
    await question(pane).findAll('footer button')[1]?.trigger('click')
    await flushPromises()
    expect([question(pane).exists(), sends()]).toEqual([false, 1])
  })

  it('is not asked about any more when another one is typed', async () => {
    const { pane, send } = await mountForm()
    await send()
    useDraftStore().setValue(SID, 'another')
    await flushPromises()
    expect(question(pane).exists()).toBe(false)
  })

  it('leads to the exchange that used it', async () => {
    const { pane, send } = await mountForm()
    await send()
    await question(pane).find('.uses button').trigger('click')
    expect(useExchangesStore().selectedId).toBe('earlier')
  })

  it.each([
    ['at the local gateway', { profile: aProfile() }],
    ['that is new', { profile: SANDBOX, count: 0 }],
  ] as const)('is no question %s', async (_, given) => {
    const { pane, send, sends } = await mountForm(given)
    await send()
    expect([question(pane).exists(), sends()]).toEqual([false, 1])
  })
})

describe('a send to a live environment', () => {
  it.each([
    ['en', 'Send to Production?', 'Type “Production” to confirm', ' production '],
    ['zh-CN', '在生产环境发送？', '请输入“生产环境”以确认', '生产环境'],
  ] as const)('asks for its name and says what would go where, in %s', async (locale, title, label, name) => {
    const { pane, send, sent } = await mountForm({ locale, count: 0 })
    await send()
    const asked = question(pane)
    for (const words of [title, label, 'https://gw.example/router/rest', 'Remote', 'testSessionId']) expect(asked.text()).toContain(words)
    const field = asked.get('input')
    expect(document.activeElement).toBe(field.element)
    await field.setValue('overseas')
    await field.trigger('keydown', { key: 'Enter' })
    expect([asked.findAll('footer button')[1]?.attributes('disabled'), sent()]).toEqual(['', []])
    await field.setValue(name)
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(sent()).toMatchObject([{ typedEnvironment: name }])
    expect(question(pane).exists()).toBe(false)
  })

  it('asks about a used id, errors and the name in one', async () => {
    const { pane, send, sent } = await mountForm()
    useDraftStore().setValue('ly_create_session_dto.target.bu_id', '')
    await send()
    expect(pane.findAll('[role=alertdialog]')).toHaveLength(1)
    expect(question(pane).text()).toContain('1 error left')
    expect(question(pane).text()).toContain('already sent')
    await question(pane).get('input').setValue('production')
    await question(pane).findAll('footer button')[1]?.trigger('click')
    await flushPromises()
    expect(sent()).toMatchObject([{ sendAnyway: true, typedEnvironment: 'production' }])
  })

  it('asks for no name that was typed in this run, where that is enough', async () => {
    const { pane, send, sent } = await mountForm({ count: 0, admitted: ['production'] })
    await send()
    expect(question(pane).exists()).toBe(false)
    expect(sent()).toMatchObject([{ typedEnvironment: null }])
  })

  it('asks at the address of production whatever the profile calls itself', async () => {
    const { pane, send } = await mountForm({ count: 0, profile: aProfile({ ...REMOTE, environment: 'custom', gatewayUrl: 'https://gw.api.taobao.com/router/rest' }) })
    await send()
    expect(question(pane).text()).toContain('Send to Production?')
  })

  it('asks for nothing any more when another profile is chosen', async () => {
    const { pane, send } = await mountForm({ count: 0 })
    await send()
    useProfilesStore().profiles = [SANDBOX]
    await flushPromises()
    expect(question(pane).exists()).toBe(true)
    useProfilesStore().profiles = [aProfile()]
    await flushPromises()
    expect(question(pane).exists()).toBe(false)
  })
})

it('warns of no repeat where a variable makes the id', async () => {
  const { pane, send, sends } = await mountForm({ profile: SANDBOX })
  useDraftStore().setValue(SID, '{{sid}}')
  await flushPromises()
  await send()
  expect([question(pane).exists(), sends()]).toEqual([false, 1])
})
