/**
 * Whether `decodeURIComponent` would refuse a text: a percent sign without two digits behind it, or bytes that are no UTF-8
 * (RFC 3629). Asking costs a tenth of having it refuse, which a long text would do a hundred thousand times.
 */
export function hasBrokenEscape(text: string): boolean {
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', at)) {
    const length = escapedLength(text, at)
    if (length === 0) return true
    at += length
  }
  return false
}

/** How long the escapes of the character at a place are; 0 when they are of none. */
function escapedLength(text: string, at: number): number {
  const first = byteAt(text, at)
  if (first < 0x80) return first < 0 ? 0 : 3
  const more = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
  if (more === 0) return 0
  for (let nth = 1; nth <= more; nth += 1) {
    const byte = byteAt(text, at + 3 * nth)
    // Longer than needed, half of a pair, or beyond the last character.
    const least = nth === 1 && first === 0xe0 ? 0xa0 : nth === 1 && first === 0xf0 ? 0x90 : 0x80
    const most = nth === 1 && first === 0xed ? 0x9f : nth === 1 && first === 0xf4 ? 0x8f : 0xbf
    if (byte < least || byte > most) return 0
  }
  return 3 * (more + 1)
}

/** The byte an escape stands for; -1 where there is no escape. */
function byteAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x25) return -1
  const high = digitAt(text, at + 1)
  const low = digitAt(text, at + 2)
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
