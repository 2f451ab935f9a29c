import type { NoteBook } from '../note-book'
import type { ShellReader } from './shell-words'
import { WordReader } from './word-reader'

/**
 * Words of a PowerShell command (about_Quoting_Rules): the backtick escapes, `''` and `""` inside quotes, here-strings, and
 * `$([char]0x4f1a)`, with which browsers write other scripts. Lists in `@{…}` and `(…)` are one word each, as written.
 */
export const powershellWords: ShellReader = (text, from, notes) => new PowershellReader(text, from, notes).read()

const PLAIN = /[^\s`'"$@;|&(){}‘’“”]+/y
const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const CHARACTER = /\$\(\[char\]\s*(0x[0-9a-f]{1,6}|\d{1,7})\)/iy
const VARIABLE = /\$(?:\{[^}\n]*\}|\([^)\n]*\)|[A-Za-z_][\w:]*(?:\.[A-Za-z_]\w*)*)/y

class PowershellReader extends WordReader {
  constructor(text: string, from: number, notes: NoteBook) {
    super(text, from, notes, PLAIN)
  }

  protected special(character: string): boolean {
    if (character === '`') this.backtick()
    else if (/['"‘’“”]/.test(character)) this.quoted(/["“”]/.test(character))
    else if (character === '@' && /['"]/.test(this.text.charAt(this.at + 1))) this.hereString()
    else if (character === '@' && this.text.charAt(this.at + 1) === '{') this.group('{', '}')
    else if (character === '(' && this.list.isBetweenWords) this.group('(', ')')
    else if (character === '$') this.variable()
    else if (character === '\n' || character === ';' || character === '|') return false
    else if (character === '&') return this.ampersand()
    else if (/\s/.test(character)) {
      this.list.endWord()
      this.at += 1
    } else this.take(1)
    return true
  }

  private backtick(): void {
    const lineEnd = /^`[ \t]*\r?\n/.exec(this.text.slice(this.at, this.at + 40))
    if (lineEnd !== null) this.at += lineEnd[0].length
    else {
      this.list.append(this.text.slice(this.at + 1, this.at + 2))
      this.at += 2
    }
  }

  private quoted(isDouble: boolean): void {
    const start = this.at
    this.list.append('')
    this.at += 1
    const isQuote = (character: string): boolean => (isDouble ? /["“”]/ : /['‘’]/).test(character)
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at)
      if (isQuote(character)) {
        if (!isQuote(this.text.charAt(this.at + 1))) {
          this.at += 1
          return
        }
        this.list.append(character)
        this.at += 2
      } else if (isDouble && character === '`') {
        const next = this.text.charAt(this.at + 1)
        this.list.append(ESCAPES[next] ?? next)
        this.at += 2
      } else if (isDouble && character === '$') this.variable()
      else this.take(1)
    }
    this.unclosed(start)
  }

  private hereString(): void {
    const quote = this.text.charAt(this.at + 1)
    const start = this.text.indexOf('\n', this.at)
    const end = start === -1 ? -1 : this.text.indexOf(`\n${quote}@`, start)
    if (end === -1) this.unclosed(this.at)
    const lines = start === -1 ? '' : this.text.slice(start + 1, end === -1 ? undefined : Math.max(end, start + 1))
    this.list.append(lines.replace(/\r$/, ''))
    this.at = end === -1 ? this.text.length : end + 3
  }

  /** A bracketed list with everything in it as it is written. */
  private group(open: string, close: string): void {
    const start = this.at
    let depth = 0
    let quote = ''
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at)
      if (character === '`' && quote !== "'") this.at += 1
      else if (quote !== '') quote = character === quote ? '' : quote
      else if (character === '"' || character === "'") quote = character
      else if (character === open) depth += 1
      else if (character === close && (depth -= 1) === 0) break
    }
    this.at = Math.min(this.at + 1, this.text.length)
    this.list.append(this.text.slice(start, this.at))
  }

  private variable(): void {
    CHARACTER.lastIndex = this.at
    const character = CHARACTER.exec(this.text)
    if (character !== null) {
      const code = Number(character[1])
      this.list.append(code <= 0x10ffff ? String.fromCodePoint(code) : character[0])
      this.at += character[0].length
      return
    }
    const variable = this.match(VARIABLE)
    if (variable === null) this.take(1)
    else {
      this.notes.add('variable-kept', variable.slice(0, 40))
      this.list.append(variable)
    }
  }
}
