import {
  AMPERSAND,
  byteAt,
  DOUBLE_QUOTE,
  EQUALS,
  findValueStop,
  GREATER,
  isSpace,
  LESS,
  SINGLE_QUOTE,
  SLASH,
  skipName,
  skipSpace,
} from './characters'
import { fail, failExpecting } from './problem'
import { skipCharacter, skipReference } from './scan-data'

/** Offset after the attributes of a start tag: that of its `>`, or of the `/` of its `/>` (productions 40 and 44). */
export function skipAttributes(bytes: Uint8Array, nameEnd: number): number {
  if (byteAt(bytes, nameEnd) === GREATER) return nameEnd
  const names: number[] = []
  let known: Set<string> | null = null
  let at = nameEnd
  for (;;) {
    const start = skipSpace(bytes, at)
    const byte = byteAt(bytes, start)
    if (byte === GREATER) return start
    if (byte === SLASH) {
      if (byteAt(bytes, start + 1) !== GREATER) failExpecting(bytes, start + 1, 'wrong-syntax', "'>' after '/'")
      return start
    }
    if (start >= bytes.length) fail(bytes, start, 'text-ends-early', 'the text ends inside a start tag')
    if (start === at) failBetweenAttributes(bytes, at, at === nameEnd)
    const end = skipName(bytes, start)
    if (end === start) failExpectingLegal(bytes, start, 'an attribute name')
    known = checkUnique(bytes, start, end, names, known)
    at = skipAttributeValue(bytes, end)
  }
}

function failBetweenAttributes(bytes: Uint8Array, at: number, isInName: boolean): never {
  skipCharacter(bytes, at)
  if (isInName) fail(bytes, at, 'wrong-character', 'this character cannot stand in a name')
  return fail(bytes, at, 'wrong-attribute', 'white space between attributes is expected')
}

function failExpectingLegal(bytes: Uint8Array, at: number, expected: string): never {
  if (at < bytes.length) skipCharacter(bytes, at)
  return failExpecting(bytes, at, 'wrong-attribute', expected)
}

/** Up to here names are compared one by one; more are looked up, so that a million attributes take no quadratic time. */
const FEW = 8

function checkUnique(bytes: Uint8Array, start: number, end: number, names: number[], known: Set<string> | null): Set<string> | null {
  if (known === null && names.length < 2 * FEW) {
    for (let index = 0; index < names.length; index += 2) {
      const other = names[index] as number
      if ((names[index + 1] as number) - other === end - start && areEqual(bytes, other, start, end)) failDuplicate(bytes, start)
    }
    names.push(start, end)
    return null
  }
  const decoder = new TextDecoder()
  const nameAt = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to))
  const all = known ?? new Set<string>()
  if (known === null) {
    for (let index = 0; index < names.length; index += 2) all.add(nameAt(names[index] as number, names[index + 1] as number))
  }
  const name = nameAt(start, end)
  if (all.has(name)) failDuplicate(bytes, start)
  all.add(name)
  return all
}

function failDuplicate(bytes: Uint8Array, at: number): never {
  return fail(bytes, at, 'wrong-attribute', 'the element has an attribute of this name already')
}

function areEqual(bytes: Uint8Array, other: number, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (bytes[at] !== bytes[other + at - start]) return false
  }
  return true
}

/** Offset after `= "value"` (productions 10 and 25). */
function skipAttributeValue(bytes: Uint8Array, nameEnd: number): number {
  const equals = skipSpace(bytes, nameEnd)
  if (byteAt(bytes, equals) !== EQUALS) failExpectingLegal(bytes, equals, "'=' and a value after the attribute name")
  const open = skipSpace(bytes, equals + 1)
  const quote = byteAt(bytes, open)
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) failExpectingLegal(bytes, open, 'a quoted attribute value')
  let at = open + 1
  for (;;) {
    at = findValueStop(bytes, at)
    const byte = byteAt(bytes, at)
    if (byte === quote) return at + 1
    if (at >= bytes.length) fail(bytes, bytes.length, 'text-ends-early', 'the text ends inside an attribute value')
    if (byte === LESS) fail(bytes, at, 'wrong-attribute', "'<' must be written as '&lt;' in an attribute value")
    at = byte === AMPERSAND ? skipReference(bytes, at) : skipCharacter(bytes, at)
  }
}

/**
 * Offset after the end tag at `at` when it has the name of the element that starts at `opened`; otherwise `at` itself.
 * The start tag was read before, so its name is known to be one.
 */
export function skipEndTag(bytes: Uint8Array, at: number, opened: number): number {
  const nameEnd = skipSameName(bytes, opened, at)
  if (nameEnd === at || bytes[nameEnd] === GREATER) return nameEnd === at ? at : nameEnd + 1
  const end = skipSpace(bytes, nameEnd)
  if (byteAt(bytes, end) !== GREATER) {
    if (end < bytes.length) skipCharacter(bytes, end)
    failExpecting(bytes, end, 'wrong-syntax', "'>' after the name of an end tag")
  }
  return end + 1
}

/** Whether an end tag has the name of the element that starts at `opened`. */
export function hasSameName(bytes: Uint8Array, opened: number, at: number): boolean {
  return skipSameName(bytes, opened, at) !== at
}

function skipSameName(bytes: Uint8Array, opened: number, at: number): number {
  let expected = opened + 1
  let found = at + 2
  for (;;) {
    const byte = bytes[expected] as number
    if (byte === GREATER || byte === SLASH || isSpace(byte)) break
    if (byte !== bytes[found]) return at
    expected += 1
    found += 1
  }
  // Its name may go on where the other one ends.
  return bytes[found] === GREATER || skipName(bytes, at + 2) === found ? found : at
}
