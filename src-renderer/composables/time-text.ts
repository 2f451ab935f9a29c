import { formatTimestamp } from '@shared/protocol/parameters'

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** `16:02:11`, in this machine's zone. */
export function clockTime(epochMs: number): string {
  const date = new Date(epochMs)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

/** The locale in which dates are written out: in English the day stands before the month. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

/** `2026-11-22`, in this machine's zone. */
export function dayOf(epochMs: number): string {
  const date = new Date(epochMs)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** `2026-11-22 16:02:11`, in this machine's zone. */
export function dayAndTime(epochMs: number): string {
  return `${dayOf(epochMs)} ${clockTime(epochMs)}`
}

/** `16:02:11` today, `11-22 16:02` in this year, else `2025-11-22`, in this machine's zone. */
export function shortTime(epochMs: number, nowMs: number): string {
  const [day, today] = [dayOf(epochMs), dayOf(nowMs)]
  if (day === today) return clockTime(epochMs)
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${clockTime(epochMs).slice(0, 5)}` : day
}

/** `2026-11-22 16:02:11.204`, in this machine's zone. */
export function exactTime(epochMs: number): string {
  return `${dayAndTime(epochMs)}.${pad(new Date(epochMs).getMilliseconds(), 3)}`
}

/** `2026-11-22 16:02:11.204` in GMT+8, the zone the platform counts in. */
export function platformTime(epochMs: number): string {
  return `${formatTimestamp(epochMs)}.${pad(new Date(epochMs).getUTCMilliseconds(), 3)}`
}

/** `142 ms`, `1.42 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds >= 1_000) return `${(milliseconds / 1_000).toFixed(2)} s`
  return `${numberOfMs(milliseconds)} ms`
}

/** Milliseconds without a unit, with one decimal where a whole number would say nothing. */
export function numberOfMs(milliseconds: number): string {
  return milliseconds < 10 && !Number.isInteger(milliseconds) ? milliseconds.toFixed(1) : String(Math.round(milliseconds))
}

/** `340 B`, `1.2 KB`, `3.4 MB`, in steps of 1,024. */
export function sizeText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`
  const kilobytes = bytes / 1_024
  return kilobytes < 1_024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1_024).toFixed(1)} MB`
}

/** `0:41`, `8:37:42`: time left, rounded up so that it does not say zero too early. */
export function countdownText(milliseconds: number): string {
  const seconds = Math.ceil(Math.max(0, milliseconds) / 1_000)
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = pad(seconds % 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`
}
