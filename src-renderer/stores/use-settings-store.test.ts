import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '@shared/settings'
import { createFakeBridge } from '../testing/fake-bridge'
import { installBridge } from '../testing/mount-in-page'
import { aSignal } from '../testing/signal'
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
    const late = aSignal()
    bridge.answer('settings.save', async (partial) => {
      if (partial.theme === 'dark') await late.given
      return { ...DEFAULT_SETTINGS, theme: partial.theme ?? 'system' }
    })
    const settings = useSettingsStore()
    const dark = settings.save({ theme: 'dark' })
    await settings.save({ theme: 'light' })
    late.give()
    await dark
    expect(settings.settings.theme).toBe('light')
  })
})
