import { locateInBytes } from '../not-well-formed'
import {
  AMPERSAND,
  byteAt,
  findDataStop,
  findTextStop,
  GREATER,
  HASH,
  hasAt,
  isLegalCharacter,
  isLegalCharacterAt,
  LESS,
  RIGHT_BRACKET,
  SEMICOLON,
  skipName,
  skipSpace,
} from './characters'
import { fail, failExpecting } from './problem'

/** Offset of the `<` that ends the character data (production 14), or of the end of the text. */
export function skipText(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = findTextStop(bytes, at)
    const byte = byteAt(bytes, at)
    if (byte === LESS || at >= bytes.length) return at
    if (byte === AMPERSAND) at = skipReference(bytes, at)
    else if (byte === RIGHT_BRACKET && hasAt(bytes, at, ']]>')) fail(bytes, at, 'wrong-syntax', "']]>' must not stand in text")
    else at = skipCharacter(bytes, at)
  }
}

/** Offset after a reference to one of the five known entities or to a legal character (productions 66 to 68). */
export function skipReference(bytes: Uint8Array, from: number): number {
  if (byteAt(bytes, from + 1) === HASH) return skipCharacterReference(bytes, from)
  const end = skipName(bytes, from + 1)
  // Anything but a name here is an ampersand that was not escaped.
  if (end === from + 1 && end < bytes.length) fail(bytes, from, 'unknown-entity', "'&' must be written as '&amp;'")
  if (byteAt(bytes, end) !== SEMICOLON) failExpecting(bytes, end < bytes.length ? from : end, 'unknown-entity', "a reference that ends with ';'")
  if (!KNOWN_ENTITIES.some((entity) => entity.length === end - from && hasAt(bytes, from, entity))) {
    fail(bytes, from, 'unknown-entity', 'only amp, lt, gt, quot and apos are known entities')
  }
  return end + 1
}

const KNOWN_ENTITIES = ['&amp', '&lt', '&gt', '&quot', '&apos']

function skipCharacterReference(bytes: Uint8Array, from: number): number {
  const base = hasAt(bytes, from, '&#x') ? 16 : 10
  const firstDigit = from + (base === 16 ? 3 : 2)
  let at = firstDigit
  let code = 0
  for (;;) {
    const digit = digitOf(byteAt(bytes, at))
    if (digit >= base) break
    // Beyond the last character the exact number says nothing more.
    code = Math.min(code * base + digit, 0x11_0000)
    at += 1
  }
  if (at === firstDigit || byteAt(bytes, at) !== SEMICOLON) {
    failExpecting(bytes, at < bytes.length ? from : at, 'unknown-entity', "a character reference of digits that ends with ';'")
  }
  if (!isLegalCharacter(code)) fail(bytes, from, 'unknown-entity', 'the reference names a character that XML cannot hold')
  return at + 1
}

/** The value of a hexadecimal digit; more than any digit's for other bytes. */
function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 99
}

/** Offset after a comment (production 15) that begins at an offset. */
export function skipComment(bytes: Uint8Array, from: number): number {
  let at = from + 4
  for (;;) {
    at = findDataStop(bytes, at)
    if (at >= bytes.length) failInside(bytes, from, 'comment')
    if (hasAt(bytes, at, '--')) {
      if (byteAt(bytes, at + 2) === GREATER) return at + 3
      failExpecting(bytes, at + 2, 'wrong-syntax', "'>' after '--' in a comment")
    }
    at = skipCharacter(bytes, at)
  }
}

/** Offset after a CDATA section (production 18) that begins at an offset. */
export function skipCdata(bytes: Uint8Array, from: number): number {
  let at = from + 9
  for (;;) {
    at = findDataStop(bytes, at)
    if (at >= bytes.length) failInside(bytes, from, 'CDATA section')
    if (hasAt(bytes, at, ']]>')) return at + 3
    at = skipCharacter(bytes, at)
  }
}

/** Offset after a processing instruction (productions 16 and 17) that begins at an offset. */
export function skipInstruction(bytes: Uint8Array, from: number): number {
  const targetEnd = skipName(bytes, from + 2)
  if (targetEnd === from + 2) failExpecting(bytes, targetEnd, 'wrong-character', 'the target of an instruction')
  if (targetEnd === from + 5 && isXmlTarget(bytes, from + 2)) {
    fail(bytes, from, 'wrong-declaration', 'an XML declaration may only stand at the very start')
  }
  let at = skipSpace(bytes, targetEnd)
  if (at === targetEnd && !hasAt(bytes, at, '?>')) {
    failExpecting(bytes, at, 'wrong-character', "white space or '?>' after the target of an instruction")
  }
  for (;;) {
    at = findDataStop(bytes, at)
    if (at >= bytes.length) failInside(bytes, from, 'instruction')
    if (hasAt(bytes, at, '?>')) return at + 2
    at = skipCharacter(bytes, at)
  }
}

function isXmlTarget(bytes: Uint8Array, at: number): boolean {
  return (byteAt(bytes, at) | 0x20) === 0x78 && (byteAt(bytes, at + 1) | 0x20) === 0x6d && (byteAt(bytes, at + 2) | 0x20) === 0x6c
}

function failInside(bytes: Uint8Array, start: number, what: string): never {
  const { line, column } = locateInBytes(bytes, start)
  return fail(bytes, bytes.length, 'text-ends-early', `the text ends inside the ${what} that begins at line ${line}, column ${column}`)
}

/** Offset after a character that had to be looked at because it may be none of XML's. */
export function skipCharacter(bytes: Uint8Array, at: number): number {
  if (!isLegalCharacterAt(bytes, at)) fail(bytes, at, 'wrong-character', 'XML cannot hold this character')
  return at + 1
}
