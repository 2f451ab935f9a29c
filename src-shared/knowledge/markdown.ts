/** How much of one value goes into a summary. */
export const MAX_VALUE_CHARACTERS = 200

/** What takes the place of characters that would break a line or turn its direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A value as a Markdown code span on one line that it cannot leave: the fence is longer than any run of backticks inside
 * (CommonMark, section 6.1), line breaks become ⏎, other control and direction characters their code point.
 * `tooLong` words how long a value is that was cut.
 */
export function codeSpan(value: string, tooLong: (characters: number) => string): string {
  // The length is counted before anything else, so that a huge value costs no more than its beginning.
  const isCut = value.length > MAX_VALUE_CHARACTERS
  const shown = (isCut ? withoutHalf(value.slice(0, MAX_VALUE_CHARACTERS)) : value)
    .replace(/\r\n|[\r\n]/g, '⏎')
    .replace(UNPRINTABLE, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  const fence = fenceAround(shown, 1)
  // One space at both ends is taken off again by whoever renders it; a span of nothing but spaces is left alone.
  const needsPadding = /^`|`$|^ .*[^ ].* $/.test(shown)
  const padding = needsPadding ? ' ' : ''
  return `${fence}${padding}${shown}${padding}${fence}${isCut ? tooLong(value.length) : ''}`
}

/** A fence of backticks longer than any run of them inside, and no shorter than asked (CommonMark, sections 4.5 and 6.1). */
export function fenceAround(text: string, shortest: number): string {
  return '`'.repeat(Math.max(shortest, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)))
}

/** Text that does not end in the first half of a surrogate pair. */
function withoutHalf(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '')
}
