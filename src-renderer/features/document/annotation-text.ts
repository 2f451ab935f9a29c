import { useI18n } from 'vue-i18n'
import type { Annotation } from '@shared/exchange/document/document-contract'
import { exactTime, platformTime } from '../../composables/time-text'

/** Epoch milliseconds that a date can be told of: the years 1 to 9999. */
const MIN_EPOCH_MS = -62_135_596_800_000
const MAX_EPOCH_MS = 253_402_300_799_999

const PLATFORM_ZONE = 'GMT+8'

/** What stands beside a value in words: its meaning, or the moment it counts to, here and in the platform's zone. */
export function useAnnotationText(): (annotation: Annotation | null) => string | null {
  const { t, locale } = useI18n()
  return (annotation) => {
    if (annotation === null) return null
    if (annotation.kind === 'meaning') return locale.value === 'zh-CN' ? annotation.zh : annotation.en
    // Only to word the moment: the digits shown are the ones that came.
    const epochMs = Number(annotation.epochMs)
    if (!(epochMs >= MIN_EPOCH_MS && epochMs <= MAX_EPOCH_MS)) return null
    const zone = zoneOf(epochMs)
    const platform = platformTime(epochMs)
    if (zone === PLATFORM_ZONE) return t('document.timeHere', { platform })
    return t('document.time', { local: exactTime(epochMs), zone, platform })
  }
}

/** `GMT+1`: the offset of this machine's zone at a moment. */
function zoneOf(epochMs: number): string {
  const minutes = -new Date(epochMs).getTimezoneOffset()
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  return `GMT${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
