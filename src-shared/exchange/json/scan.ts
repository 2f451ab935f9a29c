import { NO_ROW } from '../document/rows'
import { grown } from '../grown'
import { MAX_DEPTH, NotWellFormedError, locateInBytes, type SyntaxFault } from '../not-well-formed'
import { byteOrderMarkLength } from '../utf8'

/**
 * The values of a JSON text in document order. What a value is, its first byte tells; a member's name stands before it.
 * The arrays may be longer than `count`.
 */
export interface JsonTables {
  readonly count: number
  /** Offset of each value's first byte. */
  readonly starts: Uint32Array
  /** The row of the object or array each value stands in; `NO_ROW` at the top. */
  readonly parents: Uint32Array
  /** The row behind each value and everything inside it. */
  readonly nexts: Uint32Array
}

export const QUOTE = 0x22
const COMMA = 0x2c
export const COLON = 0x3a
export const OPENING_BRACE = 0x7b
export const OPENING_BRACKET = 0x5b
export const BACKSLASH = 0x5c
const CLOSING_BRACE = 0x7d
const CLOSING_BRACKET = 0x5d
const MINUS = 0x2d
const PLUS = 0x2b
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const LETTER_U = 0x75

// What a byte may be; one table, so that the loops look up and compare instead of comparing many times.
const PLAIN = 1
const BLANK = 2
const ESCAPE_LETTER = 4
const HEXADECIMAL = 8
const CLASSES = new Uint8Array(256)
for (let byte = 0x20; byte < 256; byte += 1) {
  if (byte !== QUOTE && byte !== BACKSLASH) CLASSES[byte] = PLAIN
}
const mark = (characters: string, flag: number): void => {
  for (const character of characters) CLASSES[character.charCodeAt(0)]! |= flag
}
mark(' \t\n\r', BLANK)
mark('"\\/bfnrt', ESCAPE_LETTER)
mark('0123456789abcdefABCDEF', HEXADECIMAL)

const ascii = (word: string): readonly number[] => Array.from(word, (character) => character.charCodeAt(0))
const WORDS: Readonly<Record<number, readonly number[]>> = { 0x74: ascii('true'), 0x66: ascii('false'), 0x6e: ascii('null') }

/** Whether the byte is white space of JSON (RFC 8259, section 2). */
export function isBlank(byte: number): boolean {
  return (CLASSES[byte]! & BLANK) !== 0
}

/**
 * Reads one JSON text (RFC 8259) into tables in one pass. The bytes are valid UTF-8; a byte order mark may stand first.
 * @throws NotWellFormedError with line, column and reason.
 */
export function scanJson(bytes: Uint8Array, maxDepth = MAX_DEPTH): JsonTables {
  const { length } = bytes
  // Guessed low and guessed again when full: a bound counted beforehand would take all commas inside texts for values.
  let capacity = (length >>> 5) + 16
  let starts = new Uint32Array(capacity)
  let parents = new Uint32Array(capacity)
  let nexts = new Uint32Array(capacity)
  let count = 0
  let parent = NO_ROW
  let depth = 0
  let isInObject = false
  // A byte order mark is no part of the document, though some servers send one.
  let at = byteOrderMarkLength(bytes)

  for (;;) {
    if (at < length && bytes[at]! <= 0x20) at = endOfBlanks(bytes, at)
    if (at >= length) throw problemAt(bytes, at, 'value-expected', 'the text ends where a value is expected')
    if (depth > maxDepth) throw problemAt(bytes, at, 'nested-too-deep', `nested deeper than ${maxDepth} levels`)
    if (count === capacity) {
      // As many values a byte as so far, and a little more.
      capacity = Math.ceil(Math.max(count * 1.25, (count / at) * length * 1.02))
      starts = grown(starts, capacity)
      parents = grown(parents, capacity)
      nexts = grown(nexts, capacity)
    }
    const row = count
    count += 1
    starts[row] = at
    parents[row] = parent
    const first = bytes[at]!
    if (first === QUOTE) at = endOfString(bytes, at)
    else if (first === OPENING_BRACE || first === OPENING_BRACKET) {
      const isObject = first === OPENING_BRACE
      at = endOfBlanks(bytes, at + 1)
      if (at < length && bytes[at] === (isObject ? CLOSING_BRACE : CLOSING_BRACKET)) at += 1
      else {
        parent = row
        depth += 1
        isInObject = isObject
        if (isObject) at = endOfName(bytes, at)
        continue
      }
    } else if (first === MINUS || (first >= ZERO && first <= NINE)) at = endOfNumber(bytes, at)
    else at = endOfWord(bytes, at)
    nexts[row] = count

    for (;;) {
      if (at < length && bytes[at]! <= 0x20) at = endOfBlanks(bytes, at)
      if (parent === NO_ROW) {
        if (at < length) throw problemAt(bytes, at, 'something-follows-the-end', 'something follows the end of the document')
        return { count, starts, parents, nexts }
      }
      const byte = at < length ? bytes[at]! : 0
      at += 1
      if (byte === COMMA) {
        if (isInObject) at = endOfName(bytes, endOfBlanks(bytes, at))
        break
      }
      if (byte !== (isInObject ? CLOSING_BRACE : CLOSING_BRACKET)) {
        throw problemAt(bytes, at - 1, 'comma-expected', `a comma or a closing ${isInObject ? 'brace' : 'bracket'} is expected`)
      }
      nexts[parent] = count
      parent = parents[parent]!
      depth -= 1
      isInObject = parent !== NO_ROW && bytes[starts[parent]!] === OPENING_BRACE
    }
  }
}

