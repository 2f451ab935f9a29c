import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, wellFormedText } from '../../testing/arbitraries'
import { NO_ROW } from '../document/rows'
import { NotWellFormedError } from '../not-well-formed'
import { readJsonRows, type ScannedJsonRows } from './rows'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string): ScannedJsonRows => readJsonRows(bytes(text))

/** What JSON.parse would have made of a row. */
function valueOf(rows: ScannedJsonRows, row: number): unknown {
  const children: number[] = []
  for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
    expect(rows.parentOf(child)).toBe(row)
    children.push(child)
  }
  switch (rows.kindOf(row)) {
    case 'object':
      return Object.fromEntries(children.map((child) => [rows.nameOf(child), valueOf(rows, child)]))
    case 'array':
      return children.map((child) => valueOf(rows, child))
    case 'string':
      return rows.textOf(row)
    default:
      return JSON.parse(rows.literalOf(row))
  }
}

describe('readJsonRows', () => {
  it('says of any value what JSON.parse says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const rows = read(text)
        expect(valueOf(rows, 0)).toEqual(JSON.parse(text))
        expect([rows.parentOf(0), rows.nextOf(0), rows.nameOf(0), rows.nameLiteralOf(0)]).toEqual([NO_ROW, rows.count, null, null])
      }),
      { numRuns: 500 },
    )
  })

  it('keeps literals and names as they were written', () => {
    const rows = read(String.raw`{"\u0061\/" : "\u4f1a\/", "a\\": 1.10,"":[ ] , "\"": 1e400, "会":9007199254740993}`)
    const members = [1, 2, 3, 4, 5]
    expect(members.map((row) => rows.nameOf(row))).toEqual(['a/', 'a\\', '', '"', '会'])
    expect(members.map((row) => rows.nameLiteralOf(row))).toEqual([String.raw`"\u0061\/"`, String.raw`"a\\"`, '""', String.raw`"\""`, '"会"'])
    expect(members.map((row) => rows.literalOf(row))).toEqual([String.raw`"\u4f1a\/"`, '1.10', '[]', '1e400', '9007199254740993'])
    expect(members.map((row) => rows.textOf(row))).toEqual(['会/', '1.10', '', '1e400', '9007199254740993'])
  })

  it('skips a byte order mark, and keeps U+FEFF inside a text', () => {
    const rows = read('\ufeff"\ufeffa"')
    expect(rows.textOf(0)).toBe('\ufeffa')
  })

  it('tells names apart however many there are', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `name${index}`)
    const rows = read(`[${names.map((name) => `{"${name}":0}`).join(',')}]`)
    expect(names.map((_, index) => rows.nameOf(2 * index + 2))).toEqual(names)
  })

  it('finds every member of a name, escaped or not', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<string>('a', 'aa', 'ba', '', '会', 'a"', 'a\\', '":0,"a')), fc.boolean(), (names, isEscaped) => {
        const literal = (name: string): string => (isEscaped ? `"${[...name].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"` : JSON.stringify(name))
        const rows = read(`{${names.map((name) => `${literal(name)}:0`).join(',')}}`)
        for (const name of [...names, 'absent']) {
          expect(rows.membersNamed(0, name)).toEqual(names.flatMap((one, index) => (one === name ? [index + 1] : [])))
        }
      }),
    )
  })

  it('calls a literal plain only when its bytes are its text and XML can write it', () => {
    for (const [literal, isPlain] of [['"会话/"', true], ['1.10', true], ['"\\/"', false], ['"\\u0001"', false], ['"\ufffe"', false], ['"\ufffd"', true]] as const) {
      expect([literal, read(`[${literal}]`).isPlain(1)]).toEqual([literal, isPlain])
    }
  })

  it('refuses nothing but with its own error, whatever it is given', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u12', '1', '-', '.', 'e', 'true', 'nul', ' ', '\n', '会', '😀', '\u0000', '\ufeff')
    fc.assert(
      fc.property(fc.oneof(anyText, wellFormedText, fc.array(pieces, { maxLength: 40 }).map((found) => found.join(''))), (text) => {
        try {
          const rows = read(text)
          for (let row = 0; row < rows.count; row += 1) rows.literalOf(row)
        } catch (error) {
          expect(error).toBeInstanceOf(NotWellFormedError)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(['[', '{"a":', '"', '"\\', '[1,', '\\', '"a":', '{', '\n', '-', '0', '[]', '\u0000', '会'])('ends on a megabyte of %j', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length)
    for (const whole of [text, `[${text}`, `"${text}`]) {
      try {
        expect(read(whole).count).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(NotWellFormedError)
      }
    }
  })
})
