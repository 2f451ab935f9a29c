import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText, xmlText } from '../../testing/documents'
import { finishSearch } from '../../testing/finish-search'
import { layoutJson } from '../json/layout'
import { readJsonRows } from '../json/rows'
import { PatternError } from '../pattern/pattern-parser'
import { layoutXml } from '../xml/layout'
import { readXmlRows } from '../xml/rows'
import { MAX_MATCHES } from './document-contract'
import type { Lines } from './rows'
import { searchLines, type SearchOutcome, type SearchQuery } from './search'
import { searchBytes } from './search-bytes'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const goOn = { shouldStop: () => false }

function linesOf(...texts: string[]): Lines {
  return { count: texts.length, lineAt: (number) => ({ text: texts[number] ?? '', row: number, lastLine: number }), lineOf: (row) => row }
}

function query(text: string, options: Partial<SearchQuery> = {}): SearchQuery {
  return { text, matchCase: true, regexp: false, ...options }
}

const places = (lines: Lines, sought: SearchQuery): number[][] =>
  finishSearch(searchLines(lines, sought, goOn)).matches.map(({ line, from, to }) => [line, from, to])

/** Both ways over the received document's layout; null where there is no quick one. */
function bothWays(text: string, sought: SearchQuery): { slow: SearchOutcome; quick: SearchOutcome | null } {
  const isXml = text.startsWith('<')
  const xml = isXml ? readXmlRows(encode(text)) : null
  const json = xml === null ? readJsonRows(encode(text)) : null
  const layout = xml !== null ? layoutXml(xml) : layoutJson(json!)
  const quick = searchBytes(xml !== null ? { xml } : { json: json! }, layout, sought, goOn)
  return { slow: finishSearch(searchLines(layout, sought, goOn)), quick: quick === null ? null : finishSearch(quick) }
}

describe('searchLines', () => {
  const lines = linesOf('"sid": "会话 1"', '{', '  "SID": "会话会话"', 'a.b aab')

  it.each<[SearchQuery, number[][]]>([
    [query('会话'), [[0, 8, 10], [2, 10, 12], [2, 12, 14]]],
    [query('sid'), [[0, 1, 4]]],
    [query('sid', { matchCase: false }), [[0, 1, 4], [2, 3, 6]]],
    [query('a.b', { matchCase: false }), [[3, 0, 3]]],
    [query('sid', { others: ['SID": "会话', 'a.b'] }), [[0, 1, 10], [2, 3, 12], [3, 0, 3]]],
    [query('a.b', { regexp: true }), [[3, 0, 3], [3, 4, 7]]],
    [query('^\\s+"', { regexp: true }), [[2, 0, 3]]],
    [query('S[A-Z]+', { regexp: true }), [[2, 3, 6]]],
    [query('s[a-z]+', { regexp: true, matchCase: false }), [[0, 1, 4], [2, 3, 6]]],
    [query('\\p{Script=Han}{3,}', { regexp: true }), [[2, 10, 14]]],
    [query('x*', { regexp: true }), []],
    [query('aa'), [[3, 4, 6]]],
  ])('%j', (sought, expected) => {
    expect(places(lines, sought)).toEqual(expected)
  })

  it('gives the first places and counts all', () => {
    const outcome = finishSearch(searchLines(linesOf(...Array.from({ length: 3_000 }, () => 'a')), query('a'), goOn))
    expect(outcome).toMatchObject({ total: 3_000, complete: true, matches: { length: MAX_MATCHES } })
  })

  it('says when a pattern took too long in a line', () => {
    const outcome = finishSearch(searchLines(linesOf('a'.repeat(50_000), 'ab'), query('a.*b|a', { regexp: true }), goOn))
    expect(outcome.complete).toBe(false)
    expect(outcome.total).toBeGreaterThan(0)
  })

  it('rests after a slice, and stops when it is told to', () => {
    const long = linesOf(...Array.from({ length: 10_000 }, () => 'a'))
    expect(searchLines(long, query('a'), goOn).next()).toEqual({ value: undefined, done: false })
    const stopped = finishSearch(searchLines(long, query('a'), { shouldStop: () => true }))
    expect(stopped.complete).toBe(false)
    expect(stopped.total).toBeGreaterThan(0)
    expect(stopped.total).toBeLessThan(10_000)
  })

  it('stops inside a very long line', () => {
    const outcome = finishSearch(searchLines(linesOf('a'.repeat(300_000)), query('(a+)+b', { regexp: true }), { shouldStop: () => true }))
    expect(outcome).toEqual({ matches: [], before: 0, total: 0, complete: false })
  })

  it('is through with a pattern that would backtrack for ages', () => {
    expect(places(linesOf(`${'a'.repeat(20_000)}!`), query('(a+)+$', { regexp: true }))).toEqual([])
  })

  it.each(['(', '(?=a)', '(a)\\1'])('refuses the pattern %s', (text) => {
    expect(() => finishSearch(searchLines(linesOf('a'), query(text, { regexp: true }), goOn))).toThrow(PatternError)
  })
})

