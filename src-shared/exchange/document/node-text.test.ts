import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText } from '../../testing/documents'
import { layoutJson } from '../json/layout'
import { readJsonRows } from '../json/rows'
import { readXmlRows } from '../xml/rows'
import { printLines } from './lines'
import { jsonNodeText, xmlNodeText } from './node-text'

const jsonRows = (text: string): ReturnType<typeof readJsonRows> => readJsonRows(new TextEncoder().encode(text))

describe('jsonNodeText', () => {
  it('keeps digits and escapes and leaves the name out', () => {
    const rows = jsonRows('{"a":{"n":[9007199254740993,1.10],"s":"a\\/b","e":{}}}')
    expect(jsonNodeText(rows, 1)).toBe('{\n  "n": [\n    9007199254740993,\n    1.10\n  ],\n  "s": "a\\/b",\n  "e": {}\n}')
    expect(jsonNodeText(rows, 4)).toBe('1.10')
  })

  it('is for every node what the layout of that node alone is', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const rows = jsonRows(text)
        for (let row = 0; row < rows.count; row += 1) {
          const copied = jsonNodeText(rows, row)
          expect(copied).toBe(printLines(layoutJson(jsonRows(copied))))
        }
        expect(jsonNodeText(rows, 0)).toBe(printLines(layoutJson(rows)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('xmlNodeText', () => {
  it('is the markup as it was written', () => {
    const rows = readXmlRows(new TextEncoder().encode('<r><a  b = "1">x\n<c/></a></r>'))
    expect(xmlNodeText(rows, 1)).toBe('<a  b = "1">x\n<c/></a>')
  })
})
