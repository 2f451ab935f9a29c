import { isJsonNumber, jsonString, type JsonMember, type JsonNode } from '../../exchange/json/tree'
import { MAX_DEPTH } from '../../exchange/not-well-formed'
import { type NoteBook, placeOf } from '../note-book'
import { CLOSING_QUOTES, LooseText } from './loose-text'

/** Where a text cannot even be read leniently. */
export class LooseJsonError extends Error {
  constructor(
    readonly problem: 'not-json' | 'nested-too-deep',
    /** `line:column`. */
    readonly place: string,
  ) {
    super(`${problem} at ${place}`)
    this.name = 'LooseJsonError'
  }
}

/** What was read, and the offset after it. */
export interface LooseJson {
  readonly node: JsonNode
  readonly end: number
}

/**
 * Reads one value as people write JSON: quotes of every kind, names without quotes, comments, commas too many or too few, words and
 * number suffixes of programming languages, `=` and `=>` for the colon, full-width punctuation, brackets missing at the end.
 * Each correction is told in `notes` by its place; digits stay as they are written.
 * @throws LooseJsonError where no reading is left.
 */
export function readLooseJson(text: string, notes: NoteBook, from = 0): LooseJson {
  const reader = new LooseReader(text, notes, from)
  const node = reader.value(0)
  return { node, end: reader.at }
}

const TOKEN = /[+-]?[.\d][\w.+-]*/y
const WORD = /[\p{L}_$][\p{L}\p{N}_$.-]*/uy
const BARE_TEXT = /[^,，}｝\]］\r\n"]+/y
const OTHER_WORDS: Readonly<Record<string, JsonNode>> = {
  True: { kind: 'boolean', value: true },
  TRUE: { kind: 'boolean', value: true },
  False: { kind: 'boolean', value: false },
  FALSE: { kind: 'boolean', value: false },
  None: { kind: 'null' },
  NULL: { kind: 'null' },
  Null: { kind: 'null' },
  nil: { kind: 'null' },
  undefined: { kind: 'null' },
  NaN: { kind: 'null' },
}

class LooseReader extends LooseText {
  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new LooseJsonError('nested-too-deep', placeOf(this.text, this.at))
    this.skipBlanks()
    const mark = this.mark()
    if (mark === '{') return this.object(depth)
    if (mark === '[') return this.array(depth)
    if (CLOSING_QUOTES[this.character()] !== undefined) return this.string()
    const number = this.match(TOKEN)
    if (number !== null) return this.number(number)
    return this.word()
  }

  private object(depth: number): JsonNode {
    const members: JsonMember[] = []
    this.at += 1
    while (this.isBeforeItem('}', ']', members.length > 0)) {
      const { name, rawName } = this.name()
      this.colon()
      this.skipBlanks()
      // A text cut off behind the colon has a member without a value.
      members.push({ name, rawName, value: this.isAtEnd ? { kind: 'null' } : this.value(depth + 1) })
    }
    return { kind: 'object', members }
  }

  private array(depth: number): JsonNode {
    const items: JsonNode[] = []
    this.at += 1
    while (this.isBeforeItem(']', '}', items.length > 0)) items.push(this.value(depth + 1))
    return { kind: 'array', items }
  }

  /** Whether another item follows; takes the commas before it and the bracket that ends the list. */
  private isBeforeItem(closing: string, other: string, hasItems: boolean): boolean {
    let commas = 0
    for (;;) {
      this.skipBlanks()
      if (this.isAtEnd) {
        this.note('missing-bracket')
        return false
      }
      const mark = this.mark()
      if (mark !== ',') break
      commas += 1
      if (commas > 1 || !hasItems) this.note('trailing-comma')
      this.at += 1
    }
    const mark = this.mark()
    if (mark === closing || mark === other) {
      if (commas === 1 && hasItems) this.note('trailing-comma')
      // The bracket of the list around it ends this one too.
      if (mark === other) this.note('missing-bracket')
      else this.at += 1
      return false
    }
    if (hasItems && commas === 0) this.note('missing-comma')
    return true
  }

  private name(): { name: string; rawName: string } {
    if (CLOSING_QUOTES[this.character()] !== undefined) {
      const { text, raw } = this.string()
      return { name: text, rawName: raw }
    }
    const start = this.at
    const word = this.match(WORD) ?? this.match(TOKEN)
    if (word === null) throw this.failure()
    this.note('unquoted-name', start)
    return { name: word, rawName: JSON.stringify(word) }
  }

  private colon(): void {
    this.skipBlanks()
    if (this.isAtEnd) {
      this.note('missing-bracket')
      return
    }
    if (this.text.startsWith('=>', this.at)) this.at += 2
    else if (this.mark() === ':' || this.character() === '=') this.at += 1
    else throw this.failure()
  }

  private number(token: string): JsonNode {
    const start = this.at - token.length
    if (isJsonNumber(token)) return { kind: 'number', digits: token }
    const bare = token.replace(/(?<=\d)(?:[lLfFdDmMn]|[uU][lL]?)$/, '')
    if (bare !== token && isJsonNumber(bare)) {
      this.note('number-suffix', start)
      return { kind: 'number', digits: bare }
    }
    this.at = start
    const text = (this.match(BARE_TEXT) ?? token).trim()
    this.note('number-form', start)
    return jsonString(text)
  }

  private word(): JsonNode {
    const start = this.at
    const word = this.match(WORD)
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
    if (word === 'null') return { kind: 'null' }
    if (word !== null && Object.hasOwn(OTHER_WORDS, word)) {
      this.note('other-words', start)
      return OTHER_WORDS[word]!
    }
    this.at = start
    const text = this.match(BARE_TEXT)?.trim() ?? ''
    if (text === '' || /[{}[\]]/.test(text)) throw this.failure(start)
    this.note('unquoted-text', start)
    return jsonString(text)
  }

  private failure(at = this.at): LooseJsonError {
    return new LooseJsonError('not-json', placeOf(this.text, at))
  }
}
