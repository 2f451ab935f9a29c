import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xmlText } from '../../testing/xml-texts'
import { printLines } from '../document/lines'
import { NO_ROW, type Lines, type XmlRows } from '../document/rows'
import { layoutXml, layoutXmlRow } from './layout'
import { readXmlRows, type XmlByteRows } from './rows'

const encoder = new TextEncoder()
const read = (text: string): XmlByteRows => readXmlRows(encoder.encode(text))
const rowsOf = (rows: XmlRows): number[] => Array.from({ length: rows.count }, (_, row) => row)
const linesOf = (lines: Lines): readonly (readonly [string, number, number])[] =>
  Array.from({ length: lines.count }, (_, number) => {
    const { text, row, lastLine } = lines.lineAt(number)
    return [text, row, lastLine] as const
  })

/** All that rows say but how it was written. */
function essence(rows: XmlRows): unknown {
  return {
    declaration: rows.declaration?.replace(/\s+/g, ' ') ?? null,
    rows: rowsOf(rows).map((row) => [
      rows.kindOf(row),
      rows.nameOf(row),
      rows.attributesOf(row),
      rows.textOf(row),
      rows.parentOf(row),
      rows.nextOf(row),
      rows.isMixed(row),
    ]),
  }
}

/** Rows that know nothing but what the interface asks for, like those of a converted document. */
function plainRows(rows: XmlByteRows): XmlRows {
  return {
    count: rows.count,
    declaration: rows.declaration,
    rootRow: rows.rootRow,
    parentOf: (row) => rows.parentOf(row),
    nextOf: (row) => rows.nextOf(row),
    originOf: (row) => rows.originOf(row),
    kindOf: (row) => rows.kindOf(row),
    nameOf: (row) => rows.nameOf(row),
    attributesOf: (row) => rows.attributesOf(row),
    textOf: (row) => rows.textOf(row),
    isMixed: (row) => rows.isMixed(row),
    openTagOf: (row) => rows.openTagOf(row),
    closeTagOf: (row) => rows.closeTagOf(row),
    markupOf: (row) => rows.markupOf(row),
  }
}

describe('layoutXml', () => {
  it('breaks lines between markup and nowhere else', () => {
    const lines = layoutXml(read('<r><a>1 </a><b></b><c> <d>x<e/></d> </c></r>'))
    expect(linesOf(lines)).toEqual([
      ['<r>', 0, 6],
      ['  <a>1 </a>', 1, 1],
      ['  <b></b>', 2, 2],
      ['  <c>', 3, 5],
      ['    <d>x<e/></d>', 4, 4],
      ['  </c>', 3, 5],
      ['</r>', 0, 6],
    ])
  })

  it('folds an element to its end tag and markup of several lines to its last', () => {
    const lines = layoutXml(read('<?xml version="1.0"\nstandalone="no"?><!--a\nb--><r\n><s><a x="1\r\n2">会\r话</a></s></r>\n<!--host-->'))
    expect(linesOf(lines)).toEqual([
      ['<?xml version="1.0" standalone="no"?>', NO_ROW, 0],
      ['<!--a', 0, 2],
      ['b-->', 0, 2],
      ['<r>', 1, 9],
      ['  <s>', 2, 8],
      ['    <a x="1', 3, 7],
      ['2">会', 3, 6],
      ['话</a>', 3, 7],
      ['  </s>', 2, 8],
      ['</r>', 1, 9],
      ['<!--host-->', 4, 10],
    ])
  })

  it('keeps everything but white space between elements: its text reads back as the same rows', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const rows = read(text)
        const printed = printLines(layoutXml(rows))
        expect(essence(read(printed))).toEqual(essence(rows))
        expect(printLines(layoutXml(read(printed)))).toBe(printed)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the same for rows that are in no bytes', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const rows = read(text)
        expect(linesOf(layoutXml(plainRows(rows)))).toEqual(linesOf(layoutXml(rows)))
      }),
      { numRuns: 500 },
    )
  })

  it('gives any line at any time, and finds the line of any row', () => {
    fc.assert(
      fc.property(xmlText, fc.array(fc.nat(), { maxLength: 20 }), (text, jumps) => {
        const rows = read(text)
        const lines = layoutXml(rows)
        const inOrder = linesOf(layoutXml(rows))
        expect(inOrder).toHaveLength(printLines(lines).split('\n').length)
        for (const jump of jumps) {
          const number = jump % lines.count
          const { text: line, row, lastLine } = lines.lineAt(number)
          expect([line, row, lastLine]).toEqual(inOrder[number])
        }
        for (const row of rowsOf(rows)) expect(lines.lineAt(lines.lineOf(row)).row).toBe(outermostMixed(rows, row))
      }),
      { numRuns: 500 },
    )
  })

  it('folds what belongs together', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const lines = layoutXml(read(text))
        for (let number = 0; number < lines.count; number += 1) {
          const { row, lastLine } = lines.lineAt(number)
          expect(lastLine).toBeGreaterThanOrEqual(number)
          expect(lines.lineAt(lastLine).row).toBe(row)
          if (lastLine > number) expect(lines.lineOf(row)).toBe(number)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('has no line outside itself', () => {
    const lines = layoutXml(read('<r/>'))
    expect(() => lines.lineAt(1)).toThrow(RangeError)
    expect(() => lines.lineAt(-1)).toThrow(RangeError)
  })
})

/** The row whose lines show a row: that of the outermost element around it that stays as it was written. */
function outermostMixed(rows: XmlRows, row: number): number {
  let shown = row
  for (let parent = rows.parentOf(row); parent !== NO_ROW; parent = rows.parentOf(parent)) {
    if (rows.isMixed(parent)) shown = parent
  }
  return shown
}

describe('layoutXmlRow', () => {
  it('lays one element out like a document of its own', () => {
    const rows = read('<?xml version="1.0"?><r><a><b>1</b><c/></a><d/></r>')
    const lines = layoutXmlRow(rows, 1)
    expect(linesOf(lines)).toEqual([
      ['<a>', 1, 3],
      ['  <b>1</b>', 2, 1],
      ['  <c/>', 3, 2],
      ['</a>', 1, 3],
    ])
    expect(lines.lineOf(3)).toBe(2)
  })

  it('gives for every row the lines its markup has as a document', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const rows = read(text)
        for (const row of rowsOf(rows).filter((candidate) => rows.kindOf(candidate) === 'element')) {
          expect(printLines(layoutXmlRow(rows, row))).toBe(printLines(layoutXml(read(rows.markupOf(row)))))
        }
      }),
      { numRuns: 300 },
    )
  })
})
