import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { PUBLIC_PARAMETER_NAMES, SIGN_METHODS, type Parameter } from '@shared/protocol/parameters'
import { encodeForm, wireRequest } from '@shared/protocol/wire'
import { readXmlRows } from '@shared/exchange/xml/rows'
import { gatewayForTests, read } from './testing/start'
import { callHttp, callRaw, FORM_TYPE, get, post, sessionDto, signedCall, type RawAnswer } from './testing/call'

const { gateway, url } = gatewayForTests()

function lastSession(): ReturnType<typeof gateway.sessions.list>[number] | undefined {
  return gateway.sessions.list().at(-1)
}

function split(parameters: readonly Parameter[], inUrl: (name: string) => boolean): { query: string; body: string } {
  return {
    query: encodeForm(parameters.filter(({ name }) => inUrl(name))),
    body: encodeForm(parameters.filter(({ name }) => !inUrl(name))),
  }
}

async function postSplit(query: string, body: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return callHttp({ url: `${url()}?${query}`, method: 'POST', headers: { 'Content-Type': FORM_TYPE, ...headers }, body })
}

describe('ways to send a call', () => {
  it.each(SIGN_METHODS)('takes a POST signed with %s', async (signMethod) => {
    const answer = read(await post(url(), signedCall({ signMethod })))
    expect(answer).toMatchObject({ outcome: 'succeeded', code: '0', message: 'ok' })
    expect(answer.resultId).toBe(lastSession()?.id)
  })

  it('takes a GET', async () => {
    expect(read(await get(url(), signedCall())).outcome).toBe('succeeded')
  })

  it.each(['body', 'sdk'] as const)('takes the request the console makes with placement %s', async (placement) => {
    const request = wireRequest({ gatewayUrl: url(), placement, parameters: signedCall(), userAgent: 'test' })
    const answer = await callHttp({
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers.filter(([name]) => name !== 'Accept-Encoding')),
      body: Buffer.from(request.body),
    })
    expect(read(answer).outcome).toBe('succeeded')
  })

  it('merges URL and body', async () => {
    const { query, body } = split(signedCall(), (name) => PUBLIC_PARAMETER_NAMES.includes(name))
    expect(read(await postSplit(query, body)).outcome).toBe('succeeded')
  })

  it('lets the URL count before the body, and the first of a repeated name', async () => {
    const parameters = signedCall({ parameters: { ly_create_session_dto: sessionDto({ source: { sid: 'first' } }) } })
    const second = encodeForm([{ name: 'ly_create_session_dto', value: sessionDto({ source: { sid: 'second' } }) }])
    const { query, body } = split(parameters, () => true)
    expect(read(await postSplit(query, second)).outcome).toBe('succeeded')
    expect(lastSession()?.sid).toBe('first')
    expect(read(await postSplit('', `${encodeForm(parameters)}&${second}${body}`)).outcome).toBe('succeeded')
    expect(lastSession()?.sid).toBe('first')
    // The other way round the unsigned value counts, so the signature does not hold.
    expect(read(await postSplit('', `${second}&${encodeForm(parameters)}`)).code).toBe('25')
  })

  it('does not read a form in the body of a GET', async () => {
    const answer = await callHttp({ url: url(), headers: { 'Content-Type': FORM_TYPE, 'Content-Length': String(encodeForm(signedCall()).length) }, body: encodeForm(signedCall()) })
    expect(read(answer)).toMatchObject({ code: '21', format: 'xml' })
  })

  it.each(['application/json', 'text/plain', ''])('does not read a body of type "%s"', async (type) => {
    const answer = await callHttp({ url: url(), method: 'POST', headers: type === '' ? {} : { 'Content-Type': type }, body: encodeForm(signedCall()) })
    expect(read(answer).code).toBe('21')
  })

  it('reads a type in any case and with any charset name', async () => {
    const answer = await callHttp({ url: url(), method: 'POST', headers: { 'Content-Type': 'Application/X-WWW-Form-URLEncoded; charset=utf8' }, body: encodeForm(signedCall()) })
    expect(read(answer).outcome).toBe('succeeded')
  })

  it('takes multipart text parts and ignores a file', async () => {
    const parts = signedCall().map(
      ({ name, value }) => `--b0\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n${value}\r\n`,
    )
    const file = '--b0\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\u0000\u0001\r\n'
    const answer = await callHttp({
      url: url(),
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data;charset=UTF-8;boundary=b0' },
      body: `${parts.join('')}${file}--b0--\r\n`,
    })
    expect(read(answer).outcome).toBe('succeeded')
  })

  it('takes an absolute request target, as a proxy sends it', async () => {
    const answer = await callRaw(url(), `GET ${url()}?${encodeForm(signedCall())} HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n`)
    expect(answer).toContain('"success":true')
  })
})

