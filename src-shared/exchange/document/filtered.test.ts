import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText, xmlText } from '../../testing/documents'
import { filterJson } from '../filter/json-path'
import { filterXml } from '../filter/x-path'
import { layoutJson } from '../json/layout'
import { readJsonRows } from '../json/rows'
import { layoutXml, layoutXmlRow } from '../xml/layout'
import { readXmlRows } from '../xml/rows'
import { filteredJson, filteredXml } from './filtered'
import { printLines } from './lines'
import { jsonNodeText } from './node-text'
import { NO_ROW, type Lines } from './rows'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function json(text: string, expression: string): Lines {
  const rows = readJsonRows(encode(text))
  return filteredJson(rows, layoutJson(rows), filterJson(rows, expression).matches)
}

function xml(text: string, expression: string): Lines {
  const rows = readXmlRows(encode(text))
  return filteredXml(rows, layoutXml(rows), filterXml(rows, expression).matches)
}

describe('filteredJson', () => {
  it('lays the matches out as one array, digits as they were written', () => {
    const lines = json('{"a":[{"n":1.10,"x":"y,"},{"n":9007199254740993}],"n":{}}', '$..n')
    expect(printLines(lines)).toBe('[\n  {},\n  1.10,\n  9007199254740993\n]')
    expect(printLines(json('{"a":[{"n":1,"x":"y,"},[]]}', '$.a[*]'))).toBe('[\n  {\n    "n": 1,\n    "x": "y,"\n  },\n  []\n]')
    expect(printLines(json('{}', '$.a'))).toBe('[]')
  })

  it('tells the rows and what folds away', () => {
    const lines = json('{"a":[{"n":1},{"n":2}]}', '$.a[*]')
    const told = Array.from({ length: lines.count }, (_, number) => lines.lineAt(number)).map(({ row, lastLine }) => [row, lastLine])
    expect(told).toEqual([
      [NO_ROW, 7],
      [2, 3],
      [3, 2],
      [2, 3],
      [4, 6],
      [5, 5],
      [4, 6],
      [NO_ROW, 7],
    ])
    expect([lines.lineOf(2), lines.lineOf(5), lines.lineOf(0)]).toEqual([1, 5, -1])
    expect(() => lines.lineAt(8)).toThrow(RangeError)
  })

  it('shows each match as its node text, also where matches overlap', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const rows = readJsonRows(encode(text))
        const { matches } = filterJson(rows, '$..*')
        const lines = filteredJson(rows, layoutJson(rows), matches)
        const indented = matches.map(({ row }) => jsonNodeText(rows, row).replaceAll(/^/gm, '  '))
        expect(printLines(lines)).toBe(matches.length === 0 ? '[]' : `[\n${indented.join(',\n')}\n]`)
        for (const { row } of matches) expect(lines.lineAt(lines.lineOf(row)).row).toBe(row)
      }),
      { numRuns: 200 },
    )
  })
})

describe('filteredXml', () => {
  const text = '<r><list><i a="1">x</i><i>y\nz</i></list><m>t<b>u</b></m></r>'

  it.each([
    ['//i', '<i a="1">x</i>\n<i>y\nz</i>'],
    ['//list', '<list>\n  <i a="1">x</i>\n  <i>y\nz</i>\n</list>'],
    ['//b', '<b>u</b>'],
    ['//@a', '1'],
    ['//i/text()', 'x\ny\nz'],
    ['count(//i)', '2'],
    ['//none', ''],
  ])('%s', (expression, expected) => {
    expect(printLines(xml(text, expression))).toBe(expected)
  })

  it('tells the rows and what folds away', () => {
    const lines = xml(text, '//list | //@a')
    const told = Array.from({ length: lines.count }, (_, number) => lines.lineAt(number)).map(({ row, lastLine }) => [row, lastLine])
    expect(told).toEqual([
      [1, 4],
      [2, 1],
      [3, 3],
      [3, 3],
      [1, 4],
      [2, 5],
    ])
    expect([lines.lineOf(1), lines.lineOf(3), lines.lineOf(4)]).toEqual([0, 2, -1])
  })

  it('shows each match as the layout of its row alone', () => {
    fc.assert(
      fc.property(xmlText, (document) => {
        const rows = readXmlRows(encode(document))
        const { matches } = filterXml(rows, '//*')
        const expected = matches.map(({ row }) => printLines(layoutXmlRow(rows, row)))
        expect(printLines(filteredXml(rows, layoutXml(rows), matches))).toBe(expected.join('\n'))
      }),
      { numRuns: 300 },
    )
  })
})
