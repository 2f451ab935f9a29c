import { isInt64 } from '@shared/descriptor/problems'

/** The range of a Date, in milliseconds either side of 1970. */
const DATE_LIMIT = 8_640_000_000_000_000n
const GMT8_OFFSET_MINUTES = 480

/** What an epoch-milliseconds text means to a reader. */
export interface DecodedTime {
  readonly gmt8: string
  readonly local: string
  /** Whether the machine itself is at GMT+8, so that one of the two is enough. */
  readonly isLocalGmt8: boolean
  /** Ten digits are the usual slip: a count of seconds. */
  readonly looksLikeSeconds: boolean
}

/** Milliseconds of a text, or null when it is no integer or no date. The text itself stays the truth. */
export function millisecondsOf(text: string): number | null {
  if (!isInt64(text)) return null
  const milliseconds = BigInt(text)
  return milliseconds > DATE_LIMIT || milliseconds < -DATE_LIMIT ? null : Number(milliseconds)
}

/** Both readings of an epoch-milliseconds text, milliseconds kept; null when it is no date. */
export function decodeTime(text: string): DecodedTime | null {
  const milliseconds = millisecondsOf(text)
  if (milliseconds === null) return null
  const offsetMinutes = -new Date(milliseconds).getTimezoneOffset()
  return {
    gmt8: clockText(milliseconds, GMT8_OFFSET_MINUTES),
    local: clockText(milliseconds, offsetMinutes),
    isLocalGmt8: offsetMinutes === GMT8_OFFSET_MINUTES,
    looksLikeSeconds: /^\d{10}$/.test(text),
  }
}

/** The picked time with the milliseconds the field held before: a picker knows whole seconds only. */
export function withMillisecondsOf(pickedMs: number, before: string): string {
  const kept = (((millisecondsOf(before) ?? 0) % 1000) + 1000) % 1000
  return String(Math.floor(pickedMs / 1000) * 1000 + kept)
}

function clockText(milliseconds: number, offsetMinutes: number): string {
  const shifted = new Date(milliseconds + offsetMinutes * 60_000)
  // The offset itself can push a time at the very edge out of a Date's range.
  return Number.isNaN(shifted.getTime()) ? '' : shifted.toISOString().replace('T', ' ').replace('Z', '')
}
