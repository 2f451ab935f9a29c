import { gunzipSync } from 'node:zlib'
import { connect } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { parseFault } from '@shared/gateway/fault-text'
import { encodeForm } from '@shared/protocol/wire'
import { callHttp, callRaw, post, signedCall, type CallChanges } from '../testing/call'
import { gatewayForTests, read } from '../testing/start'

const errors: unknown[] = []
let timesTold = 0
const { gateway, url } = gatewayForTests({ onError: (error) => errors.push(error), onFaultUsed: () => (timesTold += 1) })

function requestText(changes: CallChanges = {}, acceptEncoding = 'identity'): string {
  const body = encodeForm(signedCall(changes))
  return `POST /router/rest HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: ${acceptEncoding}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

interface Written {
  readonly head: string
  /** One character per byte. */
  readonly body: string
}

/** What the gateway writes on a bare socket to one call that meets a fault. */
async function written(fault: string, changes: CallChanges = {}, acceptEncoding?: string): Promise<Written> {
  gateway.setFault(parseFault(fault), 1)
  const all = await callRaw(url(), requestText(changes, acceptEncoding))
  expect(errors.map(String)).toEqual([])
  const end = all.indexOf('\r\n\r\n')
  return end === -1 ? { head: all, body: '' } : { head: all.slice(0, end + 4), body: all.slice(end + 4) }
}

const xml: CallChanges = { parameters: { format: 'xml' } }
const lengthIn = (head: string): number => Number(/^Content-Length: (\d+)\r$/m.exec(head)?.[1])
const JSON_ANSWER = /^\{"alibaba_lyservice_lippi_session_create_response":\{"result":\{"code":"0","data":"[-0-9a-f]{36}","msg":"ok","success":true\},"request_id":"\w{12}"\}\}$/

describe('faults of the connection', () => {
  it('drop-before-headers writes nothing', async () => {
    expect(await written('drop-before-headers')).toEqual({ head: '', body: '' })
  })

  it('drop-after-headers writes the headers of a body that never comes', async () => {
    const { head, body } = await written('drop-after-headers')
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(lengthIn(head)).toBeGreaterThan(100)
    expect(body).toBe('')
  })

  it('truncated gives the length of the whole and half of it', async () => {
    const { head, body } = await written('truncated')
    expect(body).toHaveLength(Math.floor(lengthIn(head) / 2))
    expect(body).toMatch(/^\{"alibaba_/)
  })

  it('truncated:chunked gives no length and no last chunk', async () => {
    const { head, body } = await written('truncated:chunked')
    expect(head).toContain('Transfer-Encoding: chunked')
    expect(head).not.toContain('Content-Length')
    expect(body).toMatch(/^[0-9a-f]+\r\n\{"alibaba_/)
    expect(body).not.toContain('\r\n0\r\n')
  })

  it('wrong-length:too-small writes the whole body under half its length', async () => {
    const { head, body } = await written('wrong-length:too-small')
    expect(body).toMatch(JSON_ANSWER)
    expect(lengthIn(head)).toBe(Math.floor(body.length / 2))
  })

  it('wrong-length:too-large writes the whole body and hangs up 100 bytes short', async () => {
    const { head, body } = await written('wrong-length:too-large')
    expect(body).toMatch(JSON_ANSWER)
    expect(lengthIn(head)).toBe(body.length + 100)
  })

  it.each(['slow-body:300', 'slow-body:0', 'delay:0'])('%s loses nothing', async (fault) => {
    const { head, body } = await written(fault)
    expect(body).toMatch(JSON_ANSWER)
    expect(lengthIn(head)).toBe(body.length)
  })

  it('slow-body sends the headers and then piece after piece', async () => {
    gateway.setFault(parseFault('slow-body:400'), 1)
    const socket = connect(Number(new URL(url()).port), '127.0.0.1', () => socket.write(requestText()))
    const pieces: string[] = []
    socket.on('data', (chunk: Buffer) => pieces.push(chunk.toString('latin1')))
    await once(socket, 'close')
    expect(pieces[0]).toMatch(/^HTTP\/1\.1 200 OK\r\n[^{]*\r\n\r\n$/)
    expect(pieces.slice(1).join('')).toMatch(JSON_ANSWER)
    expect(pieces.length).toBeGreaterThan(2)
  })

  it('a client that leaves during a slow or a large body disturbs nobody', async () => {
    for (const fault of ['slow-body:300', 'large-body:20']) {
      gateway.setFault(parseFault(fault), 1)
      const socket = connect(Number(new URL(url()).port), '127.0.0.1', () => socket.write(requestText()))
      await once(socket, 'data')
      socket.destroy()
      await once(socket, 'close')
    }
    expect(read(await post(url(), signedCall())).outcome).toBe('succeeded')
    expect(errors).toEqual([])
  })
})

describe('faults of what carries the answer', () => {
  it('html-502 is the page of the front', async () => {
    const { head, body } = await written('html-502')
    expect(head).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n[^]*Content-Type: text\/html\r\n/)
    expect(body).toContain('<h1>502 Bad Gateway</h1>')
  })

  it('html-200 is a log-in page, and the call never reaches the gateway', async () => {
    const before = gateway.sessions.openedCount
    const { head, body } = await written('html-200')
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(body).toContain('<form method="post"')
    expect(gateway.sessions.openedCount).toBe(before)
  })

  it('empty-body has a length of 0', async () => {
    const { head, body } = await written('empty-body')
    expect(lengthIn(head)).toBe(0)
    expect(body).toBe('')
  })

  it('http-status changes the status alone', async () => {
    const { head, body } = await written('http-status:503')
    expect(head).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/)
    expect(body).toMatch(JSON_ANSWER)
  })

  it.each([
    [{}, 'text/xml;charset=UTF-8', /^\{/],
    [xml, 'text/javascript;charset=UTF-8', /^<\?xml/],
  ] as const)('wrong-content-type names the other format (%#)', async (changes, type, start) => {
    const { head, body } = await written('wrong-content-type', changes)
    expect(head).toContain(`Content-Type: ${type}\r\n`)
    expect(body).toMatch(start)
  })

  it('gzip-broken and gzip-truncated declare gzip to a client that did not ask for it, and cannot be undone', async () => {
    for (const fault of ['gzip-broken', 'gzip-truncated']) {
      const { head, body } = await written(fault)
      expect(head).toContain('Content-Encoding: gzip\r\n')
      expect(lengthIn(head)).toBe(body.length)
      expect(body.slice(0, 3)).toBe('\x1f\x8b\x08')
      expect(() => gunzipSync(Buffer.from(body, 'latin1')), fault).toThrow()
    }
  })
})

describe('faults of the charset', () => {
  const decoded = (body: string, charset: string): string => new TextDecoder(charset, { fatal: true }).decode(Buffer.from(body, 'latin1'))

  it('gbk encodes Chinese as header and XML declaration say', async () => {
    const { head, body } = await written('gbk', xml)
    expect(head).toContain('Content-Type: text/xml;charset=GBK\r\n')
    const text = decoded(body, 'gbk')
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="GBK" \?>/)
    expect(text).toContain('<msg>ok（本机网关的中文回复）</msg>')
    expect(() => decoded(body, 'utf-8')).toThrow()
  })

  it('gbk-undeclared names no charset anywhere', async () => {
    for (const changes of [{}, xml]) {
      const { head, body } = await written('gbk-undeclared', changes)
      expect(head).toMatch(/Content-Type: text\/(?:xml|javascript)\r\n/)
      expect(body.slice(0, 60)).not.toContain('encoding')
      expect(decoded(body, 'gbk')).toContain('ok（本机网关的中文回复）')
      expect(() => decoded(body, 'utf-8')).toThrow()
    }
  })

  it('invalid-utf-8 declares UTF-8, and its Chinese is none', async () => {
    const { head, body } = await written('invalid-utf-8')
    expect(head).toContain('charset=UTF-8')
    expect(body).toContain('\xff')
    expect(() => decoded(body, 'utf-8')).toThrow()
    expect(decoded(body.replace('\xff', '\xac'), 'utf-8')).toContain('本机网关的中文回复')
  })
})

describe('faults of what is said', () => {
  it.each([
    ['refuse:7', { code: '7', message: 'App Call Limited', subCode: null, subMessage: null }],
    ['refuse:7:accesscontrol.limited-by-api-access-count', { code: '7', subMessage: 'This ban will last for 30 more seconds' }],
    ['refuse:7:accesscontrol.limited-by-api-access-count:This ban will last for 2 more seconds', { subMessage: 'This ban will last for 2 more seconds' }],
    [
      'refuse:11:isv.permission-ip-whitelist-limit',
      { code: '11', subMessage: 'The appkey 12345678 is only allowed to call from 192.0.2.*, but your ip is 127.0.0.1' },
    ],
    ['refuse:25', { code: '25', message: 'Invalid signature' }],
    ['refuse:15:isv.missing-parameter%3Asid:a <b> & "c"', { code: '15', subCode: 'isv.missing-parameter:sid', subMessage: 'a <b> & "c"' }],
    ['refuse:987654', { code: '987654', message: 'Unknown error' }],
  ])('%s refuses a call that passed the checks', async (fault, expected) => {
    for (const changes of [{}, xml]) {
      gateway.setFault(parseFault(fault), 1)
      const before = gateway.sessions.openedCount
      expect(read(await post(url(), signedCall(changes)))).toMatchObject({ outcome: 'refused', ...expected })
      expect(gateway.sessions.openedCount).toBe(before)
    }
  })

  it('lets a call that fails a check have its own refusal', async () => {
    gateway.setFault(parseFault('refuse:7'), 1)
    expect(read(await post(url(), signedCall({ secret: 'wrong' }))).code).toBe('25')
  })

  it('reject rejects', async () => {
    gateway.setFault(parseFault('reject:B-17'), 1)
    expect(read(await post(url(), signedCall()))).toMatchObject({ outcome: 'rejected', code: 'B-17', message: 'SYSTEM_ERROR' })
  })

  it('missing-request-id leaves it out', async () => {
    for (const changes of [{}, xml, { secret: 'wrong' }]) expect((await written('missing-request-id', changes)).body).not.toContain('request_id')
  })

  it('duplicate-keys says the contrary first', async () => {
    expect((await written('duplicate-keys')).body).toMatch(
      /"result":\{"code":"999","data":"another-session","success":false,"code":"0","data":"[^"]+","msg":"ok","success":true\}/,
    )
    expect((await written('duplicate-keys', xml)).body.replace(/>\s+</g, '><')).toMatch(
      /<result><code>999<\/code><data>another-session<\/data><success>false<\/success><code>0<\/code>/,
    )
    expect((await written('duplicate-keys', { secret: 'wrong' })).body).toContain('{"code":999,"code":25,')
  })

  it('big-integers writes every digit', async () => {
    expect((await written('big-integers')).body).toContain(
      '"numbers":{"beyond_2_53":9007199254740993,"order_id":179551105895329108,"price":1.10,"beyond_double":1e400,"padded":"00012"}',
    )
    const { body } = await written('big-integers', xml)
    for (const digits of ['9007199254740993', '179551105895329108', '1.10', '1e400', '00012']) expect(body).toContain(`>${digits}<`)
  })

  it('deep-nesting nests as deep as it is told', async () => {
    const { head, body } = await written('deep-nesting:12345')
    expect(body.split('{"nested":')).toHaveLength(12_346)
    expect(() => JSON.parse(body) as unknown).not.toThrow()
    expect(head).toContain(`top-bodylength: ${body.length}\r\n`)
    expect((await written('deep-nesting:12345', xml)).body.split('</nested>')).toHaveLength(12_347)
  })

  it('dtd declares and uses entities in XML, and is a text in JSON', async () => {
    const { body } = await written('dtd', xml)
    expect(body).toMatch(/^<\?xml version="1\.0" encoding="utf-8" \?><!DOCTYPE answer \[[^]*<!ENTITY file SYSTEM "file:\/\/\/etc\/passwd">[^]*\]><alibaba_/)
    expect(body).toContain('<note>&d;&file;</note>')
    const parsed = JSON.parse((await written('dtd')).body) as { alibaba_lyservice_lippi_session_create_response: { result: { note: string } } }
    expect(parsed.alibaba_lyservice_lippi_session_create_response.result.note).toContain('<!ENTITY file SYSTEM')
  })

  it.each([
    [-601, '31'],
    [-590, '0'],
    [590, '0'],
    [601, '31'],
  ])('clock:%i is told in the Date header and decides on the timestamp', async (seconds, code) => {
    gateway.setFault(parseFault(`clock:${seconds}`), 1)
    const answer = await post(url(), signedCall())
    expect(read(answer).code).toBe(code)
    expect(Math.abs(Date.parse(answer.headers.date ?? '') - seconds * 1000 - Date.now())).toBeLessThan(5_000)
  })
})

describe('large-body', () => {
  it.each(['json', 'xml'])('is a list of that size in %s, with every digit of its ids', async (format) => {
    gateway.setFault(parseFault('large-body:1'), 1)
    const { bytes, text, headers } = await post(url(), signedCall({ parameters: { format } }))
    expect(headers['transfer-encoding']).toBe('chunked')
    expect(bytes.length).toBeGreaterThanOrEqual(1_048_576)
    expect(bytes.length).toBeLessThan(1_048_576 + 500)
    expect(read({ status: 200, headers, bytes, text })).toMatchObject({ outcome: 'succeeded', format })
    expect(text).toContain(format === 'json' ? '"id":9007199254740993,' : '<id>9007199254740993</id>')
    expect(text).toContain('客户')
  })

  it('lets others be answered while its reader does not read', async () => {
    gateway.setFault(parseFault('large-body:50'), 1)
    const slow = connect(Number(new URL(url()).port), '127.0.0.1', () => slow.write(requestText()))
    await once(slow, 'readable')
    slow.pause()
    expect(read(await post(url(), signedCall())).outcome).toBe('succeeded')
    expect(slow.bytesRead).toBeLessThan(50 * 1_048_576)
    slow.destroy()
  })
})

describe('setFault', () => {
  it('acts until it is told otherwise', async () => {
    gateway.setFault(parseFault('reject'))
    for (let call = 0; call < 3; call += 1) expect(read(await post(url(), signedCall())).outcome).toBe('rejected')
    expect(gateway.status().fault).toEqual({ text: 'reject:400001', timesLeft: null })
    gateway.setFault(null)
    expect(gateway.status().fault).toBeNull()
    expect(read(await post(url(), signedCall())).outcome).toBe('succeeded')
  })

  it('acts as many times as it is told, and tells each time', async () => {
    const before = timesTold
    gateway.setFault(parseFault('reject'), 2)
    expect(read(await post(url(), signedCall())).outcome).toBe('rejected')
    expect(gateway.status().fault).toEqual({ text: 'reject:400001', timesLeft: 1 })
    expect(read(await post(url(), signedCall())).outcome).toBe('rejected')
    expect(gateway.status().fault).toBeNull()
    expect(read(await post(url(), signedCall())).outcome).toBe('succeeded')
    expect(timesTold - before).toBe(2)
  })

  it('is not used up by what is no call', async () => {
    gateway.setFault(parseFault('empty-body'), 1)
    expect((await callHttp({ url: new URL('/favicon.ico', url()).href })).status).toBe(404)
    expect(gateway.status().fault).toEqual({ text: 'empty-body', timesLeft: 1 })
    gateway.setFault(null)
  })

  it('cannot be reached by anything in a request', async () => {
    const parameters = { fault: 'reject', 'x-fault': 'reject', times: '1' }
    const answer = await callHttp({
      url: `${url()}?${encodeForm(signedCall({ parameters }))}&fault=empty-body`,
      headers: { 'X-Fault': 'html-502', Fault: 'drop-before-headers' },
    })
    // The parameter was added behind the signature; the first of a repeated name counts, and that one is signed.
    expect(read(answer).outcome).toBe('succeeded')
    expect(gateway.status().fault).toBeNull()
  })
})
