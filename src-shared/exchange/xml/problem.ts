import { NotWellFormedError, type SyntaxFault } from '../not-well-formed'
import { LINE_FEED } from './characters'

/** Length of the byte order mark that may stand first and is no part of the document. */
export function byteOrderMarkLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

/** Refuses the document at a byte, told as line and column. */
export function fail(bytes: Uint8Array, at: number, fault: SyntaxFault, reason: string): never {
  throw new NotWellFormedError({ ...locateByte(bytes, at), fault, reason })
}

/** Refuses the document because something else is expected at a byte, or because the text ends there. */
export function failExpecting(bytes: Uint8Array, at: number, fault: SyntaxFault, expected: string): never {
  if (at >= bytes.length) fail(bytes, bytes.length, 'text-ends-early', `the text ends where ${expected} is expected`)
  return fail(bytes, at, fault, `${expected} is expected`)
}

/** Line and column of a byte; both count from 1, columns in the units of a JavaScript string, as `locate` does for texts. */
export function locateByte(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = byteOrderMarkLength(bytes)
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < offset; at = bytes.indexOf(LINE_FEED, at + 1)) {
    line += 1
    lineStart = at + 1
  }
  let column = 1
  for (let at = lineStart; at < offset; at += 1) {
    const byte = bytes[at] as number
    // Only a character's first byte counts; four bytes are a surrogate pair.
    if (byte < 0x80 || byte >= 0xc0) column += byte >= 0xf0 ? 2 : 1
  }
  return { line, column }
}
