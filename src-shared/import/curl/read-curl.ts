import type { Parameter } from '../../protocol/parameters'
import { callsRouter, type CallPart, type HttpCall } from '../http-call'
import { NoteBook, placeOf } from '../note-book'
import { promptOf } from '../unwrap'
import { cmdWords } from './cmd-words'
import { longOption, shortOption, takesValue, type CurlOption } from './options'
import { posixWords } from './posix-words'
import { powershellWords } from './powershell-words'
import type { ShellReader } from './shell-words'

/** A command that was found, with what was told while it was read. */
export interface FoundCall {
  readonly call: HttpCall
  readonly notes: NoteBook
}

/** Where a command begins: at the start of a line behind prompts, or behind something else when a word of a command follows. */
const COMMAND = /(?<=^|[\s;&|`('"=:>$])curl(?:\.exe)?(?=[ \t]+(?:-|\^?["'$@]|[a-z]+:\/\/|[\w.-]+[/:])|[ \t]*[\\^`]\r?\n)/gim

/** Reads every curl command of a text and takes the first that calls a router, or the first of all; null when there is none. */
export function readCurl(text: string): FoundCall | null {
  const calls: { call: HttpCall; notes: NoteBook; start: number; end: number }[] = []
  COMMAND.lastIndex = 0
  for (let match = COMMAND.exec(text); match !== null && calls.length < 200; match = COMMAND.exec(text)) {
    const notes = new NoteBook()
    const shell = shellOf(text, match.index)
    if (shell.name !== 'POSIX') notes.add('shell-assumed', shell.name)
    const { words, end } = shell.read(text, match.index, notes)
    const isExe = shell.name === 'PowerShell'
    calls.push({ call: callOf(isExe ? words.map(withoutBackslashes) : words, notes), notes, start: match.index, end })
    COMMAND.lastIndex = Math.max(end, match.index + 4)
  }
  const chosen = calls.find(({ call }) => callsRouter(call)) ?? calls[0]
  if (chosen === undefined) return null
  if (calls.length > 1) chosen.notes.add('others-not-read', String(calls.length - 1))
  else tellAround(text, chosen)
  return chosen
}

/** Tells of what stands before and behind the only command of a text. */
function tellAround(text: string, { start, end, notes }: { start: number; end: number; notes: NoteBook }): void {
  const before = text.slice(0, start)
  const prompt = promptOf(`${before}curl`)
  if (prompt !== '' && prompt.trim() === before.trim()) notes.add('prompt-removed', prompt.trim().slice(-1))
  else if (before.trim() !== '') notes.add('prefix-removed', placeOf(text, start))
  if (text.slice(end).trim() !== '') notes.add('rest-not-read', placeOf(text, end))
}

