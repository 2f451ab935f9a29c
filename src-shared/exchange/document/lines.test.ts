import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesInChunks, printLines } from './lines'
import { NO_ROW, type Lines } from './rows'

function linesOf(texts: readonly string[]): Lines {
  return { count: texts.length, lineAt: (number) => ({ text: texts[number] ?? '', row: NO_ROW, lastLine: number }), lineOf: () => 0 }
}

describe('printLines', () => {
  it('puts a line feed between lines and nowhere else', () => {
    expect(printLines(linesOf(['a', '', '会话']))).toBe('a\n\n会话')
    expect(printLines(linesOf([]))).toBe('')
  })

  it('prints more lines than fit into one chunk', () => {
    const texts = Array.from({ length: 25_000 }, (_, index) => `${index}`)
    expect(printLines(linesOf(texts))).toBe(texts.join('\n'))
  })
})

describe('linesInChunks', () => {
  it('cuts the same text into pieces of so many lines', () => {
    expect([...linesInChunks(linesOf(['a', 'b', 'c', 'd', 'e']), 2)]).toEqual(['a\nb\n', 'c\nd\n', 'e'])
    expect([...linesInChunks(linesOf(['a', 'b']), 2)]).toEqual(['a\nb'])
  })

  it('loses nothing, whatever the size of the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 10 }), (texts, size) => {
        expect([...linesInChunks(linesOf(texts), size)].join('')).toBe(texts.join('\n'))
      }),
    )
  })
})
