import { createI18n } from 'vue-i18n'
import { LOCALES, type Locale } from '@shared/settings'
import { en } from './en'
import { zhCN, type Messages } from './zh-CN'

/** Every message by language; zh-CN is the source of the type. */
export const messages: Readonly<Record<Locale, Messages>> = { 'zh-CN': zhCN, en }

/** The translator of the page. Its message compiler builds trees, not functions, so the page needs no eval. */
export function createTranslator(locale: Locale) {
  return createI18n<[Messages], Locale, false>({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    availableLocales: [...LOCALES],
    messages: { 'zh-CN': zhCN, en },
    // A message is text, never markup: nothing here is ever put into v-html.
    warnHtmlMessage: false,
  })
}