/** Windows PowerShell does not escape quotes for the program it starts, so people do. */
function withoutBackslashes(word: string): string {
  return /^[{[]\\"/.test(word) || /[:,{]\\"/.test(word) ? word.replaceAll('\\"', '"') : word
}

function shellOf(text: string, start: number): { name: string; read: ShellReader } {
  const rest = text.slice(start, start + 200_000)
  const before = text.slice(Math.max(0, start - 200), start)
  const lineEnds = /[^\s]?([\\^`])[ \t]*\r?\n/.exec(rest)?.[1]
  if (/PS [^\n>]*>\s*$/.test(before) || lineEnds === '`' || /^curl\.exe\b[^\n']*'/.test(rest)) return { name: 'PowerShell', read: powershellWords }
  const isCmd = lineEnds === '^' || /\s\^"\S/.test(rest) || /[A-Za-z]:\\[^\n>]*>\s*$/.test(before) || /[{[:,]""[\w{]/.test(rest.slice(0, 5_000).split(/[\n']/, 1)[0] ?? '') || /%%[0-9A-F]{2}/.test(rest)
  return isCmd ? { name: 'cmd', read: cmdWords } : { name: 'POSIX', read: posixWords }
}

/** The call that a list of words makes: the arguments of curl, its own name first. */
function callOf(words: readonly string[], notes: NoteBook): HttpCall {
  return new Arguments(words.slice(1), notes).read()
}

class Arguments {
  private readonly urls: string[] = []
  private readonly headers: Parameter[] = []
  private readonly data: CallPart[] = []
  private readonly query: CallPart[] = []
  private readonly dropped: Parameter[] = []
  private method: string | null = null
  private isGet = false
  private isForm = false
  private at = 0

  constructor(
    private readonly words: readonly string[],
    private readonly notes: NoteBook,
  ) {}

  read(): HttpCall {
    let isOver = false
    let onlyUrls = false
    for (; this.at < this.words.length && !isOver; this.at += 1) {
      const word = this.words[this.at]!
      if (word === '--' && !onlyUrls) onlyUrls = true
      else if (onlyUrls || !word.startsWith('-') || word === '-') this.urls.push(word)
      else if (word.startsWith('--')) isOver = this.long(word.slice(2))
      else isOver = this.letters(word.slice(1))
    }
    const [url = null, ...others] = this.urls.filter((word) => word !== '').map((word) => this.withoutQuotes(word))
    for (const other of others) this.notes.add('several-urls', other.replace(/[?#].*$/s, ''))
    if (this.isForm) this.notes.add('multipart')
    const hasBody = this.data.length > 0
    return {
      shape: 'curl',
      url,
      method: this.method ?? (this.isGet || !hasBody ? 'GET' : 'POST'),
      headers: this.headers,
      query: this.isGet ? [...this.query, ...this.data] : this.query,
      body: this.isGet ? [] : this.data,
      dropped: this.dropped,
    }
  }

  /** Where single quotes mean nothing, as in cmd, people put them around addresses all the same. */
  private withoutQuotes(word: string): string {
    const bare = /^'([^']*)'$/.exec(word)?.[1]
    if (bare !== undefined) this.notes.add('single-quotes', 'URL')
    return bare ?? word
  }

  private long(text: string): boolean {
    const equals = text.indexOf('=')
    const name = equals === -1 ? text : text.slice(0, equals)
    const option = longOption(name)
    if (option === null) {
      this.notes.add('unknown-option', `--${name}`)
      return false
    }
    if (equals !== -1) this.notes.add('option-joined', `--${name}`)
    return this.apply(option, `--${name}`, equals === -1 ? null : text.slice(equals + 1))
  }

  private letters(letters: string): boolean {
    for (let index = 0; index < letters.length; index += 1) {
      const letter = letters.charAt(index)
      const name = shortOption(letter)
      const option = name === null ? null : longOption(name)
      if (option === null) this.notes.add('unknown-option', `-${letter}`)
      else if (takesValue(option)) return this.apply(option, `-${letter}`, letters.slice(index + 1) || null)
      else if (this.apply(option, `-${letter}`, null)) return true
    }
    return false
  }

  /** Takes an option; true when what follows belongs to another request. */
  private apply(option: CurlOption, name: string, joined: string | null): boolean {
    const value = joined ?? (takesValue(option) ? (this.words[(this.at += 1)] ?? null) : '')
    if (value === null) this.notes.add('option-without-value', name)
    else if (option === 'next') {
      this.notes.add('others-not-read', '1')
      return true
    } else this.take(option, name, value)
    return false
  }

  private take(option: CurlOption, name: string, value: string): void {
    switch (option) {
      case 'data':
        if (value.startsWith('@')) this.notes.add('file-not-read', value)
        else this.data.push({ kind: 'form', text: value })
        return
      case 'data-raw':
        this.data.push({ kind: 'form', text: value })
        return
      case 'data-urlencode':
        this.data.push(...this.encoded(value))
        return
      case 'url-query':
        this.query.push(...(value.startsWith('+') ? [{ kind: 'form' as const, text: value.slice(1) }] : this.encoded(value)))
        return
      case 'json': {
        const last = this.data.at(-1)
        if (value.startsWith('@')) this.notes.add('file-not-read', value)
        else if (last?.kind === 'form') this.data[this.data.length - 1] = { kind: 'form', text: last.text + value }
        else this.data.push({ kind: 'form', text: value })
        this.headers.push({ name: 'Content-Type', value: 'application/json' })
        return
      }
      case 'form':
      case 'form-string':
        this.formPart(value, option === 'form-string')
        return
      case 'header':
        this.header(value)
        return
      case 'method':
        this.method = value
        return
      case 'get':
        this.isGet = true
        return
      case 'head':
        this.method ??= 'HEAD'
        return
      case 'url':
        this.urls.push(value)
        return
      case 'credentials':
        this.notes.add('credentials-dropped', name)
        this.dropped.push({ name, value: '' })
        return
      case 'told':
      case 'told-value':
        this.notes.add('option-ignored', name)
        return
    }
  }

  /** The five forms of `--data-urlencode`: `content`, `=content`, `name=content`, `@file`, `name@file`. */
  private encoded(value: string): CallPart[] {
    const mark = /[=@]/.exec(value)
    if (mark === null) return [{ kind: 'pair', name: value, value: '' }]
    const name = value.slice(0, mark.index)
    const content = value.slice(mark.index + 1)
    if (mark[0] === '@') {
      this.notes.add('file-not-read', `${name}@${content}`)
      return []
    }
    // Without a name the content is one piece of text; what it says of a form is lost in its escapes.
    if (name === '') return [{ kind: 'pair', name: content, value: '' }]
    return [{ kind: 'pair', name, value: content }]
  }

  private formPart(text: string, isLiteral: boolean): void {
    const equals = text.indexOf('=')
    const name = equals === -1 ? text : text.slice(0, equals)
    const value = equals === -1 ? '' : text.slice(equals + 1)
    this.isForm = true
    if (isLiteral) this.data.push({ kind: 'pair', name, value })
    else if (/^[@<]/.test(value)) this.notes.add('file-not-read', `${name}=${value}`)
    else this.data.push({ kind: 'pair', name, value: formValue(value) })
  }

  private header(text: string): void {
    // `Name;` sends a header without a value.
    const mark = text.search(/[:;]/)
    if (text.startsWith('@')) this.notes.add('file-not-read', text)
    else if (mark > 0) this.headers.push({ name: text.slice(0, mark).trim(), value: text.slice(mark + 1).trim() })
  }
}

/** The content of `-F name=content;type=…`: what follows a semicolon is about the part, unless it is quoted. */
function formValue(value: string): string {
  const quoted = value.startsWith('"') && value.length < 65_536 ? /^"((?:[^"\\]|\\.)*)"/s.exec(value) : null
  if (quoted !== null) return (quoted[1] ?? '').replace(/\\(["\\])/g, '$1')
  return value.replace(/;(?:type|filename|headers|encoder)=[^;]*$/i, '')
}
