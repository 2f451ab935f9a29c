import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import type { IncomingExchange } from '@shared/history/transfer/incoming'
import { aRequest, aResponse, aSummary } from '../testing/an-exchange'
import { anOpenHistory } from '../testing/open-history'
import { temporaryFolder } from '../testing/temporary-folder'
import { UNWATCHED, exported } from '../testing/transferred'
import { importFile, previewImport } from './import-file'

const OPERATION = 'alibaba.lyservice.lippi.session.create'
const TOKEN = '6100e23a9f7c4b5d8e1f0a2b3c4d5e6f7a8b9c0d'
const DTO = JSON.stringify({ source: { sid: '0012', channel_uid: 'uid-1' } })

/** A file as a browser's network panel writes it, one call of the platform between other requests. */
function foreignHar(): string {
  const form = `method=${OPERATION}&app_key=12345678&session=${TOKEN}&sign_method=hmac-sha256&format=json&sign=AB12&open_create_session_dto=${encodeURIComponent(DTO)}`
  const entry = (request: object, response: object) => ({ startedDateTime: '2026-11-22T18:00:00.250+08:00', time: 120, request, response, cache: {}, timings: { send: 0, wait: 100, receive: 20, ssl: -1 } })
  const none = { status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', headers: [], content: { size: 0, mimeType: 'text/html' } }
  const answer = JSON.stringify({ error_response: { code: 27, msg: `Invalid session ${TOKEN}`, sub_code: 'isv.invalid-session', request_id: 'r-1' } })
  const entries = [
    entry({ method: 'GET', url: 'https://shop.example/index.html?x=1', httpVersion: 'h2', headers: [] }, none),
    entry(
      { method: 'POST', url: 'https://gw.api.taobao.com/router/rest', httpVersion: 'HTTP/1.1', headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }, { name: 'Cookie', value: 'login=me' }], postData: { mimeType: 'application/x-www-form-urlencoded', text: form } },
      { ...none, headers: [{ name: 'Content-Type', value: 'application/json;charset=GBK' }, { name: 'Content-Encoding', value: 'gzip' }], content: { size: 9, mimeType: 'application/json', text: answer } },
    ),
    { startedDateTime: 'yesterday' },
  ]
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector', version: '1' }, pages: [{ entries: ['not these'] }], entries } }, null, 2)
}

function fileOf(text: string, name = 'file'): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, text)
  return file
}

const whole = (changes: Partial<IncomingExchange['summary']>): IncomingExchange => ({ summary: aSummary(changes), request: aRequest(), response: aResponse() })

describe('a HAR file of somebody else', () => {
  it('gives its calls of the platform, judged, without the token and the log-in, and names the rest', async () => {
    const history = anOpenHistory()
    const file = fileOf(foreignHar())
    expect(await previewImport(history, file, UNWATCHED)).toEqual({
      format: 'har', fresh: 1, known: 0, skippedCount: 2, isCutOff: false,
      skipped: [
        { place: 1, reason: 'not-a-call', detail: 'GET https://shop.example/index.html' },
        { place: 3, reason: 'not-valid', detail: 'request, response' },
      ],
    })
    expect(await importFile(history, file, UNWATCHED)).toEqual({ added: 1, merged: 0, unchanged: 0 })
    const [entry] = (await history.search({ criteria: EVERYTHING, limit: 10, before: null })).entries
    expect(entry).toMatchObject({
      operation: OPERATION, environment: 'production', appKey: '12345678', outcome: 'refused', code: '27', subCode: 'isv.invalid-session',
      requestId: 'r-1', startedAt: Date.UTC(2026, 10, 22, 10, 0, 0, 250), durationMs: 120, httpStatus: 200, imported: true, signMethod: 'hmac-sha256',
    })
    const kept = await history.read(entry?.id ?? '')
    const everything = `${JSON.stringify(kept)} ${Buffer.from(kept.request.body).toString()} ${Buffer.from(kept.response?.body ?? []).toString()}`
    expect(everything).not.toContain(TOKEN)
    expect(everything).not.toContain('login=me')
    expect(kept.request.masked).toEqual(['session'])
    expect(Buffer.from(kept.request.body).toString()).toContain('sign=AB12')
    expect(kept.response?.head).not.toMatch(/gzip|GBK/)
  })

  it('adds nothing when it is imported again', async () => {
    const history = anOpenHistory()
    const file = fileOf(foreignHar())
    await importFile(history, file, UNWATCHED)
    expect(await importFile(history, file, UNWATCHED)).toEqual({ added: 0, merged: 0, unchanged: 1 })
  })
})