describe('searchBytes', () => {
  it.each([
    ['regular expression', query('sid', { regexp: true })],
    ['text of marks', query('": {')],
    ['text that no bytes hold', query('a\ud800')],
  ])('has no quick way for a %s', (_, sought) => {
    expect(bothWays('{"a":1}', sought).quick).toBeNull()
  })

  const sought = fc.record({
    text: fc.oneof(
      fc.constantFrom('a', 'A', 'sid', '会话', '会', '话 会', '"a"', '"a": ', '1.10', 'x', 'one', 'two', 'root', 'xml', 'encoding', 'b>', '</a', 'a:b', 'p:a', 'A, b', '\\n', 'a\\', '"sid": 1', '&amp; b', 'y', 'z"', '--'),
      fc.string({ unit: fc.constantFrom('a', 'b', 'A', 's', ' ', '"', ':', '会', '😀', '1', '<', '/'), minLength: 1, maxLength: 4 }),
    ),
    matchCase: fc.boolean(),
    regexp: fc.constant(false),
    from: fc.constantFrom(0, 2, 5),
  })

  it.each([
    ['JSON', jsonText],
    ['XML', xmlText],
  ])('finds in %s what the slow way finds', (_, document) => {
    fc.assert(
      fc.property(document, sought, (text, wanted) => {
        const { slow, quick } = bothWays(text, wanted)
        if (quick !== null) expect(quick).toEqual(slow)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['JSON', `[${Array.from({ length: 60_000 }, (_, index) => `{"sid":"会话ſK${index}","a":"会话会话"}`).join(',')}]`],
    ['XML', `<r>${Array.from({ length: 60_000 }, (_, index) => `<sid a="会话">ſK${index} 会话</sid>`).join('')}</r>`],
  ])('counts and finds the same over many slices of %s', (_, text) => {
    for (const wanted of [query('会话'), query('SK1', { matchCase: false }), query('k5999', { matchCase: false }), query('59999'), query('K7 会话')]) {
      const { slow, quick } = bothWays(text, wanted)
      expect(quick).toEqual(slow)
      expect(slow.complete).toBe(true)
    }
  })

  it('stops when it is told to', () => {
    const rows = readJsonRows(encode(`[${'"a",'.repeat(600_000)}"a"]`))
    const stopped = finishSearch(searchBytes({ json: rows }, layoutJson(rows), query('a'), { shouldStop: () => true })!)
    expect(stopped.complete).toBe(false)
    expect(stopped.total).toBeLessThan(600_001)
  })

  it.each([
    ['a JSON text', `{"a":"${'x'.repeat(1_000_000)}"}`],
    ['a JSON name behind a long text', `{"a":"${'y'.repeat(1_000_000)}","${'x'.repeat(1_000_000)}":1}`],
    ['an XML text', `<a><b>${'x'.repeat(1_000_000)}</b></a>`],
    ['an XML attribute', `<a b="${'x'.repeat(1_000_000)}"><c/></a>`],
    ['mixed XML', `<a>text ${'<b>x</b>'.repeat(100_000)}</a>`],
  ])('looks once, not once for every place, through %s as long as a body may be', (_, text) => {
    const total = text.split('x').length - 1
    for (const from of [0, 10]) {
      const { quick, slow } = bothWays(text, query('x', { from }))
      expect(quick).toMatchObject({ total, complete: true })
      expect(quick).toEqual(slow)
    }
  })
})
