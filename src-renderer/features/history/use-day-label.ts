import { useI18n } from 'vue-i18n'
import { DAY_MS } from '@shared/history/retention'
import { dateLocale, dayOf } from '../../composables/time-text'

/** Names a day: today, yesterday, or its date with the weekday. */
export function useDayLabel(): (startedAt: number) => string {
  const { t, locale } = useI18n()
  return (startedAt) => {
    const now = Date.now()
    const day = dayOf(startedAt)
    if (day === dayOf(now)) return t('common.today')
    if (day === dayOf(now - DAY_MS)) return t('common.yesterday')
    const isThisYear = new Date(startedAt).getFullYear() === new Date(now).getFullYear()
    return new Intl.DateTimeFormat(dateLocale(locale.value), {
      ...(isThisYear ? {} : { year: 'numeric' }),
      month: 'long',
      day: 'numeric',
      weekday: 'short',
    }).format(startedAt)
  }
}
