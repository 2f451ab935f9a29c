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

/** Line and column of an offset in a text. */
export function locate(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
    lineStart = at + 1
  }
  return { line, column: Math.max(offset, lineStart) - lineStart + 1 }
}

/** Deeper nesting than this is refused by both parsers, so that no input can exhaust the stack. */
export const MAX_DEPTH = 500
