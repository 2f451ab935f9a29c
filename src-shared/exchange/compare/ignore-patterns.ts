/** What is ignored unless the user says otherwise: what differs between any two calls. Comments hold the name of the platform's host. */
export const IGNORED_BY_DEFAULT: readonly string[] = ['sign', 'timestamp', 'request_id', 'comment()']

export const MAX_PATTERNS = 50
export const MAX_PATTERN_LENGTH = 200

/** A way down from the top: names, and numbers from 0 of items among their like. */
export type Steps = readonly (string | number)[]

type Token = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'any-name' } | { readonly kind: 'index'; readonly index: number } | { readonly kind: 'any-index' }

/** An ignore pattern that was understood. */
export interface IgnorePattern {
  readonly text: string
  /** Whether it begins at the top of the document. */
  readonly isAnchored: boolean
  readonly tokens: readonly Token[]
}

const TOKEN = /(?<dot>\.)?(?:(?<any>\*)|(?<name>[^\s.[\]'"*$/]+))|\[(?:(?<anyIndex>\*)|(?<index>\d{1,9})|'(?<quoted>(?:[^'\\]|\\['\\])*)')\]/y

/**
 * Reads an ignore pattern; null when it is none. It names the end of a path, with everything inside:
 * `request_id` is that name anywhere, `data.session_id` only below `data`, `*` any one name, `items[*].time` that member of
 * every item, `items[0].time` of the first, `['a.b']` a name with other characters (`\'` and `\\` inside). `$.` in front pins it to the top.
 * A name also stands for all its items, so `items.time` is the same as `items[*].time`. XML attributes are `@name`, comments `comment()`.
 */
export function readIgnorePattern(text: string): IgnorePattern | null {
  const isAnchored = text.startsWith('$')
  const tokens: Token[] = []
  const start = isAnchored ? 1 : 0
  for (let at = start; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(text)?.groups
    if (groups === undefined) return null
    const isBracket = groups['any'] === undefined && groups['name'] === undefined
    // A dot stands between names and behind `$`, nowhere else.
    if (!isBracket && (groups['dot'] !== undefined) === (at === 0)) return null
    tokens.push(tokenOf(groups))
  }
  return tokens.length === 0 || text.length > MAX_PATTERN_LENGTH ? null : { text, isAnchored, tokens }
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  if (groups['any'] !== undefined) return { kind: 'any-name' }
  if (groups['anyIndex'] !== undefined) return { kind: 'any-index' }
  if (groups['index'] !== undefined) return { kind: 'index', index: Number(groups['index']) }
  return { kind: 'name', name: groups['name'] ?? (groups['quoted'] ?? '').replace(/\\(['\\])/g, '$1') }
}

const PLAIN_NAME = /^[^\s.[\]'"*$/]+$/

/** The pattern that stands for a value wherever it is in a list; null when there is no name on the way to it. */
export function ignorePatternFor(steps: Steps): string | null {
  const names = steps.filter((step) => typeof step === 'string')
  if (names.length === 0) return null
  const pattern = `$${names.map((name) => (PLAIN_NAME.test(name) ? `.${name}` : `['${name.replace(/['\\]/g, '\\$&')}']`)).join('')}`
  return pattern.length > MAX_PATTERN_LENGTH ? null : pattern
}

/** The patterns of one comparison. */
export class IgnoreRules {
  private readonly patterns: readonly IgnorePattern[]
  private readonly lastNames = new Set<string>()
  private readonly isLastNameOpen: boolean
  /** Whether a pattern tells one item of a list from the others. */
  readonly needsNumbers: boolean

  /** Texts that are no patterns are left out: whoever takes them from the user says so there. */
  constructor(texts: readonly string[]) {
    this.patterns = [...new Set(texts)].flatMap((text) => readIgnorePattern(text) ?? [])
    let isOpen = false
    for (const { tokens } of this.patterns) {
      const last = tokens.findLast(({ kind }) => kind === 'name' || kind === 'any-name')
      if (last?.kind === 'name') this.lastNames.add(last.name)
      else isOpen = true
    }
    this.isLastNameOpen = isOpen
    this.needsNumbers = this.patterns.some(tellsItemsApart)
  }

  /** Whether a pattern may stand for values of that name: the quick question before the exact one. */
  mayIgnore(name: string): boolean {
    return this.isLastNameOpen || this.lastNames.has(name)
  }

  /** The first pattern that stands for the value or for something it is in; null when it counts. */
  find(steps: Steps): string | null {
    for (let length = 1; length <= steps.length; length += 1) {
      const name = steps[length - 1]
      if (typeof name === 'string' && !this.mayIgnore(name)) continue
      const found = this.patterns.find((pattern) => matches(pattern, steps, length))
      if (found !== undefined) return found.text
    }
    return null
  }

  /** Whether a pattern stands for the value itself, wherever it is in a list; the numbers among the steps may be any. */
  standsForAll(steps: Steps): boolean {
    return this.patterns.some((pattern) => !tellsItemsApart(pattern) && matches(pattern, steps, steps.length))
  }
}

function tellsItemsApart({ tokens }: IgnorePattern): boolean {
  return tokens.some(({ kind }) => kind === 'index')
}

/** Whether a pattern is the end of the first so many steps. */
function matches({ tokens, isAnchored }: IgnorePattern, steps: Steps, length: number): boolean {
  let at = length - 1
  for (let number = tokens.length - 1; number >= 0; number -= 1) {
    const token = tokens[number]!
    if (token.kind === 'name' || token.kind === 'any-name') at = skipNumbers(steps, at)
    if (at < 0 || !fits(token, steps[at]!)) return false
    at -= 1
  }
  return !isAnchored || skipNumbers(steps, at) < 0
}

function fits(token: Token, step: string | number): boolean {
  if (typeof step === 'number') return token.kind === 'any-index' || (token.kind === 'index' && token.index === step)
  return token.kind === 'any-name' || (token.kind === 'name' && token.name === step)
}

function skipNumbers(steps: Steps, from: number): number {
  let at = from
  while (at >= 0 && typeof steps[at] === 'number') at -= 1
  return at
}
