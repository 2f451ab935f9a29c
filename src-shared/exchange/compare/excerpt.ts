import { MAX_SHOWN } from './difference'

/** Characters shown before the first one that differs. */
const BEFORE = 200

/** The stretch of two texts that is shown, the same place of both: their beginning, or around the first character that differs. A side without a text has none. */
export function excerpts(left: string | null, right: string | null): [Excerpt | null, Excerpt | null] {
  if (left === null || right === null) return [left === null ? null : excerptOf(left), right === null ? null : excerptOf(right)]
  const longest = Math.max(left.length, right.length)
  const from = longest <= MAX_SHOWN ? 0 : startBefore(firstDifference(left, right), left, longest)
  return [excerptOf(left, from), excerptOf(right, from)]
}

export interface Excerpt {
  readonly text: string
  readonly from: number
  readonly length: number
}

/** So many characters of a text from a place on, no character cut in two. */
function excerptOf(text: string, from = 0): Excerpt {
  const shown = text.slice(from, from + MAX_SHOWN)
  const isCut = from + shown.length < text.length
  return { text: isCut && /[\ud800-\udbff]$/.test(shown) ? shown.slice(0, -1) : shown, from: Math.min(from, text.length), length: text.length }
}

function firstDifference(left: string, right: string): number {
  const end = Math.min(left.length, right.length)
  let at = 0
  while (at < end && left.charCodeAt(at) === right.charCodeAt(at)) at += 1
  return at
}

function startBefore(difference: number, text: string, longest: number): number {
  if (difference < MAX_SHOWN - BEFORE) return 0
  const from = Math.max(0, Math.min(difference - BEFORE, longest - MAX_SHOWN))
  // Up to the difference both texts are the same, so one look tells for both.
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from - 1 : from
}
