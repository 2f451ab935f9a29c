import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { searchLines, type SearchQuery } from '@shared/exchange/document/search'
import { searchBytes } from '@shared/exchange/document/search-bytes'
import { filterJson } from '@shared/exchange/filter/json-path'
import { filterXml } from '@shared/exchange/filter/x-path'
import { layoutJson } from '@shared/exchange/json/layout'
import { readJsonRows } from '@shared/exchange/json/rows'
import { layoutXml } from '@shared/exchange/xml/layout'
import { readXmlRows } from '@shared/exchange/xml/rows'
import { finishSearch } from '@shared/testing/finish-search'

const ROUNDS = 5
const ITEMS = 1_400_000
const JSON_BYTES = encode(`[${Array.from({ length: ITEMS }, (_, index) => `{"s":"会${index}"}`).join(',')}]`)
const XML_BYTES = encode(`<r>${Array.from({ length: ITEMS }, (_, index) => `<s>会${index}</s>`).join('')}</r>`)

const goOn = { shouldStop: () => false }
const query = (text: string, options: Partial<SearchQuery> = {}): SearchQuery => ({ text, matchCase: true, regexp: false, ...options })

it.each([
  ['JSON', JSON_BYTES],
  ['XML', XML_BYTES],
])('search and filter in one line of %s with 1.4 million items', (format, bytes) => {
  const json = format === 'JSON' ? readJsonRows(bytes) : null
  const xml = json === null ? readXmlRows(bytes) : null
  const layout = json === null ? layoutXml(xml!) : layoutJson(json)
  const quick = (sought: SearchQuery): unknown => finishSearch(searchBytes(json === null ? { xml: xml! } : { json }, layout, sought, goOn)!)
  const filter = (expression: string): unknown => (json === null ? filterXml(xml!, expression) : filterJson(json, expression))

  // What decoding the body and one look through its text costs: the least any search over text could do.
  const reference = medianMs(() => new TextDecoder().decode(bytes).indexOf('客服'))
  const works: readonly (readonly [string, () => unknown])[] = [
    ['text in every item', () => quick(query('会1'))],
    ['text in no item', () => quick(query('客服'))],
    ['text with structure', () => quick(query(json === null ? '<s>会777777<' : '"s": "会777777"'))],
    ['any case', () => quick(query('会1A', { matchCase: false }))],
    ['regular expression', () => finishSearch(searchLines(layout, query('会\\d{3}99', { regexp: true }), goOn))],
    ['all of a name', () => filter(json === null ? '//s' : '$..s')],
    ['one text', () => filter(json === null ? "//s[. = '会7']" : '$[?@.s == "会7"]')],
    ['a pattern', () => filter(json === null ? "//s[contains(., '99999')]" : '$[?search(@.s, "9{5}")]')],
  ]
  for (const [name, work] of works) {
    const ms = medianMs(work)
    console.log(JSON.stringify({ bench: 'reading-aids', format, megabytes: round(bytes.length / 1e6), work: name, ms, decodeAndLookMs: reference, ratio: round(ms / reference) }))
    expect(ms).toBeGreaterThan(0)
  }
})

function medianMs(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return round(times.toSorted((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? Number.NaN)
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
