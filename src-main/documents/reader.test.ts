import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { MAX_LINE_LENGTH, MAX_LINES } from '@shared/exchange/document/document-contract'
import { aKey, aReader, aResponseHalf, textOf } from './testing/readers'

const ROOT = 'alibaba_lyservice_lippi_session_create_response'
const XML = `<?xml version="1.0" encoding="utf-8" ?><${ROOT}><result><code>0</code><data>00012</data><msg>会话</msg><success>true</success></result><request_id>r1</request_id></${ROOT}>`
const JSON_BODY = `{"${ROOT}":{"result":{"code":"0","data":"00012","msg":"会话","success":true},"request_id":"r1"}}`
const DIGITS = ['9007199254740993', '179551105895329108', '1.10', '1e400', '00012']

describe.each(['inline', 'threaded'] as const)('the %s reader', (kind) => {
  it('lays out the format that was received and converts it into the other', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(XML))
    expect(await reader.view(aKey('XML'))).toMatchObject({
      kind: 'lines',
      origin: 'received',
      lineCount: 10,
      facts: { charset: 'utf-8', charsetFoundBy: 'declaration', format: 'xml', storedBytes: Buffer.byteLength(XML) },
    })
    expect(await reader.view(aKey('JSON'))).toMatchObject({ kind: 'lines', origin: 'converted', lineCount: 11 })
    expect(await textOf(reader, aKey('XML'))).toContain('\n    <msg>会话</msg>\n')
    expect(await textOf(reader, aKey('JSON'))).toBe(JSON.stringify(JSON.parse(JSON_BODY), null, 2))
  })

  it('gives several ranges one after another, no more lines than allowed, and none behind the end', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(JSON.stringify(Array.from({ length: 5_000 }, (_, index) => index))))
    const numbers = async (...ranges: { from: number; count: number }[]) =>
      (await reader.lines({ ...aKey('JSON'), ranges })).lines.map(({ text }) => Number.parseInt(text, 10))
    expect(await numbers({ from: 2, count: 2 }, { from: 4_999, count: 50 })).toEqual([1, 2, 4_998, 4_999, Number.NaN])
    expect(await numbers({ from: 1, count: 1_500 }, { from: 1, count: 1_500 })).toHaveLength(MAX_LINES)
    expect(await numbers({ from: 9_000, count: 10 })).toEqual([])
  })

  it('says which line folds which away and which node it belongs to', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(JSON_BODY))
    const { lines } = await reader.lines({ ...aKey('JSON'), ranges: [{ from: 0, count: 100 }] })
    expect(lines[1]).toMatchObject({ text: `  "${ROOT}": {`, row: 1, origin: 1, lastLine: 9, cutFrom: null, continues: false })
    const { line } = await reader.locate({ ...aKey('XML'), origin: lines[4]?.origin ?? 0 })
    const found = await reader.lines({ ...aKey('XML'), ranges: [{ from: line ?? 0, count: 1 }] })
    expect(found.lines[0]).toMatchObject({ text: '    <data>00012</data>', origin: lines[4]?.origin })
  })

  it('cuts long lines and gives them whole to copy and to save', async () => {
    const { reader, stored } = aReader(kind)
    const long = '会'.repeat(12_000)
    stored.set('response one', aResponseHalf(JSON.stringify({ long })))
    const { lines } = await reader.lines({ ...aKey('JSON'), ranges: [{ from: 1, count: 1 }] })
    expect(lines[0]).toMatchObject({ cutFrom: 12_000 + '  "long": ""'.length })
    expect(lines[0]?.text).toHaveLength(MAX_LINE_LENGTH)
    const raw = await reader.lines({ ...aKey('Raw'), ranges: [{ from: 2, count: 10 }] })
    expect(raw.lines.map(({ continues, cutFrom }) => ({ continues, cutFrom }))).toEqual([false, true, true].map((continues) => ({ continues, cutFrom: null })))
    expect(await reader.text({ ...aKey('Raw'), what: 'view', row: null })).toContain(`\n\n{"long":"${long}"}`)
  })

  it.each([
    ['JSON', (digits: string) => `{"${ROOT}":{"x":${digits === '00012' ? '"00012"' : digits}}}`],
    ['XML', (digits: string) => `<${ROOT}><x>${digits}</x></${ROOT}>`],
  ] as const)('keeps every digit of %s in lines, copies and files', async (received, bodyOf) => {
    const { reader, stored } = aReader(kind)
    for (const digits of DIGITS) {
      stored.set(`response ${digits}`, aResponseHalf(bodyOf(digits)))
      for (const view of ['XML', 'JSON', 'Table', 'Raw'] as const) {
        const key = aKey(view, { exchangeId: digits })
        const has = new RegExp(`(?<![\\d.])${digits.replace('.', '\\.')}(?![\\d.])`)
        expect(await textOf(reader, key), `${received} ${view} lines`).toMatch(has)
        expect(await reader.text({ ...key, what: 'view', row: null }), `${received} ${view} copied`).toMatch(has)
        const { bytes, next } = await reader.piece({ ...key, what: 'view', from: 0 })
        expect(Buffer.from(bytes).toString(), `${received} ${view} saved`).toMatch(has)
        expect(next).toBeNull()
      }
      const { fields } = await reader.fields({ ...aKey('Table', { exchangeId: digits }), from: 0, count: 100 })
      expect(fields.at(-1)?.value).toBe(digits)
    }
  })

  it('undoes the content encoding for every view but Hex, and saves the body without it', async () => {
    const { reader, stored } = aReader(kind)
    const packed = gzipSync(JSON_BODY)
    stored.set('response one', aResponseHalf(packed, ['Content-Encoding: gzip']))
    expect(await reader.view(aKey('JSON'))).toMatchObject({
      kind: 'lines',
      facts: { storedBytes: packed.length, decodedBytes: Buffer.byteLength(JSON_BODY) },
    })
    expect(await textOf(reader, aKey('Raw'))).toBe(`HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n${JSON_BODY}`)
    expect(await textOf(reader, aKey('Hex'))).toMatch(/^00000000 {2}1f 8b 08 /)
    const { bytes } = await reader.piece({ ...aKey('Raw'), what: 'body', from: 0 })
    expect(Buffer.from(bytes).toString()).toBe(JSON_BODY)
  })

  it('shows the bytes of a body that cannot be decompressed, and says so', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf('no gzip', ['Content-Encoding: gzip']))
    expect(await reader.view(aKey('JSON'))).toMatchObject({ kind: 'none', reason: 'undecodable', facts: { decodedBytes: null, storedBytes: 7 } })
    expect(await textOf(reader, aKey('Raw'))).toContain('6e 6f 20 67')
    expect(await textOf(reader, aKey('Hex'))).toContain('|no gzip|')
  })

  it('finds the charset, and reads the bytes anew in the one the user chooses', async () => {
    const { reader, stored } = aReader(kind)
    // "会话" in GB18030
    const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xbb, 0xe1, 0xbb, 0xb0]), Buffer.from('"}')])
    stored.set('response one', aResponseHalf(new Uint8Array(body)))
    expect(await reader.view(aKey('JSON'))).toMatchObject({ facts: { charset: 'gb18030', charsetFoundBy: 'fallback', damaged: false } })
    expect(await textOf(reader, aKey('JSON'))).toContain('"a": "会话"')
    const latin = aKey('JSON', { charset: 'iso-8859-1' })
    expect(await reader.view(latin)).toMatchObject({ facts: { charset: 'iso-8859-1', charsetFoundBy: 'user' } })
    expect(await textOf(reader, latin)).toContain('"a": "»á»°"')
    expect(await reader.view(aKey('JSON', { charset: 'utf-8' }))).toMatchObject({ facts: { charsetFoundBy: 'user', damaged: true } })
  })

  it('says where a body is not well-formed, and where Raw shows the place', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf('{\n  "a": 1,\n  oops\n}'))
    const view = await reader.view(aKey('JSON'))
    expect(view).toMatchObject({ kind: 'none', reason: 'not-well-formed', problem: { line: 3, column: 3 } })
    const place = await reader.place({ ...aKey('Raw'), line: 3, column: 3 })
    const { lines } = await reader.lines({ ...aKey('Raw'), ranges: [{ from: place.line, count: 1 }] })
    expect(lines[0]?.text.slice(place.from)).toBe('oops')
  })

  it.each([
    ['empty', ''],
    ['html', '<html><body>502</body></html>'],
    ['neither-format', 'hello'],
  ])('has no document for a body that is %s', async (reason, body) => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(body))
    for (const view of ['XML', 'JSON', 'Table'] as const) expect(await reader.view(aKey(view))).toMatchObject({ kind: 'none', reason })
    expect(await reader.view(aKey('Raw'))).toMatchObject({ kind: 'lines' })
    expect((await reader.fields({ ...aKey('Table'), from: 0, count: 10 })).total).toBe(0)
  })

  it('shows an answer to an operation it does not know in Raw and Hex', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', { ...aResponseHalf(JSON_BODY), operation: 'a.b.c' })
    for (const view of ['XML', 'JSON', 'Table'] as const) expect(await reader.view(aKey(view))).toMatchObject({ kind: 'none', reason: 'unknown-operation' })
    expect(await textOf(reader, aKey('Raw'))).toContain(JSON_BODY)
    expect(await textOf(reader, aKey('Hex'))).toContain('|{"alibaba_lyserv|')
  })

  it('shows a request: the form as it was sent, its business parameters as one document', async () => {
    const { reader, stored } = aReader(kind)
    const dto = '{"source":{"sid":"s1","channel_type":9007199254740993}}'
    const form = `method=x&session=%5Bsession+token+0a%5D&ly_create_session_dto=${encodeURIComponent(dto)}`
    stored.set('request one', { ...aResponseHalf(form), head: 'POST /router/rest?v=2.0 HTTP/1.1\r\nHost: h\r\n\r\n' })
    const key = (view: 'XML' | 'JSON' | 'Raw' | 'Hex') => aKey(view, { half: 'request' })
    expect(await reader.view(key('JSON'))).toMatchObject({ kind: 'lines', origin: 'sent' })
    expect(await textOf(reader, key('JSON'))).toContain('"channel_type": 9007199254740993')
    expect(await reader.view(key('XML'))).toMatchObject({ kind: 'lines', origin: 'converted' })
    expect(await textOf(reader, key('XML'))).toContain('<sid>s1</sid>')
    expect(await textOf(reader, key('Raw'))).toBe(`POST /router/rest?v=2.0 HTTP/1.1\nHost: h\n\n${form}`)
    expect(await textOf(reader, key('Hex'))).toContain('|method=x&session|')
  })

  it('knows no response of an exchange that has none', async () => {
    const { reader } = aReader(kind)
    expect(await reader.view(aKey('Raw'))).toMatchObject({ kind: 'none', reason: 'empty', facts: { storedBytes: 0 } })
    expect(await reader.lines({ ...aKey('Raw'), ranges: [{ from: 0, count: 1 }] })).toEqual({ lines: [] })
    expect(await reader.textStart('one')).toBe('')
  })

  it('tells a deleted exchange by its code', async () => {
    const { reader } = aReader(kind)
    await expect(reader.view(aKey('XML', { exchangeId: 'deleted' }))).rejects.toMatchObject({ code: 'history.unknown-entry' })
  })

  it('loads and reads a half once, also when it is asked for several times at once', async () => {
    const { reader, stored, loads } = aReader(kind)
    stored.set('response one', aResponseHalf(JSON_BODY))
    await Promise.all([reader.view(aKey('JSON')), reader.view(aKey('XML')), reader.textStart('one'), textOf(reader, aKey('Raw'))])
    expect(loads).toEqual(['response one'])
  })
})
