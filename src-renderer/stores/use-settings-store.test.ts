import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '@shared/settings'
import { createFakeBridge } from '../testing/fake-bridge'
import { installBridge } from '../testing/mount-in-page'
import { useAppStore } from './use-app-store'
import { useSettingsStore } from './use-settings-store'

beforeEach(() => setActivePinia(createPinia()))

describe('the settings', () => {
  it.each([
    ['zh-TW', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['de-DE', 'en'],
  ])('resolve the system language %s to %s', async (systemLocale, expected) => {
    installBridge(createFakeBridge({ systemLocale }))
    await useAppStore().load()
    expect(useSettingsStore().locale).toBe(expected)
  })

  it('prefer what the user chose', async () => {
    installBridge(createFakeBridge({ systemLocale: 'zh-CN', settings: { locale: 'en', theme: 'dark' } }))
    const settings = useSettingsStore()
    await settings.load()
    expect([settings.locale, settings.theme]).toEqual(['en', 'dark'])
  })

  it('are not turned back by a late answer', async () => {
    const bridge = installBridge(createFakeBridge())
    bridge.answer('settings.save', async (partial) => {
      await new Promise((resolve) => setTimeout(resolve, partial.theme === 'dark' ? 10 : 0))
      return { ...DEFAULT_SETTINGS, theme: partial.theme ?? 'system' }
    })
    const settings = useSettingsStore()
    await Promise.all([settings.save({ theme: 'dark' }), settings.save({ theme: 'light' })])
    expect(settings.settings.theme).toBe('light')
  })
})
