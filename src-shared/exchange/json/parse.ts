import { MAX_DEPTH, NotWellFormedError, locate, type SyntaxFault } from '../not-well-formed'
import type { JsonMember, JsonNode, JsonString } from './tree'

const NUMBER_AT = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WHITESPACE_AT = /[ \t\n\r]*/y
// The lone class of characters a string literal may hold unescaped (RFC 8259, section 7).
// eslint-disable-next-line no-control-regex -- the grammar names exactly these control characters
const PLAIN_AT = /[^"\\\u0000-\u001f]*/y

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/**
 * Reads one JSON text (RFC 8259) without losing anything that was written.
 * @throws NotWellFormedError with line, column and reason.
 */
export function parseJson(text: string): JsonNode {
  const reader = new JsonReader(text)
  return reader.readDocument()
}

class JsonReader {
  private at = 0

  constructor(private readonly text: string) {
    // A byte order mark is no part of the document, though some servers send one.
    if (text.charCodeAt(0) === 0xfeff) this.at = 1
  }

  readDocument(): JsonNode {
    this.skipWhitespace()
    const node = this.readValue(0)
    this.skipWhitespace()
    if (this.at < this.text.length) throw this.error('something-follows-the-end', 'something follows the end of the document')
    return node
  }

  private readValue(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw this.error('nested-too-deep', `nested deeper than ${MAX_DEPTH} levels`)
    switch (this.text[this.at]) {
      case undefined:
        throw this.error('text-ends-early', 'the text ends where a value is expected')
      case '{':
        return this.readObject(depth)
      case '[':
        return this.readArray(depth)
      case '"':
        return this.readString()
      case 't':
        return this.readWord('true', { kind: 'boolean', value: true })
      case 'f':
        return this.readWord('false', { kind: 'boolean', value: false })
      case 'n':
        return this.readWord('null', { kind: 'null' })
      default:
        return this.readNumber()
    }
  }

  private readObject(depth: number): JsonNode {
    const members: JsonMember[] = []
    this.at += 1
    this.skipWhitespace()
    if (this.take('}')) return { kind: 'object', members }
    for (;;) {
      if (this.text[this.at] !== '"') throw this.error('name-expected', 'a member name in double quotes is expected')
      const name = this.readString()
      this.skipWhitespace()
      if (!this.take(':')) throw this.error('colon-expected', 'a colon is expected after the member name')
      this.skipWhitespace()
      members.push({ name: name.text, rawName: name.raw, value: this.readValue(depth + 1) })
      this.skipWhitespace()
      if (this.take('}')) return { kind: 'object', members }
      if (!this.take(',')) throw this.error('comma-expected', 'a comma or a closing brace is expected')
      this.skipWhitespace()
    }
  }

  private readArray(depth: number): JsonNode {
    const items: JsonNode[] = []
    this.at += 1
    this.skipWhitespace()
    if (this.take(']')) return { kind: 'array', items }
    for (;;) {
      items.push(this.readValue(depth + 1))
      this.skipWhitespace()
      if (this.take(']')) return { kind: 'array', items }
      if (!this.take(',')) throw this.error('comma-expected', 'a comma or a closing bracket is expected')
      this.skipWhitespace()
    }
  }

  private readString(): JsonString {
    const start = this.at
    let text = ''
    this.at += 1
    for (;;) {
      text += this.match(PLAIN_AT)
      const next = this.text[this.at]
      if (next === '"') {
        this.at += 1
        return { kind: 'string', text, raw: this.text.slice(start, this.at) }
      }
      if (next === undefined) throw this.error('text-ends-early', 'the text ends inside a string')
      if (next !== '\\') throw this.error('control-character', 'a control character stands unescaped in a string')
      text += this.readEscape()
    }
  }

  private readEscape(): string {
    const letter = this.text[this.at + 1] ?? ''
    if (letter === 'u') {
      const hex = this.text.slice(this.at + 2, this.at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw this.error('wrong-escape', '\\u needs four hexadecimal digits')
      this.at += 6
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const plain = ESCAPES[letter]
    if (plain === undefined) throw this.error('wrong-escape', 'unknown escape in a string')
    this.at += 2
    return plain
  }

  private readNumber(): JsonNode {
    const digits = this.match(NUMBER_AT)
    if (digits === '') throw this.error('value-expected', 'a value is expected')
    return { kind: 'number', digits }
  }

  private readWord(word: string, node: JsonNode): JsonNode {
    if (!this.text.startsWith(word, this.at)) throw this.error('value-expected', 'a value is expected')
    this.at += word.length
    return node
  }

  private skipWhitespace(): void {
    this.match(WHITESPACE_AT)
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private error(fault: SyntaxFault, reason: string): NotWellFormedError {
    // Wherever the text simply stops, what was expected there matters less than that it stops.
    const isAtEnd = this.at >= this.text.length
    return new NotWellFormedError({ ...locate(this.text, this.at), fault: isAtEnd ? 'text-ends-early' : fault, reason })
  }
}
