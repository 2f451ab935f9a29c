import type { NoteBook } from '../note-book'
import type { ShellReader } from './shell-words'
import { WordReader } from './word-reader'

/**
 * Words by the rules of POSIX shells (XCU 2.2) and the `$'…'` of bash. Variables and substitutions stay as they are written and are
 * told; a command ends at a line break or an operator.
 */
export const posixWords: ShellReader = (text, from, notes) => new PosixReader(text, from, notes).read()

const PLAIN = /[^\s\\'"$`;|&<>()#]+/y
const IN_DOUBLE = /[^"\\$`]+/y
const VARIABLE = /\$(?:\{[^}\n]*\}?|[A-Za-z_]\w*|[0-9@*#?!$-])/y

class PosixReader extends WordReader {
  constructor(text: string, from: number, notes: NoteBook) {
    super(text, from, notes, PLAIN)
  }

  protected special(character: string): boolean {
    switch (character) {
      case '\\':
        this.backslash()
        return true
      case "'":
        this.list.append(this.upTo("'"))
        return true
      case '"':
        this.doubleQuoted()
        return true
      case '$':
      case '`':
        this.dollar()
        return true
      case '#':
        if (this.list.isBetweenWords) return false
        this.take(1)
        return true
      case '&':
        return this.ampersand()
      case '\n':
      case ';':
      case '|':
      case '<':
      case '>':
      case '(':
      case ')':
        return false
      default:
        // What is left is blanks; a carriage return before a line break is none of a word.
        this.list.endWord()
        this.at += 1
        return true
    }
  }

  private backslash(): void {
    const lineEnd = /^\\\r?\n/.exec(this.text.slice(this.at, this.at + 3))
    if (lineEnd !== null) this.at += lineEnd[0].length
    // People leave a blank behind the backslash that ends a line; the shell would take it for a word of its own.
    else if (/^\\[ \t]+\r?\n/.test(this.text.slice(this.at, this.at + 40))) this.at = this.text.indexOf('\n', this.at) + 1
    else {
      this.list.append(this.text.slice(this.at + 1, this.at + 2))
      this.at += 2
    }
  }

  private upTo(quote: string): string {
    const end = this.text.indexOf(quote, this.at + 1)
    if (end === -1) this.unclosed(this.at)
    const found = this.text.slice(this.at + 1, end === -1 ? undefined : end)
    this.at = end === -1 ? this.text.length : end + 1
    return found
  }

  private doubleQuoted(): void {
    const start = this.at
    this.at += 1
    this.list.append('')
    while (this.at < this.text.length) {
      const plain = this.match(IN_DOUBLE)
      if (plain !== null) this.list.append(plain)
      const character = this.text.charAt(this.at)
      if (character === '"') {
        this.at += 1
        return
      }
      if (character === '$' || character === '`') this.dollar(true)
      else if (character === '\\') {
        const next = this.text.charAt(this.at + 1)
        const isLineEnd = next === '\n' || this.text.startsWith('\r\n', this.at + 1)
        if (isLineEnd) this.at += next === '\n' ? 2 : 3
        else {
          this.list.append('"\\$`'.includes(next) ? next : `\\${next}`)
          this.at += 2
        }
      }
    }
    this.unclosed(start)
  }

  private dollar(isQuoted = false): void {
    if (!isQuoted && this.text.startsWith("$'", this.at)) {
      this.ansiQuoted()
      return
    }
    if (!isQuoted && this.text.startsWith('$"', this.at)) {
      this.at += 1
      this.doubleQuoted()
      return
    }
    const variable = this.match(VARIABLE) ?? this.substitution()
    if (variable !== null) this.notes.add('variable-kept', variable.slice(0, 40))
    if (variable === null) this.take(1)
    else this.list.append(variable)
  }

  private substitution(): string | null {
    const isBacktick = this.text.charAt(this.at) === '`'
    if (!isBacktick && !this.text.startsWith('$(', this.at)) return null
    const end = this.text.indexOf(isBacktick ? '`' : ')', this.at + 1)
    if (end === -1) return null
    const found = this.text.slice(this.at, end + 1)
    this.at = end + 1
    return found
  }

  /** `$'…'` of bash: escapes as in C, `\xHH`, `\nnn`, `\uHHHH`, `\UHHHHHHHH`, `\cX`. Bytes that follow each other are UTF-8 together. */
  private ansiQuoted(): void {
    const end = ansiEnd(this.text, this.at + 2)
    if (end === this.text.length) this.unclosed(this.at)
    this.list.append(unescapeAnsi(this.text.slice(this.at + 2, end)))
    this.at = Math.min(end + 1, this.text.length)
  }
}

function ansiEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1
    else if (text.charAt(at) === "'") return at
  }
  return text.length
}

const ANSI: Readonly<Record<string, string>> = { a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', "'": "'", '"': '"', '?': '?' }
const BYTES = /(?:\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3})+/
const ESCAPE = new RegExp(`${BYTES.source}|\\\\u[0-9A-Fa-f]{1,4}|\\\\U[0-9A-Fa-f]{1,8}|\\\\c[^]|\\\\[^]`, 'g')

function unescapeAnsi(text: string): string {
  return text.replace(ESCAPE, (escape) => {
    if (BYTES.test(escape)) return utf8Of(escape)
    const kind = escape.charAt(1)
    if (/^\\[uU]./.test(escape)) {
      const code = parseInt(escape.slice(2), 16)
      return code > 0x10ffff ? escape : String.fromCodePoint(code)
    }
    if (kind === 'c' && escape.length === 3) return String.fromCharCode(escape.charCodeAt(2) & 0x1f)
    return ANSI[kind] ?? escape
  })
}

function utf8Of(escapes: string): string {
  const codes = escapes.match(/\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3}/g) ?? []
  return new TextDecoder().decode(Uint8Array.from(codes, (code) => (code.startsWith('\\x') ? parseInt(code.slice(2), 16) : parseInt(code.slice(1), 8) & 0xff)))
}
