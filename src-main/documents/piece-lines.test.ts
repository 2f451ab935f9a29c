import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_LINE_LENGTH } from '@shared/exchange/document/document-contract'
import { HexLines } from './hex-lines'
import { PieceLines, type PlainLines } from './piece-lines'
import { RawLines } from './raw-lines'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function textsOf(lines: PlainLines): string[] {
  return Array.from({ length: lines.count }, (_, number) => lines.lineAt(number).text)
}

/** Lines put together again from their pieces. */
function joined(lines: PlainLines): string[] {
  const whole: string[] = []
  textsOf(lines).forEach((text, number) => {
    if (lines.continuesAt(number)) whole[whole.length - 1] += text
    else whole.push(text)
  })
  return whole
}

describe('PieceLines', () => {
  it('breaks at line feeds and leaves the carriage return before one to the break', () => {
    expect(textsOf(new PieceLines(utf8('a\r\nb\n\n c\rd\n')))).toEqual(['a', 'b', '', ' c\rd', ''])
    expect(textsOf(new PieceLines(utf8('\ufeffa')))).toEqual(['a'])
    expect(new PieceLines(utf8('')).count).toBe(0)
  })

  it('breaks longer lines without breaking a character, and says that they go on', () => {
    const text = `${'会'.repeat(MAX_LINE_LENGTH - 1)}😀${'x'.repeat(2 * MAX_LINE_LENGTH)}\nend`
    const lines = new PieceLines(utf8(text))
    expect(textsOf(lines).map(({ length }) => length)).toEqual([MAX_LINE_LENGTH - 1, MAX_LINE_LENGTH, MAX_LINE_LENGTH, 2, 3])
    expect([0, 1, 2, 3, 4].map((number) => lines.continuesAt(number))).toEqual([false, true, true, true, false])
  })

  it('takes a place before the first for the first', () => {
    expect(new PieceLines(utf8('ab\ncd')).placeOf(0, 0)).toEqual({ line: 0, from: 0 })
  })

  it('gives every line of any text back, and finds every place of it', () => {
    const long = fc.integer({ min: 0, max: 3 }).map((times) => 'é😀x'.repeat(times * 1_700))
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r', '\ufeff'), long)
    const texts = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => `.${parts.join('')}`)
    fc.assert(
      fc.property(texts, fc.nat(), (text, anywhere) => {
        const lines = new PieceLines(utf8(text))
        const expected = text.split(/\r?\n/)
        expect(joined(lines)).toEqual(expected)
        expect(textsOf(lines).every(({ length }) => length <= MAX_LINE_LENGTH)).toBe(true)
        const number = anywhere % expected.length
        const wanted = expected[number] ?? ''
        const column = wanted === '' ? 0 : anywhere % wanted.length
        const place = lines.placeOf(number + 1, column + 1)
        expect(lines.lineAt(place.line).text[place.from]).toBe(wanted[column])
      }),
      { numRuns: 200 },
    )
  })
})

describe('HexLines', () => {
  it('shows offset, bytes in two groups and printable ASCII', () => {
    expect(textsOf(new HexLines(utf8('Hello, world 你好')))).toEqual([
      '00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 20 e4 bd a0  |Hello, world ...|',
      '00000010  e5 a5 bd                                          |...|',
    ])
  })
})

describe('RawLines', () => {
  const head = 'HTTP/1.1 200 OK\r\nA: b\r\n\r\n'

  it('puts the head, an empty line and the body one below the other', () => {
    const raw = new RawLines(head, new PieceLines(utf8('{\n}')))
    expect(textsOf(raw)).toEqual(['HTTP/1.1 200 OK', 'A: b', '', '{', '}'])
    expect(raw.lineAt(4).lastLine).toBe(4)
    expect(raw.placeOf(2, 1)).toEqual({ line: 4, from: 0 })
  })

  it('shows only the head of a message without a body', () => {
    expect(textsOf(new RawLines(head, new PieceLines(utf8(''))))).toEqual(['HTTP/1.1 200 OK', 'A: b', ''])
  })
})