describe('a file of the console', () => {
  it('tells each line it cannot read by its number and the rest goes on', async () => {
    const source = anOpenHistory()
    await source.import([whole({ id: 'one' })])
    const [header = '', line = '', end = ''] = (await exported(source, 'jsonl', false)).split('\n')
    const bad = [
      '{', JSON.stringify(aSummary({ id: 'listed' })), line.replace('"id":"one"', '"id":"../x"'), line.replace('"outcome":"succeeded"', '"outcome":null'),
      line.replace('"body":"AP', '"body":"*'), line.replace('"id":"one"', '"id":"two"').replace('"tags":[]', '"tags":["a,b"]'),
    ]
    const history = anOpenHistory()
    const file = fileOf([header, ...bad, '', line, end].join('\r\n'))
    const { fresh, skipped } = await previewImport(history, file, UNWATCHED)
    expect(fresh).toBe(1)
    expect(skipped.map(({ place, reason, detail }) => `${place} ${reason} ${detail}`.trim())).toEqual([
      '2 not-json', '3 not-whole', '4 not-valid exchange.id', '5 not-ended', '6 not-valid request.body', '7 not-valid exchange.tags.0',
    ])
    expect(await importFile(history, file, UNWATCHED)).toMatchObject({ added: 1 })
  })

  it.each(['jsonl', 'har'] as const)('tells when its end is missing (%s)', async (format) => {
    const source = anOpenHistory()
    await source.import([whole({ id: 'one' }), whole({ id: 'two' })])
    const text = await exported(source, format, false)
    const cut = fileOf(format === 'har' ? text.slice(0, -600) : text.split('\n').slice(0, -2).join('\n'))
    expect((await previewImport(anOpenHistory(), cut, UNWATCHED)).isCutOff).toBe(true)
    expect((await previewImport(anOpenHistory(), fileOf(text), UNWATCHED)).isCutOff).toBe(false)
  })

  it('merges labels of an exchange that is known, and brings back a removed one', async () => {
    const history = anOpenHistory()
    await history.import([whole({ id: 'one', tags: ['T-1'], note: 'mine', name: 'kept' }), whole({ id: 'gone' })])
    await history.remove({ kind: 'exchanges', exchangeIds: ['gone'] }, 'removal', 1)
    const source = anOpenHistory()
    await source.import([whole({ id: 'one', tags: ['t-1', 'T-2'], note: 'theirs', name: 'other', pinned: true }), whole({ id: 'gone' })])
    const file = fileOf(await exported(source, 'jsonl', false))
    expect(await importFile(history, file, UNWATCHED)).toEqual({ added: 0, merged: 2, unchanged: 0 })
    expect(await history.read('one')).toMatchObject({ tags: ['T-1', 'T-2'], note: 'mine\n\ntheirs', name: 'kept', pinned: true })
    expect(await importFile(history, file, UNWATCHED)).toEqual({ added: 0, merged: 0, unchanged: 2 })
    expect((await history.search({ criteria: EVERYTHING, limit: 10, before: null })).entries).toHaveLength(2)
  })

  it('takes all of a batch or none of it', async () => {
    const history = anOpenHistory()
    const broken = { ...whole({ id: 'broken' }), request: { ...aRequest(), head: null as unknown as string } }
    await expect(history.import([whole({ id: 'sound' }), broken])).rejects.toThrow()
    expect(await history.known(['sound', 'broken'])).toEqual([])
  })

  it('counts an imported success among the earlier uses of its sid', async () => {
    const history = anOpenHistory()
    const { operation, gatewayUrl, callerId } = aSummary()
    await history.import([whole({ id: 'one' })])
    expect((await history.earlierUses({ operation, gatewayUrl, callerId })).count).toBe(1)
  })
})

