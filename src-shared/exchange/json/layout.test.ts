import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printJson } from '../../testing/print-json'
import { linesInChunks, printLines } from '../document/lines'
import { layoutJson } from './layout'
import { parseJson } from './parse'
import { readJsonRows } from './rows'

const read = (text: string): ReturnType<typeof readJsonRows> => readJsonRows(new TextEncoder().encode(text))

describe('layoutJson', () => {
  it('writes the lines that printing the whole value writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        const lines = layoutJson(read(text))
        expect(printLines(lines)).toBe(printJson(parseJson(text)))
        expect(lines.count).toBe(printJson(parseJson(text)).split('\n').length)
      }),
      { numRuns: 500 },
    )
  })

  it('says where rows begin and where they fold to', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const rows = read(JSON.stringify(value))
        const lines = layoutJson(rows)
        for (let row = 0; row < rows.count; row += 1) {
          const number = lines.lineOf(row)
          const { row: shown, lastLine } = lines.lineAt(number)
          expect(shown).toBe(row)
          const next = rows.nextOf(row)
          // What stands between the fold's ends is what stands inside the row.
          for (let line = number; line <= lastLine; line += 1) {
            const inside = lines.lineAt(line).row
            expect(inside >= row && inside < next).toBe(true)
          }
          if (lastLine + 1 < lines.count) expect(lines.lineAt(lastLine + 1).row < row || lines.lineAt(lastLine + 1).row >= next).toBe(true)
        }
      }),
    )
  })

  it('shows what was written, and nothing of it changed', () => {
    const text = String.raw`{"\u0061":"\/","n":1.10,"e":{},"l":[ ],"i":[179551105895329108,1e400]}`
    expect(printLines(layoutJson(read(text)))).toBe(
      ['{', String.raw`  "\u0061": "\/",`, '  "n": 1.10,', '  "e": {},', '  "l": [],', '  "i": [', '    179551105895329108,', '    1e400', '  ]', '}'].join('\n'),
    )
  })

  it('gives its lines in pieces that join to the whole', () => {
    const lines = layoutJson(read(`[${'1,'.repeat(999)}1]`))
    expect([...linesInChunks(lines, 7)].join('')).toBe(printLines(lines))
  })
})
