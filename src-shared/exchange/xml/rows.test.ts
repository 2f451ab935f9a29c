import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { xmlText } from '../../testing/xml-texts'
import { NO_ROW, type XmlAttribute, type XmlKind, type XmlRows } from '../document/rows'
import { readXmlRows, type XmlByteRows } from './rows'

const encoder = new TextEncoder()
const read = (text: string): XmlByteRows => readXmlRows(encoder.encode(text))
const rowsOf = (rows: XmlRows): number[] => Array.from({ length: rows.count }, (_, row) => row)

interface Said {
  readonly kind: XmlKind
  readonly name: string
  readonly text: string
  readonly attributes: readonly XmlAttribute[]
  readonly isMixed: boolean
  readonly inside: readonly Said[]
}

/** What rows say, as a tree. */
function said(rows: XmlRows, row: number): Said {
  const inside: Said[] = []
  for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
    expect(rows.parentOf(child)).toBe(row)
    inside.push(said(rows, child))
  }
  return { kind: rows.kindOf(row), name: rows.nameOf(row), text: rows.textOf(row), attributes: rows.attributesOf(row), isMixed: rows.isMixed(row), inside }
}

function allSaid(rows: XmlRows): Said[] {
  return rowsOf(rows)
    .filter((row) => rows.parentOf(row) === NO_ROW)
    .map((row) => said(rows, row))
}

interface Open {
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: Said[]
}

/** The same told by another parser's events and the rule of rows, written down once more and simply. */
function toldBySaxes(text: string): Said[] {
  const parser = new SaxesParser({ xmlns: false })
  const open: Open[] = [{ name: '', attributes: [], children: [] }]
  const leaf = (kind: XmlKind, name: string, characters: string): void => {
    open.at(-1)?.children.push({ kind, name, text: characters, attributes: [], isMixed: false, inside: [] })
  }
  parser.on('text', (characters) => leaf('text', '', characters))
  parser.on('cdata', (characters) => leaf('cdata', '', characters))
  parser.on('comment', (characters) => leaf('comment', '', characters))
  parser.on('processinginstruction', ({ target, body }) => leaf('instruction', target, body))
  parser.on('opentag', ({ name, attributes }) => {
    open.push({ name, attributes: Object.entries(attributes as Record<string, string>).map(([key, value]) => ({ name: key, value })), children: [] })
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed !== undefined) open.at(-1)?.children.push(elementOf(closed))
  })
  parser.write(text).close()
  return open[0]?.children.filter(({ kind }) => kind !== 'text') ?? []
}

function elementOf({ name, attributes, children }: Open): Said {
  const [only] = children
  const isCharacterData = only !== undefined && (only.kind === 'text' || only.kind === 'cdata')
  if (children.length === 0 || (children.length === 1 && isCharacterData)) {
    return { kind: 'element', name, text: only?.text ?? '', attributes, isMixed: false, inside: [] }
  }
  const isMixed = children.some(({ kind, text }) => kind === 'cdata' || (kind === 'text' && /[^ \t\r\n]/.test(text)))
  return { kind: 'element', name, text: '', attributes, isMixed, inside: isMixed ? children : children.filter(({ kind }) => kind !== 'text') }
}