/** The offset behind the string literal that begins here. @throws NotWellFormedError */
export function endOfString(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  let at = start + 1
  for (;;) {
    while (at < length && (CLASSES[bytes[at]!]! & PLAIN) !== 0) at += 1
    if (at >= length) throw problemAt(bytes, at, 'text-ends-early', 'the text ends inside a string')
    if (bytes[at] === QUOTE) return at + 1
    if (bytes[at] !== BACKSLASH) throw problemAt(bytes, at, 'control-character', 'a control character stands unescaped in a string')
    at = endOfEscape(bytes, at)
  }
}

function endOfEscape(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1] ?? 0
  if (letter === LETTER_U) {
    for (let index = at + 2; index < at + 6; index += 1) {
      if ((CLASSES[bytes[index] ?? 0]! & HEXADECIMAL) === 0) throw problemAt(bytes, at, 'wrong-escape', '\\u needs four hexadecimal digits')
    }
    return at + 6
  }
  if ((CLASSES[letter]! & ESCAPE_LETTER) === 0) throw problemAt(bytes, at, 'wrong-escape', 'unknown escape in a string')
  return at + 2
}

/** From where a name is expected to where its value is. */
function endOfName(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  if (start >= length || bytes[start] !== QUOTE) throw problemAt(bytes, start, 'name-expected', 'a member name in double quotes is expected')
  let at = endOfString(bytes, start)
  if (at < length && bytes[at]! <= 0x20) at = endOfBlanks(bytes, at)
  if (at >= length || bytes[at] !== COLON) throw problemAt(bytes, at, 'colon-expected', 'a colon is expected after the member name')
  return at + 1
}

/** The offset behind the number that begins here (RFC 8259, section 6). @throws NotWellFormedError */
export function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = bytes[start] === MINUS ? start + 1 : start
  if (bytes[at] === ZERO) at += 1
  else {
    const end = endOfDigits(bytes, at)
    if (end === at) throw problemAt(bytes, start, 'value-expected', 'a value is expected')
    at = end
  }
  if (at < bytes.length && bytes[at] === DOT) {
    const end = endOfDigits(bytes, at + 1)
    // Without a digit the number ended before the dot, and what follows a number is judged elsewhere.
    if (end === at + 1) return at
    at = end
  }
  if (at < bytes.length && (bytes[at]! | 0x20) === 0x65) {
    const sign = bytes[at + 1]
    const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1
    const end = endOfDigits(bytes, digits)
    if (end > digits) at = end
  }
  return at
}

function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && bytes[at]! >= ZERO && bytes[at]! <= NINE) at += 1
  return at
}

function endOfWord(bytes: Uint8Array, start: number): number {
  const word = WORDS[bytes[start]!]
  if (word === undefined || word.some((byte, index) => bytes[start + index] !== byte)) {
    throw problemAt(bytes, start, 'value-expected', 'a value is expected')
  }
  return start + word.length
}

function endOfBlanks(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  let at = start
  while (at < length && (CLASSES[bytes[at]!]! & BLANK) !== 0) at += 1
  return at
}

function problemAt(bytes: Uint8Array, at: number, fault: SyntaxFault, reason: string): NotWellFormedError {
  // Wherever the text simply stops, what was expected there matters less than that it stops.
  const isAtEnd = at >= bytes.length
  return new NotWellFormedError({ ...locateInBytes(bytes, at), fault: isAtEnd ? 'text-ends-early' : fault, reason })
}
