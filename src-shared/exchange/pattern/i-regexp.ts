import { LinearPattern } from './linear-pattern'
import { PatternError } from './pattern-parser'

/** Whether the text is an I-Regexp (RFC 9485) that can be searched for. */
export function isIRegexp(pattern: string): boolean {
  return compiled(pattern, true) !== null
}

/** Whether an I-Regexp matches the whole text, or some part of it; false when the pattern is none (RFC 9535, section 2.4.6). */
export function matchesIRegexp(pattern: string, text: string, whole: boolean): boolean {
  return compiled(pattern, whole)?.test(text) ?? false
}

const CATEGORY = String.raw`\\[pP]\{(?:L[lmotu]?|M[cen]?|N[dlo]?|P[c-fios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\}`
const ESCAPE = String.raw`\\[()*+\-.?[\\\]^nrt{|}]`
const IN_CLASS = String.raw`(?:[^\-[\\\]\ud800-\udfff]|${ESCAPE})`
const CLASS_PART = String.raw`(?:${IN_CLASS}(?:-${IN_CLASS})?|${CATEGORY})`
const ATOM_AT = new RegExp(
  String.raw`[^()*+.?[\\\]{|}\ud800-\udfff]|\.|${ESCAPE}|${CATEGORY}|\[\^?(?:-|${CLASS_PART})${CLASS_PART}*-?\]`,
  'uy',
)
const QUANTIFIER_AT = /[*+?]|\{\d+(?:,\d*)?\}/y

/**
 * The pattern in ECMAScript's words (RFC 9485, section 5.3), or null when it is no I-Regexp.
 * `^` and `$` mean the ends of the text, as everybody who writes them means.
 */
export function toEcmaScript(pattern: string): string | null {
  let text = ''
  let depth = 0
  let canRepeat = false
  for (let at = 0; at < pattern.length; ) {
    const character = pattern.charAt(at)
    if (character === '(' || character === ')' || character === '|') {
      depth += character === '(' ? 1 : character === ')' ? -1 : 0
      if (depth < 0) return null
      canRepeat = character === ')'
      text += character === '(' ? '(?:' : character
      at += 1
      continue
    }
    const quantifier: string | null = canRepeat ? matchAt(QUANTIFIER_AT, pattern, at) : null
    const found: string | null = quantifier ?? matchAt(ATOM_AT, pattern, at)
    if (found === null) return null
    text += quantifier === null ? translated(found) : found
    canRepeat = quantifier === null && found !== '^' && found !== '$'
    at += found.length
  }
  return depth === 0 ? text : null
}

function translated(atom: string): string {
  if (atom === '.') return '[^\\n\\r]'
  return atom === '\\-' ? '-' : atom
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

const KEPT = 32
const known = new Map<string, LinearPattern | null>()

// One pattern is asked about every row, so the last few are kept.
function compiled(pattern: string, whole: boolean): LinearPattern | null {
  const key = `${whole ? 'match' : 'search'} ${pattern}`
  const kept = known.get(key)
  if (kept !== undefined) return kept
  if (known.size >= KEPT) known.clear()
  const made = compile(pattern, whole)
  known.set(key, made)
  return made
}

function compile(pattern: string, whole: boolean): LinearPattern | null {
  const translation = toEcmaScript(pattern)
  if (translation === null) return null
  try {
    return new LinearPattern(whole ? `^(?:${translation})$` : translation)
  } catch (error) {
    // `a{2,1}` fits the grammar and is no pattern; a huge one is not worth a reader's time.
    if (error instanceof PatternError) return null
    throw error
  }
}
