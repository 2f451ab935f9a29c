import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import type { HistoryHealth } from '@shared/ipc/history-health'
import { useNotices } from '../composables/use-notices'
import { useAppStore } from '../stores/use-app-store'
import { useHistoryHealthStore } from '../stores/use-history-health-store'
import { useSettingsStore } from '../stores/use-settings-store'
import { aProfile, createFakeBridge, type FakeBridge } from '../testing/fake-bridge'
import { mountInPage } from '../testing/mount-in-page'
import App from './App.vue'

async function mountApp(bridge: FakeBridge) {
  const app = mountInPage(App, { bridge })
  await Promise.all([useAppStore().load(), useSettingsStore().load(), useHistoryHealthStore().load()])
  await flushPromises()
  return app
}

async function healthOf(bridge: FakeBridge): Promise<HistoryHealth> {
  const result = await bridge['history.health']({})
  if (!result.ok) throw new Error('the usual answer is missing')
  return result.value as HistoryHealth
}

afterEach(() => {
  const { notices, dismiss } = useNotices()
  for (const { id } of notices.value) dismiss(id)
})

describe('the app', () => {
  it.each([
    ['en-GB', 'en', ['History', 'Compose', 'Exchange'], 'LY Session Console'],
    ['zh-CN', 'zh-CN', ['历史', '填写请求', '请求与响应'], 'LY 会话控制台'],
  ])('has three named regions on a system in %s', async (systemLocale, language, names, title) => {
    const app = await mountApp(createFakeBridge({ systemLocale }))
    expect(document.documentElement.lang).toBe(language)
    expect(document.title).toBe(title)
    const regions = app.findAll('[data-region]')
    expect(regions.map((region) => region.attributes('data-region'))).toEqual(['history', 'compose', 'exchange'])
    expect(regions.map((region) => region.attributes('aria-label'))).toEqual(names)
    app.unmount()
  })

  it.each([
    ['en', 'production', 'https://gateway.example/', '[PRODUCTION] Mine – LY Session Console', 'Production'],
    ['en', 'custom', 'https://api.taobao.com/router/rest', '[OVERSEAS PRODUCTION] Mine – LY Session Console', 'Overseas production'],
    ['zh-CN', 'overseas', 'https://gateway.example/', '[海外生产环境] Mine – LY 会话控制台', '海外生产环境'],
  ] as const)('says by title and band what it reaches, in %s at %s of %s', async (locale, environment, gatewayUrl, title, words) => {
    const profile = aProfile({ id: 'mine', builtIn: false, name: 'Mine', environment, gatewayUrl })
    const app = await mountApp(createFakeBridge({ settings: { locale, profileId: 'mine' }, profiles: [aProfile(), profile] }))
    expect(document.title).toBe(title)
    expect(app.get('.live-band').text()).toContain(words)
    await useSettingsStore().save({ profileId: 'local' })
    await flushPromises()
    expect([app.find('.live-band').exists(), document.title.startsWith('LY')]).toEqual([false, true])
    app.unmount()
  })

  it('switches the language of everything and keeps it', async () => {
    const bridge = createFakeBridge({ systemLocale: 'en' })
    const app = await mountApp(bridge)
    await app.find('button[aria-label="切换到中文"]').trigger('click')
    await flushPromises()
    expect(document.documentElement.lang).toBe('zh-CN')
    expect(app.find('[data-region=history]').attributes('aria-label')).toBe('历史')
    expect(bridge.calls).toContainEqual({ method: 'settings.save', request: { locale: 'zh-CN' } })
    app.unmount()
  })

  it('follows the theme of the settings', async () => {
    const app = await mountApp(createFakeBridge({ settings: { theme: 'dark' } }))
    expect(document.documentElement.dataset.theme).toBe('dark')
    await useSettingsStore().save({ theme: 'light' })
    await flushPromises()
    expect(document.documentElement.dataset.theme).toBe('light')
    app.unmount()
  })

  it.each([
    ['ready', 'keychain ready'],
    ['locked', 'keychain locked'],
    ['unavailable', 'no keychain'],
  ] as const)('says that the keychain is %s', async (state, words) => {
    const bridge = createFakeBridge()
    bridge.answer('keychain.check', async () => ({ state }))
    const app = await mountApp(bridge)
    expect(app.find('[data-keychain]').text()).toBe(words)
    app.unmount()
  })

  it('starts and stops the local gateway', async () => {
    const app = await mountApp(createFakeBridge())
    expect(app.find('[data-gateway]').text()).toContain('127.0.0.1:40213')
    await app.find('button[aria-label="Stop the local gateway"]').trigger('click')
    await flushPromises()
    expect(app.find('[data-gateway]').attributes('data-gateway')).toBe('stopped')
    app.unmount()
  })

  it('says in one place why the history cannot be written, also when a call fails of it, until it can', async () => {
    const bridge = createFakeBridge()
    const app = await mountApp(bridge)
    expect(app.find('[data-history-problem]').exists()).toBe(false)
    const healthy = await healthOf(bridge)
    bridge.answer('history.health', async () => ({ ...healthy, problem: { code: 'history.disk-full', detail: {} } }))
    bridge.emit('history.problem', { code: 'history.disk-full' })
    useNotices().showError(new AppError('history.disk-full'))
    await flushPromises()
    expect(app.find('[data-history-problem]').text()).toContain('The disk is full')
    expect(app.find('[data-history-problem]').text()).toContain(healthy.file)
    expect(app.find('.notices').text()).toBe('')
    await app.find('[data-history-problem] button').trigger('click')
    expect(bridge.calls).toContainEqual({ method: 'clipboard.write', request: { text: healthy.file } })

    bridge.answer('history.health', async () => healthy)
    bridge.emit('history.problem', { code: null })
    await flushPromises()
    expect(app.find('[data-history-problem]').exists()).toBe(false)
    app.unmount()
  })

  it('says how much space an update takes', async () => {
    const bridge = createFakeBridge()
    const healthy = await healthOf(bridge)
    const detail = { neededMegabytes: '4200', freeMegabytes: '900' }
    bridge.answer('history.health', async () => ({ ...healthy, isReadable: false, problem: { code: 'history.no-room-to-update', detail } }))
    const app = await mountApp(bridge)
    expect(app.find('[data-history-problem]').text()).toContain('take 4200 MB, and there are 900 MB')
    app.unmount()
  })

  it('reports a recovery until that is put away, and again when it is asked for', async () => {
    const bridge = createFakeBridge()
    const recovery = {
      recoveredAt: Date.UTC(2026, 10, 22),
      damagedFile: '/data/history.damaged-20261122T000000Z.db',
      exchanges: { carried: 1_234, missing: 3 },
      profiles: { carried: 2, missing: 0 },
      incomplete: 1,
      supplemented: 0,
      isCertain: true,
      keepsIdentity: true,
    }
    const healthy = await healthOf(bridge)
    bridge.answer('history.health', async () => ({ ...healthy, recovery }))
    const app = await mountApp(bridge)
    const notice = app.find('[data-recovery]')
    expect(notice.findAll('li').map((item) => item.text())).toEqual([
      '1,234 exchanges recovered',
      '2 profiles recovered',
      '3 exchanges known to be missing',
      'One exchange is incomplete and says so',
    ])
    expect(notice.text()).toContain(recovery.damagedFile)
    await notice.find('button[aria-label="Dismiss the recovery report"]').trigger('click')
    expect(app.find('[data-recovery]').exists()).toBe(false)
    expect(bridge.calls).toContainEqual({ method: 'recovery.dismiss', request: {} })
    await app.findAll('footer button').find((button) => button.text() === 'Recovery report')?.trigger('click')
    expect(app.find('[data-recovery]').exists()).toBe(true)
    app.unmount()
  })

  it('shows an error nobody else shows, until it is dismissed', async () => {
    const app = await mountApp(createFakeBridge())
    useNotices().showError(new Error('boom'))
    await flushPromises()
    expect(app.find('.notices').text()).toContain('The console itself made a mistake')
    await app.find('.notices .dismiss').trigger('click')
    expect(app.find('.notices').text()).toBe('')
    app.unmount()
  })
})
