/** A regular expression taken apart as far as the search needs it; a set is matched by one character. */
export type PatternNode =
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'assertion'; readonly source: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repetition'; readonly of: PatternNode; readonly least: number; readonly most: number; readonly lazy: boolean }

export const PATTERN_FAULTS = ['not-a-pattern', 'looks-around', 'refers-back', 'pattern-too-large'] as const
export type PatternFault = (typeof PATTERN_FAULTS)[number]

/** Why a regular expression is not searched for. */
export class PatternError extends Error {
  readonly code = 'pattern'
  readonly fault: PatternFault
  /** The engine's own words, where it has any. */
  readonly detail: string

  constructor(fault: PatternFault, detail = '') {
    super(`${fault}${detail === '' ? '' : `: ${detail}`}`)
    this.name = 'PatternError'
    this.fault = fault
    this.detail = detail
  }
}

const QUANTIFIER_AT = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/y
const GROUP_AT = /\((?:\?(?::|<(?![=!])[^>]*>))?/y
const LOOK_AT = /\(\?<?[=!]/y
const BACK_REFERENCE_AT = /\\(?:[1-9]|k)/y
// One character of the text is matched by: a class, an escape, or a character that stands for itself.
const SET_AT = /\[(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[\da-fA-F]+\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[^])|[^]/uy

/**
 * Reads a regular expression of ECMAScript with the `u` flag. What needs backtracking is refused.
 * @throws PatternError
 */
export function parsePattern(pattern: string): PatternNode {
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    const words = error instanceof Error ? error.message : ''
    throw new PatternError('not-a-pattern', words.replace(/^Invalid regular expression: \/[^]*\/u?: /, ''))
  }
  return new PatternParser(pattern).parse()
}

const MAX_GROUP_DEPTH = 100

/** The engine has found the pattern well-formed, so what is not one thing here is the other. */
class PatternParser {
  private at = 0
  private depth = 0

  constructor(private readonly pattern: string) {}

  parse(): PatternNode {
    const choices: PatternNode[] = [this.sequence()]
    while (this.pattern[this.at] === '|') {
      this.at += 1
      choices.push(this.sequence())
    }
    return choices.length === 1 && choices[0] !== undefined ? choices[0] : { kind: 'choice', parts: choices }
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = []
    for (;;) {
      const next = this.pattern[this.at]
      if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', parts }
      parts.push(this.quantified(this.atom(next)))
    }
  }

  private atom(next: string): PatternNode {
    if (next === '(') return this.group()
    if (next === '^' || next === '$') {
      this.at += 1
      return { kind: 'assertion', source: next }
    }
    if (this.match(BACK_REFERENCE_AT) !== null) throw new PatternError('refers-back')
    const source = this.match(SET_AT)?.[0] ?? ''
    return source === '\\b' || source === '\\B' ? { kind: 'assertion', source } : { kind: 'set', source }
  }

  private group(): PatternNode {
    if (this.match(LOOK_AT) !== null) throw new PatternError('looks-around')
    // Flags for a part of a pattern (`(?i:a)`) are newer than the floor's engine; read as a group they would be text.
    if (this.match(GROUP_AT) === null || this.pattern[this.at] === '?') throw new PatternError('not-a-pattern')
    this.depth += 1
    if (this.depth > MAX_GROUP_DEPTH) throw new PatternError('pattern-too-large')
    const inner = this.parse()
    this.depth -= 1
    this.at += 1
    return inner
  }

  private quantified(of: PatternNode): PatternNode {
    const found = this.match(QUANTIFIER_AT)
    if (found === null) return of
    const [, sign, least = '0', comma, most, question] = found
    const lazy = question === '?'
    if (sign !== undefined) return { kind: 'repetition', of, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity, lazy }
    const upper = comma === undefined ? Number(least) : most === '' || most === undefined ? Infinity : Number(most)
    return { kind: 'repetition', of, least: Number(least), most: upper, lazy }
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.pattern)
    if (found !== null) this.at += found[0].length
    return found
  }
}
