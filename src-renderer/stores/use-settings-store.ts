import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { DEFAULT_SETTINGS, type Locale, type Settings } from '@shared/settings'
import { useMediaQuery } from '../composables/use-media-query'
import { call } from '../ipc/client'
import { useAppStore } from './use-app-store'

/** What the user chose about the window, and what `system` means at the moment. */
export const useSettingsStore = defineStore('settings', () => {
  const app = useAppStore()
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)')
  const settings = ref<Settings>({ ...DEFAULT_SETTINGS })
  let lastSave = 0

  const locale = computed<Locale>(() => {
    if (settings.value.locale !== 'system') return settings.value.locale
    const system = app.description?.systemLocale ?? navigator.language
    return system.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  })

  const theme = computed<'light' | 'dark'>(() => {
    if (settings.value.theme !== 'system') return settings.value.theme
    return systemIsDark.value ? 'dark' : 'light'
  })

  async function load(): Promise<void> {
    settings.value = await call('settings.read', {})
  }

  /** Shows the change at once and keeps it; a failed save stays shown for this run and is reported by rejecting. */
  async function save(partial: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...partial }
    const thisSave = ++lastSave
    const saved = await call('settings.save', partial)
    // An answer that was overtaken by a newer change must not turn it back.
    if (thisSave === lastSave) settings.value = saved
  }

  return { settings, locale, theme, load, save }
})
