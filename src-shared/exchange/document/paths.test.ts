import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText, xmlText } from '../../testing/documents'
import { filterJson } from '../filter/json-path'
import { filterXml } from '../filter/x-path'
import { readJsonRows } from '../json/rows'
import { readXmlRows } from '../xml/rows'
import { jsonPaths, xmlPaths } from './paths'
import { NO_ROW, type JsonRows } from './rows'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Whether a row or something it stands in shares its name with a sibling. */
function hasRepeatedName(rows: JsonRows, row: number): boolean {
  for (let step = row; rows.parentOf(step) !== NO_ROW; step = rows.parentOf(step)) {
    const parent = rows.parentOf(step)
    for (let sibling = parent + 1; sibling < rows.nextOf(parent); sibling = rows.nextOf(sibling)) {
      if (sibling !== step && rows.nameOf(step) !== null && rows.nameOf(sibling) === rows.nameOf(step)) return true
    }
  }
  return false
}

describe('JSON paths', () => {
  const rows = readJsonRows(encode('{"result":{"items":[1,{"a b":2}],"o\'k\\n\\u000b会":3,"会话":[[4]]}}'))

  it.each([
    [0, '$'],
    [2, '$.result.items'],
    [5, "$.result.items[1]['a b']"],
    [6, "$.result['o\\'k\\n\\u000b会']"],
    [9, '$.result.会话[0][0]'],
  ])('of row %i: %s', (row, path) => {
    expect(jsonPaths(rows).pathOf(row)).toBe(path)
  })

  it('choose exactly their row, or all members of a name that repeats', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const document = readJsonRows(encode(text))
        const paths = jsonPaths(document)
        for (let row = 0; row < document.count; row += 1) {
          const found = filterJson(document, paths.pathOf(row)).matches.map((match) => match.row)
          if (hasRepeatedName(document, row)) expect(found).toContain(row)
          else expect(found).toEqual([row])
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('XML paths', () => {
  const rows = readXmlRows(encode('<root><items><string>a</string><p:string>b</p:string></items><!--c--><n>x<b>y</b>z</n></root><!--d-->'))

  it.each([
    ['/root'],
    ['/root/items'],
    ['/root/items/string[1]'],
    ['/root/items/string[2]'],
    ['/root/comment()'],
    ['/root/n'],
    ['/root/n/text()[1]'],
    ['/root/n/b'],
    ['/root/n/text()[2]'],
    ['/comment()'],
  ])('row by row: %s', (path) => {
    const paths = xmlPaths(rows)
    const all = Array.from({ length: rows.count }, (_, row) => paths.pathOf(row))
    expect(all).toContain(path)
    expect(all).toHaveLength(10)
  })

  it('choose exactly their row', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const document = readXmlRows(encode(text))
        const paths = xmlPaths(document)
        for (let row = 0; row < document.count; row += 1) {
          expect(filterXml(document, paths.pathOf(row)).matches.map((match) => match.row)).toEqual([row])
        }
      }),
      { numRuns: 150 },
    )
  })
})
