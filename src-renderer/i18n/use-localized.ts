import { useI18n } from 'vue-i18n'
import type { LocalizedText } from '@shared/descriptor/types'

/** Names the current language as the texts that are kept in both name it. */
export function useLanguage(): () => keyof LocalizedText {
  const { locale } = useI18n()
  return () => (locale.value === 'zh-CN' ? 'zh' : 'en')
}

/** Chooses the text of the current language out of what the catalog keeps in both. */
export function useLocalized(): (text: LocalizedText) => string {
  const language = useLanguage()
  return (text) => text[language()]
}
