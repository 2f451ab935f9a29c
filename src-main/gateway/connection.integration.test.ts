import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { parseFault } from '@shared/gateway/fault-text'
import { encodeForm } from '@shared/protocol/wire'
import { MAX_BODY_BYTES } from './receive-body'
import { gatewayForTests, read } from './testing/start'
import { callHttp, callRaw, FORM_TYPE, post, sessionDto, signedCall } from './testing/call'

const errors: unknown[] = []
const { gateway, url } = gatewayForTests({ onError: (error) => errors.push(error) })
const hasty = gatewayForTests({ timeouts: { headMs: 300, requestMs: 600 }, onError: (error) => errors.push(error) })

const HEAD = 'POST /router/rest HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'

// Whatever was thrown at it: nothing went wrong inside, and the next caller is served.
afterEach(async () => {
  expect(read(await post(url(), signedCall())).outcome).toBe('succeeded')
  expect(errors.map(String)).toEqual([])
})

describe('malformed HTTP', () => {
  it.each([
    ['words', 'hello gateway\r\n\r\n'],
    ['a method in lower case', 'get /router/rest HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header without a colon', 'GET /router/rest HTTP/1.1\r\nHost x\r\n\r\n'],
    ['a negative length', `${HEAD}Content-Length: -5\r\n\r\n`],
    ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    ['a length besides chunks', `${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a chunk of no size', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex')],
  ])('answers %s with 400 and hangs up', async (_what, bytes) => {
    const answer = await callRaw(url(), bytes)
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).toContain('Tengine')
  })

  it('answers a flood of headers with 431', async () => {
    const flood = Array.from({ length: 5_000 }, (_, index) => `X-${index}: aaaaaaaaaaaaaaaaaaaa\r\n`).join('')
    expect(await callRaw(url(), `GET /router/rest HTTP/1.1\r\nHost: x\r\n${flood}\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('takes a URL of 60,000 characters', async () => {
    const sid = 'x'.repeat(58_000)
    const parameters = signedCall({ parameters: { ly_create_session_dto: sessionDto({ source: { sid } }) } })
    expect(read(await callHttp({ url: `${url()}?${encodeForm(parameters)}` })).outcome).toBe('succeeded')
  })

  it('ends a connection whose head never ends', async () => {
    expect(await callRaw(hasty.url(), 'POST /router/rest HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('ends a connection whose body never ends', async () => {
    expect(await callRaw(hasty.url(), `${HEAD}Content-Length: 100\r\n\r\nmethod=`)).toMatch(/^HTTP\/1\.1 408 /)
  })
})

describe('abandoned requests', () => {
  it('creates no session for a body that broke off', async () => {
    const before = gateway.sessions.openedCount
    const body = encodeForm(signedCall())
    const socket = connect(Number(new URL(url()).port), '127.0.0.1')
    socket.write(`${HEAD}Content-Length: ${body.length + 1}\r\n\r\n${body}`)
    await once(socket, 'connect')
    socket.end()
    // The gateway answers half a body with an error and hangs up; only then is it certain that it took notice.
    socket.resume()
    await once(socket, 'close')
    expect(gateway.sessions.openedCount).toBe(before)
  })

  it('survives a client that leaves before a late answer', async () => {
    gateway.setFault(parseFault('delay:100'))
    const before = gateway.sessions.openedCount
    const body = encodeForm(signedCall())
    let opened = 0
    for (const encoding of ['gzip', 'identity']) {
      const socket = connect(Number(new URL(url()).port), '127.0.0.1')
      socket.write(`${HEAD}Accept-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      opened += 1
      // The platform acts before it answers: the session exists while the client still waits.
      await expect.poll(() => gateway.sessions.openedCount).toBe(before + opened)
      socket.destroy()
      await once(socket, 'close')
    }
    // Delayed as long as theirs and sent later, so that its answer comes after both were given to nobody.
    expect((await post(url(), signedCall())).status).toBe(200)
    gateway.setFault(null)
    expect(gateway.sessions.openedCount).toBe(before + 3)
  })
})

describe('strange parameters', () => {
  it.each(['%', '%%%=%zz', '=&=&&&=', '%00=%00', '&'.repeat(10_000), '='.repeat(10_000), `${'a[]='.repeat(1_000)}`])(
    'answers 21 to percent and separator garbage (%#)',
    async (body) => {
      const answer = await callHttp({ url: url(), method: 'POST', headers: { 'Content-Type': FORM_TYPE }, body })
      expect(read(answer)).toMatchObject({ outcome: 'refused', code: '21' })
    },
  )

  it('verifies 100,000 parameters', async () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, String(index)]))
    expect(read(await post(url(), signedCall({ parameters: many }))).outcome).toBe('succeeded')
    expect(read(await post(url(), signedCall({ parameters: many, secret: 'x' }))).code).toBe('25')
  })

  it('takes prototype names as parameter and member names', async () => {
    const dto = sessionDto().replace('{', '{"__proto__":{"sid":"x"},"constructor":1,')
    // JSON.parse makes `__proto__` an ordinary member.
    const names = JSON.parse('{"__proto__":"1","constructor":"2","toString":"3"}') as Record<string, string>
    const list = signedCall({ parameters: { ...names, ly_create_session_dto: dto } })
    expect(list.map(({ name }) => name)).toContain('constructor')
    expect(read(await post(url(), list)).outcome).toBe('succeeded')
    expect(({} as Record<string, unknown>).sid).toBeUndefined()
    const unsigned = [...signedCall(), { name: '__proto__', value: '{"sign":"x"}' }]
    expect(read(await post(url(), unsigned)).code).toBe('25')
  })

  it.each(['[', '{"a":'])('refuses a DTO nested 100,000 deep in "%s"', async (open) => {
    const answer = read(await post(url(), signedCall({ parameters: { ly_create_session_dto: open.repeat(100_000) } })))
    expect(answer).toMatchObject({ code: '41', subCode: 'isp.top-mapping-parse-error' })
  })

  it('takes multipart without an end, without a name and without a boundary for no parameters', async () => {
    const bodies = [
      ['multipart/form-data;boundary=b', '--b\r\nContent-Disposition: form-data; name="method"'],
      ['multipart/form-data;boundary=b', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--'],
      ['multipart/form-data', '--b\r\nContent-Disposition: form-data; name="method"\r\n\r\nx\r\n--b--'],
    ] as const
    for (const [type, body] of bodies) {
      const answer = await callHttp({ url: url(), method: 'POST', headers: { 'Content-Type': type }, body })
      expect(read(answer).code).toBe('21')
    }
  })
})

describe('large bodies', () => {
  it('takes a body of exactly the limit', async () => {
    const parameters = encodeForm(signedCall({ parameters: { filler: 'x' } }))
    const rest = MAX_BODY_BYTES - parameters.length
    const body = encodeForm(signedCall({ parameters: { filler: 'x'.repeat(rest + 1) } }))
    expect(body.length).toBe(MAX_BODY_BYTES)
    const answer = await callHttp({ url: url(), method: 'POST', headers: { 'Content-Type': FORM_TYPE }, body })
    expect(read(answer).outcome).toBe('succeeded')
  })

  it.each([MAX_BODY_BYTES + 1, 3 * MAX_BODY_BYTES])('answers 413 to %i bytes', async (size) => {
    const answer = await callHttp({ url: url(), method: 'POST', headers: { 'Content-Type': FORM_TYPE }, body: 'x'.repeat(size) })
    expect(answer.status).toBe(413)
    expect(answer.headers['content-type']).toBe('text/html')
  })
})
