import { useI18n } from 'vue-i18n'
import type { LocalizedText } from '@shared/descriptor/types'

/** Chooses the text of the current language out of what the catalog keeps in both. */
export function useLocalized(): (text: LocalizedText) => string {
  const { locale } = useI18n()
  return (text) => (locale.value === 'zh-CN' ? text.zh : text.en)
}