describe('a session token in somebody else’s file', () => {
  const URL = 'https://gw.api.taobao.com/router/rest'
  const typed = (type: string, ...others: { name: string; value: string }[]): object[] => [{ name: 'Content-Type', value: type }, ...others]
  const FORM = `method=${OPERATION}&app_key=12345678&session=${TOKEN}`
  const IN_ADDRESS = `${URL}?method=${OPERATION}&app_key=12345678`
  const requests: Readonly<Record<string, object>> = {
    'an address another header repeats': { url: URL, headers: typed('application/x-www-form-urlencoded', { name: 'Referer', value: `${URL}?session=${TOKEN}` }), postData: { text: FORM } },
    'an address another header repeats, alone': { url: IN_ADDRESS, headers: [{ name: 'Referer', value: `${URL}?session=${TOKEN}` }] },
    'another header': { url: URL, headers: [{ name: 'X-Trace', value: `for ${TOKEN}` }], postData: { text: FORM } },
    'another parameter': { url: URL, headers: [], postData: { text: `${FORM}&access_token=${TOKEN}&open_create_session_dto=${encodeURIComponent(JSON.stringify({ source: { sid: TOKEN } }))}` } },
    'a second parameter that differs': { url: `${URL}?session=another-token-0012`, headers: [], postData: { text: FORM } },
    'a form of another type': { url: IN_ADDRESS, headers: typed('text/plain'), postData: { text: `session=${TOKEN}` } },
    'a JSON body': { url: IN_ADDRESS, headers: typed('application/json'), postData: { text: JSON.stringify({ session: TOKEN }) } },
    'a multipart body': { url: IN_ADDRESS, headers: typed('multipart/form-data; boundary=B'), postData: { text: `--B\r\nContent-Disposition: form-data; name="session"\r\n\r\n${TOKEN}\r\n--B--\r\n` } },
    'pairs of a multipart body': { url: IN_ADDRESS, headers: typed('multipart/form-data; boundary=B'), postData: { params: [{ name: 'session', value: TOKEN }] } },
  }

  it.each(Object.entries(requests))('is not kept where it stands in %s', async (_, request) => {
    const history = anOpenHistory()
    const response = { status: 200, headers: [], content: { text: JSON.stringify({ error_response: { code: 27, msg: `Invalid session ${TOKEN}` } }) } }
    const entries = [{ startedDateTime: '2026-11-22T18:00:00Z', request: { method: 'POST', ...request }, response }]
    await importFile(history, fileOf(JSON.stringify({ log: { entries } })), UNWATCHED)
    const { entries: kept } = await history.search({ criteria: EVERYTHING, limit: 10, before: null })
    expect(kept).toHaveLength(1)
    expect(await wholeText(history, kept[0]?.id ?? '')).not.toContain(TOKEN)
  })

  it('is not kept in the words for why there was no answer, nor in a note', async () => {
    const history = anOpenHistory()
    const entries = [{ startedDateTime: '2026-11-22T18:00:00Z', request: { method: 'POST', url: URL, headers: [], postData: { text: FORM } }, response: { status: 0, headers: [], _error: `no answer to ${TOKEN}` } }]
    await importFile(history, fileOf(JSON.stringify({ log: { entries } })), UNWATCHED)
    const source = anOpenHistory()
    await source.import([{ ...whole({ id: 'noted', note: `token ${TOKEN}` }), request: aRequest({ body: new TextEncoder().encode(FORM) }) }])
    await importFile(history, fileOf(await exported(source, 'jsonl', false)), UNWATCHED)
    const { entries: kept } = await history.search({ criteria: EVERYTHING, limit: 10, before: null })
    expect(kept).toHaveLength(2)
    expect(JSON.stringify(kept)).not.toContain(TOKEN)
  })
})

async function wholeText(history: ReturnType<typeof anOpenHistory>, id: string): Promise<string> {
  const { request, response, ...summary } = await history.read(id)
  return [JSON.stringify(summary), request.head, Buffer.from(request.body).toString(), response?.head, Buffer.from(response?.body ?? []).toString()].join('\n')
}

it('a tag stands on an exchange once, however often a file names it', async () => {
  const source = anOpenHistory()
  await source.import([whole({ id: 'one', tags: ['T-1'] })])
  const history = anOpenHistory()
  await importFile(history, fileOf((await exported(source, 'jsonl', false)).replace('["T-1"]', '["T-1","t-1","T-1"]')), UNWATCHED)
  expect((await history.groups({ criteria: EVERYTHING, by: 'tag', limit: 10, before: null })).groups.map(({ key, count }) => [key, count])).toEqual([['T-1', 1]])
})
