import { describe, expect, it } from 'vitest'
import { tokensOf, type CodeLanguage } from './line-tokens'

const read = (line: string, language: CodeLanguage): string[] =>
  tokensOf(line, language).map(({ from, to, kind }) => `${kind} ${line.slice(from, to)}`)

describe('tokensOf', () => {
  it('tells names from values in JSON, whatever they hold', () => {
    expect(read('  "a \\" : b": "c: \\"d\\"",', 'json')).toEqual(['name "a \\" : b"', 'quiet :', 'string "c: \\"d\\""', 'quiet ,'])
    expect(read('"n": -1.10e+400, true', 'json')).toEqual(['name "n"', 'quiet :', 'number -1.10e+400', 'quiet ,', 'word true'])
  })

  it('colours a string that was cut to its end', () => {
    expect(read('"data": "half of', 'json')).toEqual(['name "data"', 'quiet :', 'string "half of'])
  })

  it('reads tags, attributes, references and text in XML', () => {
    expect(read('  <string id="a>b" x=\'1\'>1 &lt; 2</string>', 'xml')).toEqual([
      'name <string',
      'attribute id',
      'string "a>b"',
      'attribute x',
      "string '1'",
      'name >',
      'number &lt;',
      'name </string',
      'name >',
    ])
    expect(read('<a/><!-- <b> -->', 'xml')).toEqual(['name <a', 'name />', 'quiet <!-- <b> -->'])
  })

  it('sets the marker of a session token apart, in a form and in a query', () => {
    expect(read('app_key=1&session=%5Bsession+token+1a2b3c4d%5D&sign=', 'http')).toContain('masked %5Bsession+token+1a2b3c4d%5D')
    expect(read('POST /router/rest?session=%5Bsession%20token%201a2b%5D HTTP/1.1', 'http')).toContain('masked %5Bsession%20token%201a2b%5D')
  })

  it('reads a line of any content in one pass', () => {
    for (const line of ['"'.repeat(5_000), '<'.repeat(5_000), '<a '.repeat(1_600), '&'.repeat(5_000), '<!--'.repeat(1_250)]) {
      for (const language of ['json', 'xml', 'http', 'hex'] as const) expect(tokensOf(line, language).at(-1)?.to ?? 0).toBeLessThanOrEqual(5_000)
    }
  })

  it('tells comments, strings, numbers and words from names in source code', () => {
    expect(read('  // "a" 1', 'source')).toEqual(['quiet   // "a" 1'])
    expect(read('#include <a>', 'source')).toEqual(['word include'])
    expect(read('String url = new Url("http://a/\\"1", 30L);', 'source')).toEqual(['word new', 'string "http://a/\\"1"', 'number 30L'])
    expect(read('sha256(md5_1)', 'source')).toEqual([])
  })
})
