import { byteOrderMarkLength } from './utf8'

/** What can be wrong with a text; the interface words each in both languages. */
export type SyntaxFault =
  | 'text-ends-early'
  | 'something-follows-the-end'
  | 'nested-too-deep'
  | 'value-expected'
  | 'name-expected'
  | 'colon-expected'
  | 'comma-expected'
  | 'control-character'
  | 'wrong-escape'
  | 'document-type-declaration'
  | 'no-root-element'
  | 'text-outside-root'
  | 'tag-not-closed'
  | 'tag-not-opened'
  | 'unknown-entity'
  | 'wrong-attribute'
  | 'wrong-character'
  | 'wrong-declaration'
  | 'wrong-syntax'

/** Where and why a text is not what it claims to be. Lines and columns count from 1, columns in characters. */
export interface WellFormednessProblem {
  readonly line: number
  readonly column: number
  readonly fault: SyntaxFault
  /** The parser's own English words. */
  readonly reason: string
}

/** The one error the parsers of this folder throw. */
export class NotWellFormedError extends Error {
  readonly code = 'not-well-formed'
  readonly problem: WellFormednessProblem

  constructor(problem: WellFormednessProblem) {
    super(`line ${problem.line}, column ${problem.column}: ${problem.reason}`)
    this.name = 'NotWellFormedError'
    this.problem = problem
  }
}

/** Line and column of a byte offset in UTF-8; a byte order mark at the start counts for nothing, an astral character for two. */
export function locateInBytes(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const start = byteOrderMarkLength(bytes)
  const end = Math.min(offset, bytes.length)
  let line = 1
  let lineStart = start
  for (let at = bytes.indexOf(0x0a, start); at !== -1 && at < end; at = bytes.indexOf(0x0a, at + 1)) {
    line += 1
    lineStart = at + 1
  }
  return { line, column: unitsBetween(bytes, lineStart, end) + 1 }
}

/** How many UTF-16 units the UTF-8 between two offsets makes. */
export function unitsBetween(bytes: Uint8Array, from: number, to: number): number {
  let units = 0
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!
    // Bytes that only continue a character count for nothing, the first of four for a pair of surrogates.
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
  }
  return units
}

/** Deeper nesting than this is refused by both parsers, so that no input can exhaust the stack. */
export const MAX_DEPTH = 500
