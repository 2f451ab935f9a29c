import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { businessParameters } from '@shared/descriptor/serialise'
import { exampleValues } from '@shared/descriptor/example'
import { headText, wireRequest } from '@shared/protocol/wire'
import { offeredCommand } from '../../commands/use-command'
import { useAppStore } from '../../stores/use-app-store'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { keepSelectionQuiet } from '../../testing/editor-in-page'
import { anExchange, sampleOperation, shownOf } from '../../testing/exchange-builder'
import { aProfile, createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import CodeHost from './CodeHost.vue'
import { useCode } from './use-code'

enableAutoUnmount(afterEach)
let loud = (): void => {}
beforeAll(() => (loud = keepSelectionQuiet()))
afterAll(() => loud())

const SID = 'ly_create_session_dto.source.sid'

async function mounted(bridge: FakeBridge, locale: 'en' | 'zh-CN'): Promise<VueWrapper> {
  const page = mountInPage(CodeHost, { bridge, locale })
  await Promise.all([useAppStore().load(), useProfilesStore().load()])
  await flushPromises()
  return page
}

async function opened(bridge: FakeBridge = createFakeBridge(), locale: 'en' | 'zh-CN' = 'en', values = exampleValues(sampleOperation())): Promise<VueWrapper> {
  const page = await mounted(bridge, locale)
  useDraftStore().replaceValues(values)
  await offeredCommand('code')?.run()
  await flushPromises()
  return page
}

async function choose(page: VueWrapper, tab: string, form?: 'sdk' | 'self-contained'): Promise<string> {
  await page.findAll('[role=tab]').find((one) => one.text() === tab)?.trigger('click')
  if (form !== undefined) await page.find(`input[value=${form}]`).setValue()
  await flushPromises()
  return page.find('.cm-content').text()
}

async function press(page: VueWrapper, name: RegExp): Promise<void> {
  await page.findAll('button').find((one) => name.test(one.text()))?.trigger('click')
  await flushPromises()
}

describe('the code of the form', () => {
  it('stands in the seven languages of the official page, in its order', { timeout: 30_000 }, async () => {
    const page = await opened()
    const names = page.findAll('[role=tab]').map((one) => one.text())
    expect(names).toEqual(['Java', '.NET', 'PHP', 'cURL', 'Python', 'C/C++', 'NodeJS'])
    const shown = new Set<string>()
    for (const name of names) shown.add(await choose(page, name))
    expect([...shown].filter((text) => text.includes(sampleOperation().name))).toHaveLength(7)
  })

  it('is saved as it is shown, under a name of its language', async () => {
    const bridge = createFakeBridge()
    const page = await opened(bridge)
    await choose(page, 'PHP', 'self-contained')
    await press(page, /^Save as file/)
    expect(bridge.calls.at(-1)).toMatchObject({ method: 'code.save', request: { fileName: 'create-session.php' } })
    const { text } = bridge.calls.at(-1)?.request as { text: string }
    expect(text).toContain('testSessionId')
    expect(text).toContain("environment('TOP_APP_SECRET')")
  })

  it('says what was not run', async () => {
    const page = await opened(createFakeBridge(), 'zh-CN')
    await choose(page, 'Java', 'sdk')
    expect(page.find('.proof').text()).toContain('没有运行过')
    await choose(page, 'Java', 'self-contained')
    expect(page.find('.proof').text()).toContain('实际运行过')
  })

  it('reads the session token from the environment only where one is kept', async () => {
    const bridge = createFakeBridge()
    const page = await opened(bridge)
    expect(page.text()).not.toContain('TOP_SESSION')
    useCode().close()
    const stored = { state: 'stored', fingerprint: '1a2b3c4d', savedAt: 1 } as const
    bridge.answer('credential.status', async () => ({ secret: stored, session: stored }))
    const again = await opened(bridge)
    expect(again.text()).toContain('read -rs TOP_SESSION')
  })

  it('puts examples in the place of variables and says so', async () => {
    const page = await opened(createFakeBridge(), 'en', { ...exampleValues(sampleOperation()), [SID]: 'x-{{seq}}-y' })
    expect(page.text()).toContain('example values')
    await choose(page, 'Python', 'self-contained')
    expect(useCode().shown).toMatchObject({ subject: { request: { values: { [SID]: 'x-7-y' } } } })
  })

  it('says why there is no code for half a character, or for a profile without an address', async () => {
    const broken = await opened(createFakeBridge(), 'en', { [SID]: 'a\ud800' })
    expect(broken.find('[role=alert]').text()).toContain('half a character')
    useCode().close()
    const nowhere = await opened(createFakeBridge({ profiles: [aProfile({ id: 'mine', builtIn: false, gatewayUrl: 'nonsense' })] }))
    expect(nowhere.find('[role=alert]').text()).toContain('gateway address')
  })
})

describe('the code of a kept exchange', () => {
  async function shown(changes: Parameters<typeof anExchange>[0] = {}): Promise<VueWrapper> {
    const page = await mounted(createFakeBridge(), 'en')
    useCode().openExchange(shownOf(anExchange(changes)))
    await flushPromises()
    return page
  }

  it('holds the parameters it was sent with, and neither token nor signature', async () => {
    const page = await shown()
    await choose(page, 'NodeJS', 'self-contained')
    const subject = useCode().shown
    expect(subject).toMatchObject({ subject: { request: { businessParameters: businessParameters(sampleOperation(), exampleValues(sampleOperation())), withSession: true } } })
    expect(page.text()).not.toContain('1a2b3c4d')
    expect(page.text()).not.toContain('A1B2C3D4E5F6')
  })

  it('says which members an SDK has no setters for', async () => {
    const parameters = [{ name: 'ly_create_session_dto', value: '{"source":{"sid":"s","later_member":1}}' }]
    const wire = wireRequest({ gatewayUrl: 'http://127.0.0.1:1/router/rest', placement: 'body', parameters, userAgent: 'x' })
    const page = await shown({ request: { head: headText(wire), body: Uint8Array.from(wire.body), masked: [] } })
    await choose(page, 'Java', 'sdk')
    expect(page.text()).toContain('later_member')
    await choose(page, 'Java', 'self-contained')
    expect(page.find('.body').text()).not.toContain('leaves them out')
  })
})
