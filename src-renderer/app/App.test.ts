import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { useNotices } from '../composables/use-notices'
import { useAppStore } from '../stores/use-app-store'
import { useSettingsStore } from '../stores/use-settings-store'
import { createFakeBridge, type FakeBridge } from '../testing/fake-bridge'
import { mountInPage } from '../testing/mount-in-page'
import App from './App.vue'

async function mountApp(bridge: FakeBridge) {
  const app = mountInPage(App, { bridge })
  await Promise.all([useAppStore().load(), useSettingsStore().load()])
  await flushPromises()
  return app
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

  it('raises a banner when the history cannot be used', async () => {
    const bridge = createFakeBridge()
    const app = await mountApp(bridge)
    expect(app.find('.banner').exists()).toBe(false)
    bridge.emit('history.problem', { code: 'history.unavailable' })
    await flushPromises()
    expect(app.find('.banner').text()).toContain('The history cannot be written')
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
