/** What `byteAt` gives after the end; no place of a document may hold this byte, so every loop stops there. */
export const END = 0

export const LESS = 0x3c
export const GREATER = 0x3e
export const SLASH = 0x2f
export const EXCLAMATION = 0x21
export const QUESTION = 0x3f
export const AMPERSAND = 0x26
export const SEMICOLON = 0x3b
export const EQUALS = 0x3d
export const DOUBLE_QUOTE = 0x22
export const SINGLE_QUOTE = 0x27
export const RIGHT_BRACKET = 0x5d
export const HASH = 0x23
export const LINE_FEED = 0x0a
export const CARRIAGE_RETURN = 0x0d

const BEGINS_NAME = 1
const CONTINUES_NAME = 2
const IS_SPACE = 4
const STOPS_TEXT = 8
const STOPS_VALUE = 16
const STOPS_DATA = 32

/** The first byte of U+F000 to U+FFFF, where the two characters stand that no document may hold. */
const LEADS_NONCHARACTERS = 0xef
const CLASS = classes()

function classes(): Uint8Array {
  const table = new Uint8Array(256)
  const mark = (bytes: string | readonly number[], flags: number): void => {
    for (const byte of bytes) {
      const index = typeof byte === 'string' ? byte.charCodeAt(0) : byte
      table[index] = (table[index] ?? 0) | flags
    }
  }
  mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:', BEGINS_NAME | CONTINUES_NAME)
  mark('0123456789-.', CONTINUES_NAME)
  mark(' \t\r\n', IS_SPACE)
  mark('<&]', STOPS_TEXT)
  mark('<&"\'', STOPS_VALUE)
  mark('-]?', STOPS_DATA)
  for (let byte = 0; byte < 0x20; byte += 1) {
    if ((table[byte] ?? 0) === 0) mark([byte], STOPS_TEXT | STOPS_VALUE | STOPS_DATA)
  }
  mark([LEADS_NONCHARACTERS], STOPS_TEXT | STOPS_VALUE | STOPS_DATA)
  return table
}

/** The byte at an offset, `END` after the last one. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return at < bytes.length ? (bytes[at] as number) : END
}

/** Offset of the first byte that is not white space (production 3). */
export function skipSpace(bytes: Uint8Array, from: number): number {
  return skipClass(bytes, from, IS_SPACE)
}

export function isSpace(byte: number): boolean {
  return ((CLASS[byte] as number) & IS_SPACE) !== 0
}

function skipClass(bytes: Uint8Array, from: number, flag: number): number {
  let at = from
  while (at < bytes.length && ((CLASS[bytes[at] as number] as number) & flag) !== 0) at += 1
  return at
}

/** Offset of the next byte that may not simply stand in character data: `<`, `&`, `]`, or what may be no legal character. */
export function findTextStop(bytes: Uint8Array, from: number): number {
  return findStop(bytes, from, STOPS_TEXT)
}

/** The same for an attribute value: `<`, `&`, either quote. */
export function findValueStop(bytes: Uint8Array, from: number): number {
  return findStop(bytes, from, STOPS_VALUE)
}

/** The same for comments, CDATA sections and instructions: `-`, `]`, `?`. */
export function findDataStop(bytes: Uint8Array, from: number): number {
  return findStop(bytes, from, STOPS_DATA)
}

function findStop(bytes: Uint8Array, from: number, flag: number): number {
  let at = from
  while (at < bytes.length && ((CLASS[bytes[at] as number] as number) & flag) === 0) at += 1
  return at
}

/** Whether the character that begins at an offset is one XML can hold (production 2); the bytes are valid UTF-8. */
export function isLegalCharacterAt(bytes: Uint8Array, at: number): boolean {
  const byte = byteAt(bytes, at)
  if (byte < 0x20) return isSpace(byte)
  return !(byte === LEADS_NONCHARACTERS && byteAt(bytes, at + 1) === 0xbf && byteAt(bytes, at + 2) >= 0xbe)
}

/** Whether a reference may name the character (production 2). */
export function isLegalCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff)
}

/** Offset after the name (production 5) that begins at an offset; the offset itself when none does. */
export function skipName(bytes: Uint8Array, from: number): number {
  let at = from
  const first = byteAt(bytes, at)
  if (first < 0x80) {
    if (((CLASS[first] as number) & BEGINS_NAME) === 0) return from
    at += 1
  } else {
    at = skipWideNameCharacter(bytes, at, true)
    if (at === from) return from
  }
  for (;;) {
    at = skipClass(bytes, at, CONTINUES_NAME)
    if (byteAt(bytes, at) < 0x80) return at
    const after = skipWideNameCharacter(bytes, at, false)
    if (after === at) return at
    at = after
  }
}

function skipWideNameCharacter(bytes: Uint8Array, at: number, isFirst: boolean): number {
  const lead = byteAt(bytes, at)
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  let code = lead & (0xff >> (length + 1))
  for (let index = 1; index < length; index += 1) code = (code << 6) | (byteAt(bytes, at + index) & 0x3f)
  const isName = beginsName(code) || (!isFirst && (code === 0xb7 || isBetween(code, 0x300, 0x36f) || code === 0x203f || code === 0x2040))
  return isName ? at + length : at
}

// Production 4 of XML 1.0, fifth edition, without its ASCII part.
function beginsName(code: number): boolean {
  if (code < 0x2000) return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && !isBetween(code, 0x300, 0x36f) && code !== 0x37e
  if (code < 0x3000) return code === 0x200c || code === 0x200d || isBetween(code, 0x2070, 0x218f) || isBetween(code, 0x2c00, 0x2fef)
  if (code < 0xe000) return code > 0x3000
  return isBetween(code, 0xf900, 0xfdcf) || isBetween(code, 0xfdf0, 0xfffd) || isBetween(code, 0x10000, 0xeffff)
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last
}

/** Whether the ASCII text stands at an offset. */
export function hasAt(bytes: Uint8Array, at: number, ascii: string): boolean {
  for (let index = 0; index < ascii.length; index += 1) {
    if (byteAt(bytes, at + index) !== ascii.charCodeAt(index)) return false
  }
  return true
}
