import { jsonString, type JsonString } from '../../exchange/json/tree'
import type { NoteBook } from '../note-book'
import type { PasteNoteCode } from '../pasted-request'

/** What can end a text that begins with a quote of each kind. */
export const CLOSING_QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '“”', '”': '“”', '„': '“”', '‟': '“”', '‘': '‘’', '’': '‘’', '＂': '＂', '＇': '＇', '`': '`' }
const QUOTE_NOTES: Readonly<Record<string, PasteNoteCode>> = { "'": 'single-quotes', '`': 'single-quotes', '＂': 'full-width-punctuation', '＇': 'full-width-punctuation' }

const FULL_WIDTH: Readonly<Record<string, string>> = { '，': ',', '：': ':', '｛': '{', '｝': '}', '［': '[', '］': ']', '【': '[', '】': ']' }
const BLANKS = /[ \t\r\n]+/y
const ODD_BLANKS = /[\v\f\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/y
const LINE_COMMENT = /(?:\/\/|#)[^\r\n]*/y
const PLAIN: Readonly<Record<string, RegExp>> = { '"': /[^"\\\u0000-\u001f]+/y, "'": /[^'\\\u0000-\u001f]+/y } // eslint-disable-line no-control-regex -- JSON knows no control characters in a text
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** A text read from left to right: blanks, comments, punctuation and quoted texts as people write them. */
export class LooseText {
  constructor(
    readonly text: string,
    private readonly notes: NoteBook,
    public at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  protected character(): string {
    return this.text.charAt(this.at)
  }

  /** The punctuation mark here, in its plain form. */
  protected mark(): string {
    const character = this.character()
    const plain = FULL_WIDTH[character]
    if (plain === undefined) return character
    this.note('full-width-punctuation')
    return plain
  }

  protected note(code: PasteNoteCode, offset = this.at): void {
    this.notes.addAt(code, this.text, offset)
  }

  /** What a sticky pattern matches here; null and nothing taken when it does not. */
  protected match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? null
    if (found !== null) this.at += found.length
    return found
  }

  protected skipBlanks(): void {
    for (;;) {
      const start = this.at
      this.match(BLANKS)
      const odd = this.at
      if (this.match(ODD_BLANKS) !== null) this.note('odd-space', odd)
      const comment = this.at
      if (this.skipComment()) this.note('comment', comment)
      if (this.at === start) return
    }
  }

  private skipComment(): boolean {
    if (this.match(LINE_COMMENT) !== null) return true
    if (!this.text.startsWith('/*', this.at)) return false
    const end = this.text.indexOf('*/', this.at + 2)
    this.at = end === -1 ? this.text.length : end + 2
    return true
  }

  /** A quoted text with its escapes undone; one that was sound JSON keeps its literal. */
  protected string(): JsonString {
    const start = this.at
    const quote = this.character()
    const closing = CLOSING_QUOTES[quote] ?? quote
    let isSound = quote === '"'
    if (!isSound) this.note(QUOTE_NOTES[quote] ?? 'smart-quotes', start)
    let text = ''
    this.at += 1
    for (;;) {
      if (this.isAtEnd) {
        this.note('missing-bracket')
        return jsonString(text)
      }
      const plain = PLAIN[quote]
      if (plain !== undefined) text += this.match(plain) ?? ''
      const character = this.character()
      if (character === '') continue
      if (closing.includes(character)) break
      if (character === '\\') {
        const escaped = this.escape()
        if (!escaped.isSound) isSound = false
        text += escaped.text
        continue
      }
      if (character < ' ') {
        this.note('raw-control')
        isSound = false
      }
      text += character
      this.at += 1
    }
    this.at += 1
    return isSound ? { kind: 'string', text, raw: this.text.slice(start, this.at) } : jsonString(text)
  }

  private escape(): { text: string; isSound: boolean } {
    const start = this.at
    const character = this.text.charAt(start + 1)
    const code = /^(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(this.text.slice(start + 1, start + 6))
    if (code !== null) {
      this.at += 1 + code[0].length
      if (code[2] !== undefined) this.note('wrong-escape', start)
      return { text: String.fromCharCode(parseInt(code[1] ?? code[2] ?? '', 16)), isSound: code[1] !== undefined }
    }
    this.at += character === '' ? 1 : 2
    const plain = ESCAPES[character]
    if (plain !== undefined) return { text: plain, isSound: character !== "'" && character !== '`' }
    this.note('wrong-escape', start)
    // A line that goes on behind a backslash is one line in JavaScript and Python.
    return { text: character === '\n' ? '' : `\\${character}`, isSound: false }
  }
}