describe('values', () => {
  it.each([
    ['CJK', '会话摘要'],
    ['emoji', '😀👨‍👩‍👧‍👦👍🏽'],
    ['quotes', `"double" 'single' \\ back`],
    ['reserved characters', 'a+b&c=d%e#f?g/h;i'],
    ['escapes of a percent sign', '100%25 %E4'],
    ['white space', ' a\tb\r\nc '],
    ['a byte order mark', '\ufeffabc'],
    ['markup', '<b>&amp;</b>]]>'],
    ['prototype names', '__proto__'],
  ])('keeps %s', async (_what, sid) => {
    const answer = await post(url(), signedCall({ parameters: { ly_create_session_dto: sessionDto({ source: { sid } }) } }))
    expect(read(answer).outcome).toBe('succeeded')
    expect(lastSession()?.sid).toBe(sid)
  })

  it('keeps every digit of an int64', async () => {
    const text = '{"token_grant_type":1,"org_id":9007199254740993,"isv_org_id":-9223372036854775808}'
    await post(url(), signedCall({ parameters: { ly_ding_open_para_dto: text } }))
    expect(lastSession()).toMatchObject({ orgId: '9007199254740993', isvOrgId: '-9223372036854775808' })
  })

  it('signs the bare name of a value that was sent empty', async () => {
    const kept = await post(url(), signedCall({ parameters: { partner_id: '', cms_id: '   ' } }))
    expect(read(kept).outcome).toBe('succeeded')
    const signedWithout = signedCall()
    const sentWith: Parameter[] = [...signedWithout, { name: 'nick', value: 'not signed' }]
    expect(read(await post(url(), sentWith)).code).toBe('25')
  })

  it('takes a lone percent sign for itself', async () => {
    const parameters = signedCall({ parameters: { ly_create_session_dto: sessionDto({ source: { sid: '100%' } }) } })
    const answer = await postSplit('', encodeForm(parameters).replace('100%25', '100%'))
    expect(read(answer).outcome).toBe('succeeded')
    expect(lastSession()?.sid).toBe('100%')
  })

  it('takes a DTO with an unknown member, an empty optional text and spaces between its parts', async () => {
    const text = JSON.stringify(JSON.parse(sessionDto({ source: { summary: '', constructor: { a: [1] } } })), null, 2)
    const answer = await post(url(), signedCall({ parameters: { ly_create_session_dto: text } }))
    expect(read(answer).outcome).toBe('succeeded')
  })

  it('lets the last of a repeated DTO member count', async () => {
    const text = sessionDto({ source: { sid: 'one' } }).replace('"sid":"one"', '"sid":"one","sid":"two"')
    await post(url(), signedCall({ parameters: { ly_create_session_dto: text } }))
    expect(lastSession()?.sid).toBe('two')
  })

  it('opens another session for a repeated sid', async () => {
    const parameters = { ly_create_session_dto: sessionDto({ source: { sid: 'again' } }) }
    const first = read(await post(url(), signedCall({ parameters })))
    const second = read(await post(url(), signedCall({ parameters })))
    expect(second.outcome).toBe('succeeded')
    expect(second.resultId).not.toBe(first.resultId)
    expect(gateway.sessions.list().filter(({ sid }) => sid === 'again')).toHaveLength(2)
  })
})

