import { daysLater, momentOf, startOfDay, wallTimeAt, type Asking } from './days'

/** A point or a day on the asker's calendar, as it is written. `text` is its proper writing. */
export type WrittenTime =
  | { readonly kind: 'day'; readonly text: string; readonly year: number | null; readonly month: number; readonly day: number }
  | { readonly kind: 'minute'; readonly text: string; readonly date: WrittenDay; readonly minutes: number; readonly seconds: number }
  | { readonly kind: 'days-ago'; readonly text: string; readonly days: number }
  | { readonly kind: 'back'; readonly text: string; readonly amount: number; readonly unit: BackUnit }

/** A time that names a whole day, as `on:` needs it. */
type WrittenDay = Extract<WrittenTime, { kind: 'day' | 'days-ago' }>

type BackUnit = 'm' | 'h' | 'd' | 'w'
const BACK_UNITS: Readonly<Record<string, BackUnit>> = { m: 'm', 分钟: 'm', h: 'h', 小时: 'h', d: 'd', 天: 'd', w: 'w', 周: 'w' }
const DAY_WORDS: Readonly<Record<string, 'today' | 'yesterday'>> = { today: 'today', 今天: 'today', yesterday: 'yesterday', 昨天: 'yesterday' }

const DAY = /^(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?$/
const MINUTE = /^(.+?)[T\s]\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/i
const BACK = /^(\d{1,5})(m|h|d|w|分钟|小时|天|周)$/i
/** A leap year, so that 02-29 without a year is a day. */
const SOME_LEAP_YEAR = 2024

/** Reads a time; null when it is none that a calendar has. */
export function readTime(text: string): WrittenTime | null {
  const word = DAY_WORDS[text.toLowerCase()]
  if (word !== undefined) return { kind: 'days-ago', text: word, days: word === 'today' ? 0 : 1 }
  const back = BACK.exec(text)
  if (back !== null) {
    const unit = BACK_UNITS[(back[2] ?? '').toLowerCase()] ?? 'd'
    const amount = Number(back[1])
    return { kind: 'back', text: `${amount}${unit}`, amount, unit }
  }
  return readDay(text) ?? readMinute(text)
}

function readDay(text: string): Extract<WrittenTime, { kind: 'day' }> | null {
  const found = DAY.exec(text)
  if (found === null) return null
  const year = found[1] === undefined ? null : Number(found[1])
  const month = Number(found[2])
  const day = Number(found[3])
  if (!isDay(year ?? SOME_LEAP_YEAR, month, day)) return null
  const yearText = year === null ? '' : `${String(year).padStart(4, '0')}-`
  return { kind: 'day', text: `${yearText}${pad(month)}-${pad(day)}`, year, month, day }
}

function readMinute(text: string): WrittenTime | null {
  const found = MINUTE.exec(text)
  if (found === null) return null
  const date = readTime(found[1] ?? '')
  const [hour, minute, seconds] = [Number(found[2]), Number(found[3]), Number(found[4] ?? '0')]
  if (date === null || !isWholeDay(date) || hour > 23 || minute > 59 || seconds > 59) return null
  const clock = `${pad(hour)}:${pad(minute)}${found[4] === undefined ? '' : `:${pad(seconds)}`}`
  return { kind: 'minute', text: `${date.text}T${clock}`, date, minutes: hour * 60 + minute, seconds }
}

/** Whether a time names a whole day, as `on:` needs it. */
export function isWholeDay(time: WrittenTime): time is WrittenDay {
  return time.kind === 'day' || time.kind === 'days-ago'
}

/** Epoch milliseconds at which a time begins, for whoever asks. */
export function beginningOf(time: WrittenTime, asking: Asking): number {
  const now = wallTimeAt(asking.now, asking)
  switch (time.kind) {
    case 'back':
      // Hours pass alike for everybody; a day ago the clock showed what it shows now.
      if (time.unit === 'm' || time.unit === 'h') return asking.now - time.amount * (time.unit === 'm' ? 60_000 : 3_600_000)
      return momentOf(daysLater(now, -time.amount * (time.unit === 'w' ? 7 : 1)), asking)
    case 'minute':
      return momentOf(dayOf(time.date, now) + (time.minutes * 60 + time.seconds) * 1_000, asking)
    default:
      return momentOf(dayOf(time, now), asking)
  }
}

/** Epoch milliseconds at which the day after begins. */
export function endOfDay(time: WrittenTime, asking: Asking): number {
  return momentOf(daysLater(dayOf(time, wallTimeAt(asking.now, asking)), 1), asking)
}

/** Midnight of the day a time names. A date without a year is the last one that has come. */
function dayOf(time: WrittenTime, now: number): number {
  if (time.kind === 'days-ago') return daysLater(startOfDay(now), -time.days)
  if (time.kind !== 'day') return startOfDay(now)
  if (time.year !== null) return utcDay(time.year, time.month, time.day)
  const thisYear = new Date(now).getUTCFullYear()
  // Never more than eight years lie between two days of 29 February.
  for (let year = thisYear; year >= thisYear - 8; year -= 1) {
    if (isDay(year, time.month, time.day) && utcDay(year, time.month, time.day) <= now) return utcDay(year, time.month, time.day)
  }
  return startOfDay(now)
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(utcDay(year, month, day))
  return year >= 1 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function utcDay(year: number, month: number, day: number): number {
  // Date.UTC takes the years up to 99 for those of the twentieth century.
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
