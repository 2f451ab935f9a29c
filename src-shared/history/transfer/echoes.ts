import { encodeForm } from '../../protocol/wire'
import { escapeXmlText } from '../../exchange/xml/print'

/** A value that must not be handed on, and what takes its place wherever it turns up. */
export interface HiddenValue {
  readonly field: string
  readonly value: string
  readonly replacement: string
}

/** Told the name of the field whose value was replaced, once for each place. */
export type CountMasked = (field: string) => void

/** Longer values are looked for in whole spellings; of shorter ones every character may be written in its own way. */
const LONGEST_PATTERN = 256
/** From so many characters on a word is replaced inside longer words, too. */
const CERTAIN_LENGTH = 6
/** Shorter words turn up everywhere and mean nothing. */
const SHORTEST_WORD = 4
const WORDS_OF_GRAMMARS: ReadonlySet<string> = new Set(['true', 'false', 'null'])

/**
 * Finds values again where a server or a person repeats them: in a message, a page, an address, a note. Any of their characters
 * may be written as it is, percent-encoded, as an escape of JSON or as a reference of XML. A word of four or five ASCII letters and
 * digits counts only when it stands alone; shorter ones, single characters and mere punctuation not at all: they would turn up everywhere.
 */
export class Echoes {
  private readonly values: readonly HiddenValue[]
  private readonly pattern: RegExp | null
  private readonly long: readonly HiddenValue[]

  constructor(values: readonly HiddenValue[]) {
    const distinct = [...new Map(values.map((one) => [one.value, one])).values()].filter(({ value }) => isTelling(value))
    // The longest first: a value may be a part of another.
    const ordered = distinct.toSorted((left, right) => right.value.length - left.value.length)
    this.long = ordered.filter(({ value }) => value.length > LONGEST_PATTERN)
    this.values = ordered.filter(({ value }) => value.length <= LONGEST_PATTERN)
    this.pattern = this.values.length === 0 ? null : new RegExp(this.values.map(({ value }) => `(${patternOf(value)})`).join('|'), 'gu')
  }

  /** The text without the values. */
  without(text: string, count: CountMasked): string {
    const shortened = this.long.reduce((left, hidden) => withoutLong(left, hidden, count), text)
    if (this.pattern === null) return shortened
    return shortened.replace(this.pattern, (...match: unknown[]) => {
      const hidden = this.values[match.slice(1, this.values.length + 1).findIndex((group) => group !== undefined)]
      if (hidden === undefined) return ''
      count(hidden.field)
      return hidden.replacement
    })
  }
}

function withoutLong(text: string, { field, value, replacement }: HiddenValue, count: CountMasked): string {
  let left = text
  for (const spelling of spellingsOf(value)) {
    if (spelling === '' || !left.includes(spelling)) continue
    const parts = left.split(spelling)
    for (let replaced = 1; replaced < parts.length; replaced += 1) count(field)
    left = parts.join(replacement)
  }
  return left
}

function spellingsOf(value: string): readonly string[] {
  const form = encodeForm([{ name: '', value }]).slice(1)
  const json = JSON.stringify(value).slice(1, -1)
  return [value, form, form.replaceAll('+', '%20'), json, json.replaceAll('/', '\\/'), escapeXmlText(value)]
}

function isTelling(value: string): boolean {
  if (/^\p{ASCII}*$/u.test(value)) return value.length >= SHORTEST_WORD && /[A-Za-z\d]/.test(value) && !WORDS_OF_GRAMMARS.has(value)
  return [...value].length > 1
}

function patternOf(value: string): string {
  const characters = [...value].map(spellingsOfCharacter).join('')
  const isWord = /^[A-Za-z\d]+$/.test(value) && value.length < CERTAIN_LENGTH
  return isWord ? `(?<![\\p{L}\\p{N}])${characters}(?![\\p{L}\\p{N}])` : characters
}

const JSON_LETTERS: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '"': '"', '/': '/' }
const XML_NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** All the ways a character may be written, as a pattern; how many there are does not depend on the text, so that matching stays linear. */
function spellingsOfCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const letter = JSON_LETTERS[character]
  const name = XML_NAMES[character]
  return `(?:${[
    character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    percentPattern(character),
    Array.from({ length: character.length }, (_, index) => `\\\\u${hexadecimal(character.charCodeAt(index), 4)}`).join(''),
    `&#(?:0{0,8}${code}|[xX]0{0,8}${hexadecimal(code, 1)});`,
    ...(character === '\\' ? ['\\\\\\\\'] : []),
    ...(character === ' ' ? ['\\+'] : []),
    ...(letter === undefined ? [] : [`\\\\${letter.replace('/', '\\/')}`]),
    ...(name === undefined ? [] : [`&${name};`]),
  ].join('|')})`
}

function percentPattern(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${hexadecimal(byte, 2)}`).join('')
}

/** A number in hexadecimal digits of either case. */
function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}