describe('answers', () => {
  it('writes JSON under the root of the operation', async () => {
    const answer = await post(url(), signedCall())
    expect(answer.headers['content-type']).toBe('text/javascript;charset=UTF-8')
    expect(JSON.parse(answer.text)).toEqual({
      alibaba_lyservice_lippi_session_create_response: {
        result: { code: '0', data: lastSession()?.id, msg: 'ok', success: true },
        request_id: read(answer).requestId,
      },
    })
  })

  it('leaves the root out with simplify, in JSON only', async () => {
    const json = await post(url(), signedCall({ parameters: { simplify: 'true' } }))
    expect(Object.keys(JSON.parse(json.text) as object)).toEqual(['result', 'request_id'])
    const xml = await post(url(), signedCall({ parameters: { simplify: 'true', format: 'xml' } }))
    const rows = readXmlRows(new TextEncoder().encode(xml.text))
    expect(rows.nameOf(rows.rootRow)).toBe('alibaba_lyservice_lippi_session_create_response')
    const refused = await post(url(), signedCall({ secret: 'x', parameters: { simplify: 'true' } }))
    expect(Object.keys(JSON.parse(refused.text) as object)).toEqual(['error_response'])
  })

  it('writes XML when no format is asked for', async () => {
    const answer = await post(url(), signedCall({ parameters: { format: null } }))
    expect(answer.headers['content-type']).toBe('text/xml;charset=UTF-8')
    expect(answer.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8" \?><alibaba_/)
    expect(answer.text).toMatch(/<!--[a-z.]+-->$/)
    expect(read(answer)).toMatchObject({ outcome: 'succeeded', format: 'xml', code: '0', resultId: lastSession()?.id })
  })

  it('names the front, the date and the length in characters', async () => {
    const text = "{\u4f1a"
    const answer = await post(url(), signedCall({ parameters: { ly_create_session_dto: text } }))
    expect(answer.headers.server).toBe('Tengine')
    expect(Date.parse(answer.headers.date ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(answer.headers['top-bodylength']).toBe(String(answer.text.length))
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length))
  })

  it.each([
    ['gzip', true],
    ['deflate, GZIP;q=0.5', true],
    ['gzip;q=0', false],
    ['identity', false],
    ['', false],
  ])('for Accept-Encoding "%s" compresses: %s', async (accepted, isCompressed) => {
    const answer = await postSplit('', encodeForm(signedCall()), accepted === '' ? {} : { 'Accept-Encoding': accepted })
    expect(answer.headers['content-encoding'] ?? null).toBe(isCompressed ? 'gzip' : null)
    const text = isCompressed ? gunzipSync(answer.bytes).toString('utf8') : answer.text
    expect(read({ ...answer, text }).outcome).toBe('succeeded')
    expect(answer.headers['top-bodylength']).toBe(String(text.length))
    expect(answer.headers.vary).toBe('Accept-Encoding')
  })

  it.each(['/', '/router/rest/', '/router/restx', '/router/batch', '/ROUTER/REST'])('knows no path %s', async (path) => {
    const answer = await callHttp({ url: new URL(path, url()).href })
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toBe('text/html')
    expect(read(answer)).toMatchObject({ outcome: 'failed', failure: 'http-status' })
  })

  it('answers many calls at once, each with its own session', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const sid = `concurrent-${index}`
        const answer = read(await post(url(), signedCall({ parameters: { ly_create_session_dto: sessionDto({ source: { sid } }) } })))
        return { sid, id: answer.resultId }
      }),
    )
    for (const { sid, id } of answers) expect(gateway.sessions.find(id ?? '')?.sid).toBe(sid)
    expect(new Set(answers.map(({ id }) => id)).size).toBe(200)
  })
})
