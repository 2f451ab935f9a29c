const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PAD = 0x3d
const DIGITS = new TextEncoder().encode(ALPHABET)
const NO_DIGIT = 255
const VALUES = valuesByDigit()

/** Bytes of one piece: a multiple of three, so that only the last piece is padded. */
const PIECE_BYTES = 3 * 262_144

/** Bytes in base64 (RFC 4648, section 4) in pieces that joined are the whole text; a large body never is one string. */
export function* base64Pieces(bytes: Uint8Array): Generator<string, void> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield encode(bytes.subarray(from, from + PIECE_BYTES))
}

function encode(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const left = bytes.length - at
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text[to] = DIGITS[group >> 18]!
    text[to + 1] = DIGITS[(group >> 12) & 63]!
    text[to + 2] = left > 1 ? DIGITS[(group >> 6) & 63]! : PAD
    text[to + 3] = left > 2 ? DIGITS[group & 63]! : PAD
  }
  return new TextDecoder().decode(text)
}

/** The bytes a base64 text stands for; null for a text that is none. Padding is needed, white space is not taken. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const digits = text.length - padding
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    let group = 0
    for (let index = at; index < at + 4; index += 1) {
      const value = index < digits ? (VALUES[text.charCodeAt(index)] ?? NO_DIGIT) : 0
      if (value === NO_DIGIT) return null
      group = (group << 6) | value
    }
    bytes[to] = group >> 16
    // Behind the end of the array nothing is written.
    bytes[to + 1] = group >> 8
    bytes[to + 2] = group
  }
  return bytes
}

function valuesByDigit(): Uint8Array {
  const values = new Uint8Array(128).fill(NO_DIGIT)
  DIGITS.forEach((digit, value) => {
    values[digit] = value
  })
  return values
}
