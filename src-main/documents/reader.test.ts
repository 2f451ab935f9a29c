import { gunzipSync, gzipSync } from 'node:zlib'
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

  it('filters XML by XPath and JSON by JSONPath, and counts what was chosen', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(`<${ROOT}><list><sid>9007199254740993</sid><sid>9007199254740992</sid></list></${ROOT}>`))
    const xml = aKey('XML', { filter: "//sid[. = '9007199254740993']" })
    expect(await reader.view(xml)).toMatchObject({ kind: 'lines', matchCount: 1, lineCount: 1 })
    expect(await textOf(reader, xml)).toBe('<sid>9007199254740993</sid>')
    const json = aKey('JSON', { filter: '$..sid[1]' })
    expect(await reader.view(json)).toMatchObject({ kind: 'lines', matchCount: 1 })
    expect(await textOf(reader, json)).toBe('[\n  "9007199254740992"\n]')
    expect(await reader.view(aKey('JSON'))).toMatchObject({ matchCount: null })
  })

  it('says what is wrong with a filter and with a pattern', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(JSON_BODY))
    await expect(reader.view(aKey('JSON', { filter: '$.a[' }))).rejects.toMatchObject({ code: 'document.filter', detail: { problem: expect.stringMatching(/^filter\./) as string, column: expect.stringMatching(/^\d+$/) as string } })
    const search = { ...aKey('JSON'), matchCase: false, regexp: true, from: 0 }
    await expect(reader.search({ ...search, text: '(' })).rejects.toMatchObject({ code: 'document.pattern', detail: { problem: 'pattern.not-a-pattern' } })
    await expect(reader.search({ ...search, text: '(?=a)' })).rejects.toMatchObject({ detail: { problem: 'pattern.looks-around' } })
  })

  it.each(['XML', 'JSON', 'Table', 'Raw', 'Hex'] as const)('finds every place in %s, from a line on and before it', async (view) => {
    const { reader, stored } = aReader(kind)
    const items = Array.from({ length: 300 }, (_, index) => `{"name":"会话 ${index}","Code":${index}}`)
    stored.set('response one', aResponseHalf(`{"${ROOT}":{"items":[${items.join(',')}]}}`))
    const whole = await textOf(reader, aKey(view))
    const lines = whole.split('\n')
    for (const { text, matchCase, regexp } of [
      { text: '话 1', matchCase: true, regexp: false },
      { text: 'code', matchCase: false, regexp: false },
      { text: '[Cc]ode\\W+[12]7', matchCase: true, regexp: true },
      { text: '00 2', matchCase: true, regexp: false },
    ]) {
      const pattern = new RegExp(regexp ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), matchCase ? 'gu' : 'giu')
      const expected = lines.flatMap((line, number) => [...line.matchAll(pattern)].map(({ index, 0: found }) => ({ line: number, from: index, to: index + found.length })))
      const from = Math.floor(lines.length / 2)
      const found = await reader.search({ ...aKey(view), text, matchCase, regexp, from })
      // Raw continues its long lines, so that a place may begin in one piece and end in the next.
      if (view === 'Raw') expect(found.total).toBeGreaterThanOrEqual(expected.length)
      else expect(found).toEqual({ matches: expected.filter(({ line }) => line >= from), before: expected.filter(({ line }) => line < from).length, total: expected.length, complete: true })
      expect(found.matches.length + found.before).toBe(found.total)
    }
  })

  it('finds in Raw what runs from one piece of a long line into the next', async () => {
    const { reader, stored } = aReader(kind)
    const body = `"${'x'.repeat(MAX_LINE_LENGTH - 3)}会话 here"`
    stored.set('response one', aResponseHalf(body))
    const search = { ...aKey('Raw'), text: '会话 here', matchCase: true, from: 0 }
    const expected = { matches: [{ line: 2, from: MAX_LINE_LENGTH - 2, to: MAX_LINE_LENGTH }], before: 0, total: 1, complete: true }
    for (const regexp of [false, true]) expect(await reader.search({ ...search, regexp })).toEqual(expected)
    expect(await reader.search({ ...search, regexp: false, from: 3 })).toEqual({ ...expected, matches: [], before: 1 })
  })

  it('answers about another document while a search goes on, and the next search stops it', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(JSON.stringify(Array.from({ length: 60_000 }, (_, index) => `abc ${index}`))))
    stored.set('response two', aResponseHalf(JSON_BODY))
    await reader.view(aKey('JSON'))
    const ended: string[] = []
    const search = (text: string) => reader.search({ ...aKey('JSON'), text, matchCase: false, regexp: true, from: 0 })
    const first = search('b+c \\d+').then((found) => (ended.push('first'), found))
    await reader.view(aKey('JSON', { exchangeId: 'two' })).then(() => ended.push('other document'))
    const second = await search('abc 59999')
    expect(second).toMatchObject({ total: 1, complete: true })
    expect(await first).toMatchObject({ complete: false })
    expect(ended[0]).toBe('other document')
  })

  it('tells paths, copies nodes as they were written, and names the fields of the table', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(XML))
    const { fields } = await reader.fields({ ...aKey('Table'), from: 0, count: 100 })
    expect(fields.map(({ depth, name, value }) => [depth, name, value])).toEqual([
      [0, ROOT, null],
      [1, 'result', null],
      [2, 'code', '0'],
      [2, 'data', '00012'],
      [2, 'msg', '会话'],
      [2, 'success', 'true'],
      [1, 'request_id', 'r1'],
    ])
    expect(fields[3]?.label).not.toBeNull()
    const row = fields[3]?.row ?? 0
    expect(await reader.path({ ...aKey('JSON'), row })).toEqual({ path: `$.${ROOT}.result.data` })
    expect(await reader.text({ ...aKey('JSON'), what: 'node', row })).toBe('"00012"')
    const { lines } = await reader.lines({ ...aKey('XML'), ranges: [{ from: 4, count: 1 }] })
    const xmlRow = lines[0]?.row ?? 0
    expect(await reader.path({ ...aKey('XML'), row: xmlRow })).toEqual({ path: `/${ROOT}/result/data` })
    expect(await reader.text({ ...aKey('XML'), what: 'path', row: xmlRow })).toBe(`/${ROOT}/result/data`)
    await expect(reader.path({ ...aKey('XML'), row: 99 })).rejects.toMatchObject({ code: 'ipc.invalid-request' })
  })

  it('gives large views and bodies in pieces that make the whole', async () => {
    const { reader, stored } = aReader(kind)
    const body = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => ({ 会话: index })))
    stored.set('response one', aResponseHalf(body))
    const whole = async (what: 'view' | 'body') => {
      const pieces: Uint8Array[] = []
      for (let from: number | null = 0; from !== null; ) {
        const { bytes, next } = await reader.piece({ ...aKey('JSON'), what, from })
        pieces.push(bytes)
        from = next
      }
      return { pieces: pieces.length, text: Buffer.concat(pieces).toString() }
    }
    expect(await whole('view')).toEqual({ pieces: 3, text: JSON.stringify(JSON.parse(body), null, 2) })
    expect(await whole('body')).toEqual({ pieces: 1, text: body })
  })

  it('judges what was received and keeps it open, without loading it', async () => {
    const { reader, loads } = aReader(kind)
    const { head, body, operation } = aResponseHalf(JSON_BODY)
    const response = await reader.receive({ exchangeId: 'one', operation, status: 200, head, body, isWhole: true, session: null, maxBytes: 1_000_000 })
    expect(response).toEqual({ head, body, maskedCopies: 0 })
    expect(await reader.judge('one')).toMatchObject({ outcome: 'succeeded', failure: null, resultId: '00012', requestId: 'r1', responseFormat: 'json' })
    expect(await textOf(reader, aKey('JSON'))).toContain('"data": "00012"')
    expect(await reader.textStart('one')).toBe(JSON_BODY)
    expect(loads).toEqual([])
  })

  it('replaces a token in what is kept and shown, and judges what the platform really said', async () => {
    const { reader } = aReader(kind)
    const { head, body, operation } = aResponseHalf(gzipSync(JSON_BODY.replace('会话', 'true'), {}), ['Content-Encoding: gzip', 'X-Echo: true'])
    const response = await reader.receive({ exchangeId: 'one', operation, status: 200, head, body, isWhole: true, session: 'true', maxBytes: 1_000_000 })
    expect(response.head).toContain('X-Echo: ****')
    expect(response.maskedCopies).toBe(3)
    expect(gunzipSync(response.body).toString()).toContain('"success":****')
    expect(await reader.judge('one')).toMatchObject({ outcome: 'succeeded', message: '****' })
    expect(await textOf(reader, aKey('Raw'))).not.toContain('true')
  })

  it('judges nothing of a part, and shows it', async () => {
    const { reader } = aReader(kind)
    const { head, body, operation } = aResponseHalf('{"a":1')
    await reader.receive({ exchangeId: 'one', operation, status: 200, head, body, isWhole: false, session: 'a-token', maxBytes: 1_000 })
    expect(await reader.textStart('one')).toBe('{"a":1')
    await expect(reader.judge('one')).rejects.toMatchObject({ code: 'document.reader-lost' })
  })

  it.each([
    ['a body that is too large once it is decompressed', gzipSync('x'.repeat(2_000)), { failure: 'too-large', failureDetail: '1000' }],
    ['a body that cannot be decompressed', Buffer.from('no gzip'), { failure: 'content-encoding', failureDetail: 'gzip' }],
    ['a body that is not well-formed', gzipSync('{"a":}'), { failure: 'not-well-formed', failureDetail: '1:6 value-expected' }],
  ])('names the failure of %s', async (_, packed, failure) => {
    const { reader } = aReader(kind)
    const { head, body, operation } = aResponseHalf(new Uint8Array(packed), ['Content-Encoding: gzip'])
    await reader.receive({ exchangeId: 'one', operation, status: 200, head, body, isWhole: true, session: null, maxBytes: 1_000 })
    expect(await reader.judge('one')).toMatchObject({ outcome: 'failed', ...failure })
  })
})
