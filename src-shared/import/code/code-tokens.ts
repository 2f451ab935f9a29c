import type { CodeShape } from './languages'

/** A piece of code. Texts have their escapes undone; `isDynamic` ones hold something only a run would know. */
export type CodeToken =
  | { readonly kind: 'name' | 'number' | 'mark'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly isDynamic: boolean }

const BLANKS = /\s+/y
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy
const NUMBER = /(?:0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)[A-Za-z]*/y
const MARK = /=>|->|::|\?\.|===?|!==?|<=|>=|&&|\|\||\+=|\.=|[^]/y
const LINE_COMMENT = /(?:\/\/|#(?!\[))[^\n]*/y
const HEREDOC = /<<<[ \t]*(['"]?)(\w+)\1\r?\n/y
const RAW_CPP = /R"(\w{0,16})\(/y
/** Letters that may stand before a quote: raw, byte, unicode and formatted texts. */
const PREFIX = /(?:[rRbBuUfFL]{1,2}|u8|@\$?|\$@?)(?=["'])/y

/** The pieces of a program in one of the languages of the official page; what a language does not know is a mark. Never fails. */
export function codeTokens(text: string, shape: CodeShape): CodeToken[] {
  return new Lexer(text, shape).read()
}

class Lexer {
  private readonly tokens: CodeToken[] = []
  private at = 0

  constructor(
    private readonly text: string,
    private readonly shape: CodeShape,
  ) {}

  read(): CodeToken[] {
    while (this.at < this.text.length) this.step()
    return this.tokens
  }

  private step(): void {
    if (this.match(BLANKS) !== null || this.comment()) return
    const heredoc = this.shape === 'php' ? this.exec(HEREDOC) : null
    if (heredoc !== null) return this.heredoc(heredoc[2] ?? '', heredoc[1] === "'")
    const raw = this.shape === 'cpp' ? this.exec(RAW_CPP) : null
    if (raw !== null) return this.until(`)${raw[1] ?? ''}"`)
    const prefix = this.shape === 'php' || this.shape === 'nodejs' || this.shape === 'fetch' ? null : this.match(PREFIX)
    const quote = this.text.charAt(this.at)
    if (quote === '"' || quote === "'" || quote === '`') return this.quoted(quote, prefix ?? '')
    const name = this.match(NAME)
    // PHP's variables are names with a dollar.
    if (name !== null) return this.push('name', name.length > 1 ? name.replace(/^\$/, '') : name)
    const number = this.match(NUMBER)
    if (number !== null) return this.push('number', number)
    this.push('mark', this.match(MARK) ?? '')
  }

  private push(kind: 'name' | 'number' | 'mark', text: string): void {
    this.tokens.push({ kind, text })
  }

  private pushText(text: string, isDynamic = false): void {
    this.tokens.push({ kind: 'text', text, isDynamic })
  }

  private comment(): boolean {
    if (this.match(LINE_COMMENT) !== null) return true
    if (!this.text.startsWith('/*', this.at)) return false
    const end = this.text.indexOf('*/', this.at + 2)
    this.at = end === -1 ? this.text.length : end + 2
    return true
  }

  private until(closing: string): void {
    const end = this.text.indexOf(closing, this.at)
    this.pushText(this.text.slice(this.at, end === -1 ? undefined : end))
    this.at = end === -1 ? this.text.length : end + closing.length
  }

  private heredoc(word: string, isLiteral: boolean): void {
    const start = this.at - 1
    const end = this.text.indexOf(`\n${word}`, start)
    const body = this.text.slice(start + 1, end === -1 ? undefined : Math.max(end, start + 1)).replace(/\r$/, '')
    this.at = end === -1 ? this.text.length : end + 1 + word.length
    this.pushText(isLiteral ? body : unescaped(body, 'php'), !isLiteral && isInterpolated(body, 'php', ''))
  }

  private quoted(quote: string, prefix: string): void {
    const isTriple = quote !== '`' && this.text.startsWith(quote.repeat(3), this.at) && this.shape !== 'php' && this.shape !== 'cpp'
    const closing = isTriple ? quote.repeat(3) : quote
    const isVerbatim = prefix.includes('@')
    const isRaw = /r/i.test(prefix) || isVerbatim
    this.at += closing.length
    const start = this.at
    while (this.at < this.text.length && !this.text.startsWith(closing, this.at)) this.at += this.text.charAt(this.at) === '\\' && !isVerbatim ? 2 : 1
    if (isVerbatim) while (this.text.startsWith('""', this.at)) this.skipVerbatim()
    const body = this.text.slice(start, this.at)
    this.at = Math.min(this.at + closing.length, this.text.length)
    const laidOut = isTriple && (this.shape === 'java' || this.shape === 'dotnet') ? withoutIndent(body) : body
    const plain = isVerbatim ? body.replaceAll('""', '"') : isRaw ? laidOut : this.shape === 'php' && quote === "'" ? laidOut.replace(/\\([\\'])/g, '$1') : unescaped(laidOut, this.shape)
    this.pushText(plain, isInterpolated(body, this.shape === 'php' && quote === "'" ? null : this.shape, quote === '`' ? '`' : prefix))
  }

  /** Goes on behind a doubled quote to the next one. */
  private skipVerbatim(): void {
    this.at += 2
    const next = this.text.indexOf('"', this.at)
    this.at = next === -1 ? this.text.length : next
  }

  private exec(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found !== null) this.at += found[0].length
    return found
  }

  private match(pattern: RegExp): string | null {
    return this.exec(pattern)?.[0] ?? null
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const NUMBERED = /\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3}/g
const ESCAPE = new RegExp(`((?:${NUMBERED.source})+)|\\\\(?:u\\{([0-9a-fA-F]{1,6})\\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\\r?\\n)|([^]))`, 'g')
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', s: ' ' }

function unescaped(text: string, shape: CodeShape): string {
  if (!text.includes('\\')) return text
  return text.replace(ESCAPE, (escape, numbered: string | undefined, braced: string | undefined, four, eight, lineEnd: string | undefined, other: string | undefined) => {
    if (numbered !== undefined) return textOfNumbered(numbered, shape)
    const code = braced ?? (four as string | undefined) ?? (eight as string | undefined)
    if (code !== undefined) return parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(parseInt(code, 16)) : escape
    if (lineEnd !== undefined) return ''
    const character = other ?? ''
    if (/["'`\\/$]/.test(character)) return character
    return ESCAPES[character] ?? (shape === 'python' || shape === 'php' ? escape : character)
  })
}

/** Escapes by number: C++ and PHP write bytes, of which several make a character; the others characters. */
function textOfNumbered(escapes: string, shape: CodeShape): string {
  const codes = (escapes.match(NUMBERED) ?? []).map((escape) => (escape.startsWith('\\x') ? parseInt(escape.slice(2), 16) : parseInt(escape.slice(1), 8)))
  return shape === 'cpp' || shape === 'php' ? decoder.decode(Uint8Array.from(codes)) : codes.map((code) => String.fromCharCode(code)).join('')
}

function isInterpolated(body: string, shape: CodeShape | null, prefix: string): boolean {
  if (shape === 'php') return /(?:^|[^\\])(?:\$[A-Za-z_]|\{\$)/.test(body)
  if (prefix === '`') return /(?:^|[^\\])\$\{/.test(body)
  return /[fF$]/.test(prefix) && /(?:^|[^{])\{[^{]/.test(body)
}

/** A text block of Java (JLS 3.10.6) without the line it begins on and what every line is indented by. */
function withoutIndent(body: string): string {
  const opening = /^[ \t]*\r?\n/.exec(body)
  if (opening === null) return body
  const lines = body.slice(opening[0].length).split(/\r?\n/)
  const counted = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1)
  const indent = counted.reduce((least, line) => Math.min(least, line.length - line.trimStart().length), Number.MAX_SAFE_INTEGER)
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n')
}
