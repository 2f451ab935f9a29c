/** Length of the UTF-8 byte order mark that may stand first and is no part of a text: 3, or 0 where none stands. */
export function byteOrderMarkLength(bytes: Uint8Array, at = 0): number {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0
}

/** Whether the bytes are UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF). */
export function isUtf8(bytes: Uint8Array): boolean {
  const { length } = bytes
  let at = 0
  while (at < length) {
    at = endOfAscii(bytes, at)
    // One character beyond ASCII is seldom alone.
    while (at < length && bytes[at]! >= 0x80) {
      if (isCommonCharacter(bytes, at)) {
        at += 3
        continue
      }
      const size = sizeOfCharacter(bytes, at)
      if (size === 0) return false
      at += size
    }
  }
  return true
}

/** The offset of the first byte from `start` on that is not ASCII. Long stretches are looked at four bytes at a time. */
function endOfAscii(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  let at = start
  const nearEnd = Math.min(length, start + 32)
  while (at < nearEnd && bytes[at]! < 0x80) at += 1
  if (at < nearEnd) return at
  while (at < length && ((bytes.byteOffset + at) & 3) !== 0 && bytes[at]! < 0x80) at += 1
  if (((bytes.byteOffset + at) & 3) === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (length - at) >>> 2)
    let word = 0
    while (word < words.length && (words[word]! & 0x80808080) === 0) word += 1
    at += word * 4
  }
  while (at < length && bytes[at]! < 0x80) at += 1
  return at
}

/** Whether one of the many characters of three bytes begins here whose second byte needs no closer look, most Chinese ones among them. */
function isCommonCharacter(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at]!
  return (
    first > 0xe0 && first < 0xf0 && first !== 0xed && at + 2 < bytes.length && (bytes[at + 1]! & 0xc0) === 0x80 && (bytes[at + 2]! & 0xc0) === 0x80
  )
}

/** Bytes of the character beyond ASCII that begins here; 0 when none does. */
function sizeOfCharacter(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  if (first < 0xc2 || first > 0xf4) return 0
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  if (at + size > bytes.length) return 0
  const second = bytes[at + 1]!
  // The second byte alone tells overlong forms, surrogates and what lies beyond U+10FFFF (RFC 3629, section 4).
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < least || second > most) return 0
  for (let index = at + 2; index < at + size; index += 1) {
    if ((bytes[index]! & 0xc0) !== 0x80) return 0
  }
  return size
}
