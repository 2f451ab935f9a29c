import { FilterError, columnAt, type FilterFault } from './filter-error'

const BLANKS_AT = /[ \t\n\r]*/y
const INTEGER_AT = /-?\d+/y
const INTEGER = /^(?:0|-?[1-9]\d*)$/
const NUMBER_AT = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// A name after a dot (RFC 9535, section 2.5.1.1).
const NAME_AT = /[A-Za-z_\u0080-\ud7ff\ue000-\uffff\u{10000}-\u{10ffff}][A-Za-z_\d\u0080-\ud7ff\ue000-\uffff\u{10000}-\u{10ffff}]*/uy
// eslint-disable-next-line no-control-regex -- the grammar excludes exactly these control characters
const PLAIN_AT = /[^'"\\\u0000-\u001f]+/y
const HEXADECIMAL_AT = /[\da-fA-F]{4}/y

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '/': '/', '\\': '\\' }

/** Reads the words of a JSONPath expression one after another and knows where it stands. */
export class ExpressionReader {
  at = 0

  constructor(readonly expression: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.expression.length
  }

  /** The character at the place, empty at the end. */
  get next(): string {
    return this.expression.charAt(this.at)
  }

  startsWith(word: string): boolean {
    return this.expression.startsWith(word, this.at)
  }

  skipBlanks(): void {
    this.match(BLANKS_AT)
  }

  take(word: string): boolean {
    if (!this.startsWith(word)) return false
    this.at += word.length
    return true
  }

  expect(word: string): void {
    if (!this.take(word)) throw this.unexpected()
  }

  /** The text the sticky pattern finds at the place, empty when it finds none. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.expression)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** A name as it may stand behind a dot, empty when there is none. */
  takeName(): string {
    return this.match(NAME_AT)
  }

  /** An index or a bound of a slice, null when there is none (RFC 9535, section 2.1: within what a double holds exactly). */
  takeInteger(): number | null {
    const start = this.at
    const digits = this.match(INTEGER_AT)
    if (digits === '') return null
    const value = Number(digits)
    if (!INTEGER.test(digits) || !Number.isSafeInteger(value)) throw this.error('wrong-number', start, digits)
    return value
  }

  /** The digits of a number literal, null when there is none. */
  takeNumber(): string | null {
    const start = this.at
    const digits = this.match(NUMBER_AT)
    if (digits === '') return null
    // What goes on like a number and is none: `01`, `1.`, `1e`.
    if (/[\w.]/.test(this.next)) throw this.error('wrong-number', start, digits + this.next)
    return digits
  }

  /** The characters of a string literal in single or double quotes, null when there is none. */
  takeString(): string | null {
    const quote = this.next
    if (quote !== "'" && quote !== '"') return null
    const start = this.at
    this.at += 1
    let text = ''
    for (;;) {
      text += this.match(PLAIN_AT)
      const character = this.next
      if (character === '') throw this.error('unclosed-string', start)
      if (character === quote) {
        this.at += 1
        return text
      }
      if (character === '\\') text += this.takeEscape(quote)
      else if (character === "'" || character === '"') text += this.expression.charAt(this.at++)
      else throw this.unexpected()
    }
  }

  private takeEscape(quote: string): string {
    const start = this.at
    const letter = this.expression.charAt(start + 1)
    this.at += 2
    if (letter === quote) return quote
    if (letter === 'u') {
      const digits = this.match(HEXADECIMAL_AT)
      // A lone surrogate is taken although the grammar leaves it out: a name on the wire may hold one.
      if (digits !== '') return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined
    if (plain === undefined) throw this.error('wrong-escape', start, `\\${letter}`)
    return plain
  }

  /** The error for whatever stands at the place. */
  unexpected(): FilterError {
    if (this.isAtEnd) return this.error('ends-early', this.at)
    return this.error('unexpected-character', this.at, String.fromCodePoint(this.expression.codePointAt(this.at) ?? 0))
  }

  error(fault: FilterFault, offset: number, detail = ''): FilterError {
    return new FilterError(fault, columnAt(this.expression, offset), detail)
  }
}
