import { shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { dateEnUS, dateZhCN, enUS, zhCN, type GlobalTheme, type GlobalThemeOverrides } from 'naive-ui'
import { useSettingsStore } from '../stores/use-settings-store'
import { baseTheme, themeOverrides } from './theme'

const NAIVE_LANGUAGES = { 'zh-CN': { words: zhCN, dates: dateZhCN }, en: { words: enUS, dates: dateEnUS } }

/** Keeps document, messages and Naive UI in the language and theme of the settings. */
export function usePageLanguageAndTheme(): {
  readonly language: Ref<(typeof NAIVE_LANGUAGES)['en'] | (typeof NAIVE_LANGUAGES)['zh-CN']>
  readonly theme: Ref<GlobalTheme>
  readonly overrides: Ref<GlobalThemeOverrides>
} {
  const settings = useSettingsStore()
  const { locale } = useI18n()
  const root = document.documentElement
  const language = shallowRef<(typeof NAIVE_LANGUAGES)['en'] | (typeof NAIVE_LANGUAGES)['zh-CN']>(NAIVE_LANGUAGES.en)
  const theme = shallowRef(baseTheme('light'))
  const overrides = shallowRef<GlobalThemeOverrides>({})

  watch(
    () => settings.locale,
    (chosen) => {
      locale.value = chosen
      root.lang = chosen
      language.value = NAIVE_LANGUAGES[chosen]
    },
    { immediate: true },
  )
  watch(
    () => [settings.theme, settings.locale] as const,
    ([chosen]) => {
      root.dataset.theme = chosen
      theme.value = baseTheme(chosen)
      // After the attribute above, and the language, so that the values read are the new ones.
      overrides.value = themeOverrides(root)
    },
    { immediate: true },
  )
  return { language, theme, overrides }
}