describe('readXmlRows', () => {
  it('says of any document what another parser says', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        expect(allSaid(read(text))).toEqual(toldBySaxes(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives markup as written, every row a part of the row around it', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const rows = read(text)
        for (const row of rowsOf(rows)) {
          const parent = rows.parentOf(row)
          expect(parent === NO_ROW ? text : rows.markupOf(parent)).toContain(rows.markupOf(row))
          expect(rows.markupLineCountOf(row)).toBe(rows.markupOf(row).split(/\r\n|\r|\n/).length)
          expect(rows.rowAt(rows.startOf(row))).toBe(row)
          expect(rows.originOf(row)).toBe(row)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('makes an element with one stretch of character data one row', () => {
    const rows = read('<r><a>1 </a><b/><c></c><d> \n</d><e><![CDATA[<1>]]></e></r>')
    expect(rowsOf(rows).map((row) => [rows.nameOf(row), rows.textOf(row)])).toEqual([
      ['r', ''],
      ['a', '1 '],
      ['b', ''],
      ['c', ''],
      ['d', ' \n'],
      ['e', '<1>'],
    ])
  })

  it('gives white space between elements a row where text stands beside them, before or after', () => {
    const rows = read('<r> <p> <b/> <i/>z</p> <q/></r>')
    expect(rowsOf(rows).map((row) => [rows.kindOf(row), rows.markupOf(row), rows.parentOf(row), rows.nextOf(row)])).toEqual([
      ['element', '<r> <p> <b/> <i/>z</p> <q/></r>', NO_ROW, 8],
      ['element', '<p> <b/> <i/>z</p>', 0, 7],
      ['text', ' ', 1, 3],
      ['element', '<b/>', 1, 4],
      ['text', ' ', 1, 5],
      ['element', '<i/>', 1, 6],
      ['text', 'z', 1, 7],
      ['element', '<q/>', 0, 8],
    ])
    expect([0, 1].map((row) => rows.isMixed(row))).toEqual([false, true])
  })

  it('knows the declaration, the root and what stands around it', () => {
    const rows = read('\ufeff<?xml  version="1.0" ?>\n<!--a--><r/><?p  q r?>')
    expect(rows.declaration).toBe('version="1.0"')
    expect(rows.rootRow).toBe(1)
    expect(rowsOf(rows).map((row) => [rows.kindOf(row), rows.nameOf(row), rows.textOf(row)])).toEqual([
      ['comment', '', 'a'],
      ['element', 'r', ''],
      ['instruction', 'p', 'q r'],
    ])
    expect(read('<r/>').declaration).toBeNull()
  })

  it('keeps digits and escapes as they were written, and resolves them when asked for the text', () => {
    const rows = read('<r><a>9007199254740993</a><b>1.10</b><c>1e400</c><d>00012</d><e>a&#x26;b&#13;\r\nc</e></r>')
    expect([1, 2, 3, 4].map((row) => rows.textOf(row))).toEqual(['9007199254740993', '1.10', '1e400', '00012'])
    expect(rows.markupOf(5)).toBe('<e>a&#x26;b&#13;\r\nc</e>')
    expect(rows.textOf(5)).toBe('a&b\r\nc')
  })

  it('gives attributes in order with values normalised, and tags with one blank before each', () => {
    const rows = read('<r\n  z = "a\r\n\tb&#10;c"\ty="" ></r >')
    expect(rows.attributesOf(0)).toEqual([
      { name: 'z', value: 'a  b\nc' },
      { name: 'y', value: '' },
    ])
    expect(rows.openTagOf(0)).toBe('<r z="a  b&#10;c" y="">')
    expect(rows.closeTagOf(0)).toBe('</r>')
  })

  it('has no close tag for an element that is written as empty', () => {
    const rows = read("<r><a  b='/>' /><c></c></r>")
    expect([rows.openTagOf(1), rows.closeTagOf(1)]).toEqual(["<a b='/>'/>", ''])
    expect([rows.openTagOf(2), rows.closeTagOf(2)]).toEqual(['<c>', '</c>'])
  })

  it('tells names apart that begin alike', () => {
    const names = ['a', 'ab', 'abc', 'ba', 'a', 'a会', 'ab']
    const rows = read(`<r>${names.map((name) => `<${name}/>`).join('')}</r>`)
    expect(names.map((_, index) => rows.nameOf(index + 1))).toEqual(names)
    const many = Array.from({ length: 5_000 }, (_, index) => `n${index % 3_000}`)
    const large = read(`<r>${many.map((name) => `<${name}/>`).join('')}</r>`)
    expect(many.map((_, index) => large.nameOf(index + 1))).toEqual(many)
  })

  it('finds the row at a byte', () => {
    const rows = read('<r><a>会</a> <b/></r>')
    expect([0, 2, 3, 8, 13, 14, 18, 99].map((offset) => rows.rowAt(offset))).toEqual([0, 0, 1, 1, 1, 2, 2, 2])
  })
})
