import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { headText, wireRequest } from '@shared/protocol/wire'
import { closeAfterTest, closedPort, rawServer } from '../testing/raw-server'
import { sendOverHttp } from './http-transport'
import type { TransportRequest, TransportResult } from './transport'

const LIMITS = { connectTimeoutMs: 2_000, totalTimeoutMs: 5_000, maxResponseBytes: 1_000_000 }

function aWire(gatewayUrl: string, placement: 'body' | 'sdk' = 'body') {
  return wireRequest({
    gatewayUrl,
    placement,
    parameters: [
      { name: 'method', value: 'a.b' },
      { name: 'sid', value: '会话 1+1=%2B~*' },
    ],
    userAgent: 'test/1',
  })
}

function send(url: string, changes: Partial<TransportRequest> = {}): Promise<TransportResult> {
  return sendOverHttp({
    wire: changes.wire ?? aWire(url),
    limits: LIMITS,
    certificateAuthority: null,
    signal: new AbortController().signal,
    ...changes,
  })
}

/** Answers every complete request with this text. */
const answering = (answer: string | Buffer, thenEnd = true) =>
  rawServer((received, socket) => {
    if (!received.includes('\r\n\r\n')) return
    socket.write(answer)
    if (thenEnd) socket.end()
  })

describe('sendOverHttp', () => {
  it.each(['body', 'sdk'] as const)('puts exactly the stored head and body on the connection (%s)', async (placement) => {
    let expected = ''
    let seen = ''
    const port = await rawServer((received, socket) => {
      seen = received.toString('latin1')
      if (seen.length >= expected.length) socket.end('HTTP/1.1 204 No Content\r\n\r\n')
    })
    const wire = aWire(`http://127.0.0.1:${port}/router/rest`, placement)
    expected = headText(wire) + Buffer.from(wire.body).toString('latin1')
    await send(wire.url, { wire })
    expect(seen).toBe(expected)
  })

  it('keeps the answer as it came: status line, header spelling and order, body bytes', async () => {
    const body = Buffer.from([0, 1, 255, 13, 10])
    const head = 'HTTP/1.1 200 Fine\r\nx-B: 2\r\nX-a: 1\r\nContent-Length: 5\r\n\r\n'
    const port = await answering(Buffer.concat([Buffer.from(head), body]))
    const result = await send(`http://127.0.0.1:${port}/`)
    expect(result.failure).toBeNull()
    expect(result.response?.head).toBe(head)
    expect([...(result.response?.body ?? [])]).toEqual([...body])
  })

  it('tells the phases apart; an address has no look-up and http no TLS', async () => {
    const port = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    const { phases, durationMs, bytesLeft } = await send(`http://127.0.0.1:${port}/`)
    expect(phases).toMatchObject({ dnsMs: null, tlsMs: null })
    const { tcpMs, firstByteMs, downloadMs } = phases
    for (const phase of [tcpMs, firstByteMs, downloadMs]) expect(phase).toBeGreaterThanOrEqual(0)
    expect((tcpMs ?? 0) + (firstByteMs ?? 0) + (downloadMs ?? 0)).toBeCloseTo(durationMs, 0)
    expect(bytesLeft).toBe(true)
  })

  it('names a refused connection, and no byte has left', async () => {
    const result = await send(`http://127.0.0.1:${await closedPort()}/`)
    expect(result).toMatchObject({ failure: { kind: 'connection-refused', detail: 'ECONNREFUSED' }, bytesLeft: false, response: null })
  })

  it('names a host that does not exist', async () => {
    const result = await send('http://no-such-host.invalid/')
    expect(result.failure?.kind).toBe('dns')
  })

  it('names a reset before the answer', async () => {
    const port = await rawServer((_, socket) => socket.resetAndDestroy())
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ failure: { kind: 'connection-reset' }, bytesLeft: true })
  })

  it('names a connection that is closed without an answer', async () => {
    const port = await rawServer((_, socket) => socket.end())
    expect((await send(`http://127.0.0.1:${port}/`)).failure?.kind).toBe('connection-reset')
  })

  it('names an answer that is not HTTP', async () => {
    const port = await answering('SSH-2.0-OpenSSH\r\n')
    expect((await send(`http://127.0.0.1:${port}/`)).failure?.kind).toBe('http-protocol')
  })

  it('keeps what arrived of an answer that breaks off', async () => {
    const port = await answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345')
    const result = await send(`http://127.0.0.1:${port}/`)
    expect(result.failure?.kind).toBe('truncated')
    expect(Buffer.from(result.response?.body ?? []).toString()).toBe('12345')
  })

  it('stops at the size limit and keeps what fits', async () => {
    const port = await answering(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(5_000)}`)
    const result = await send(`http://127.0.0.1:${port}/`, { limits: { ...LIMITS, maxResponseBytes: 1_024 } })
    expect(result.failure).toEqual({ kind: 'too-large', detail: '1024' })
    expect(result.response?.body.length).toBe(1_024)
  })

  it('takes an answer of exactly the limit', async () => {
    const port = await answering(`HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n${'x'.repeat(1_024)}`)
    const result = await send(`http://127.0.0.1:${port}/`, { limits: { ...LIMITS, maxResponseBytes: 1_024 } })
    expect(result.failure).toBeNull()
  })

  it('ends after the whole time-out, also when bytes keep dripping', async () => {
    const port = await rawServer((_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const drip = setInterval(() => socket.write('.'), 5)
      socket.on('close', () => clearInterval(drip))
    })
    const result = await send(`http://127.0.0.1:${port}/`, { limits: { ...LIMITS, totalTimeoutMs: 150 } })
    expect(result.failure).toEqual({ kind: 'time-out', detail: '150' })
    expect(result.response?.body.length).toBeGreaterThan(0)
  })

  it('cancels before anything left, and afterwards says that bytes left', async () => {
    const early = await send('http://127.0.0.1:1/', { signal: AbortSignal.abort() })
    expect(early).toMatchObject({ failure: { kind: 'cancelled' }, bytesLeft: false })

    const controller = new AbortController()
    const port = await rawServer(() => controller.abort())
    const late = await send(`http://127.0.0.1:${port}/`, { signal: controller.signal })
    expect(late).toMatchObject({ failure: { kind: 'cancelled' }, bytesLeft: true })
  })

  it('does not follow a redirect', async () => {
    let connections = 0
    const port = await rawServer((_, socket) => {
      connections += 1
      socket.end('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n')
    })
    expect((await send(`http://127.0.0.1:${port}/`)).response?.status).toBe(302)
    expect(connections).toBe(1)
  })
})

describe('sendOverHttp with TLS', () => {
  const folder = join(import.meta.dirname, '../testing/certificates')
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')

  async function tlsServer(): Promise<number> {
    const server = https.createServer({ key: read('server.key'), cert: read('server.pem') }, (_, response) => response.end('{}'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closeAfterTest(() => {
      server.closeAllConnections()
      server.close()
    })
    return (server.address() as AddressInfo).port
  }

  it('refuses an unknown authority before a byte of the request has left', async () => {
    const result = await send(`https://localhost:${await tlsServer()}/`)
    expect(result).toMatchObject({ failure: { kind: 'tls' }, bytesLeft: false, response: null })
  })

  it('accepts it once its authority is given, and times the handshake', async () => {
    const result = await send(`https://localhost:${await tlsServer()}/`, { certificateAuthority: read('authority.pem') })
    expect(result.failure).toBeNull()
    expect(result.phases.tlsMs).toBeGreaterThan(0)
  })

  it('refuses a certificate for another host also with its authority', async () => {
    const result = await send(`https://127.0.0.1:${await tlsServer()}/`, { certificateAuthority: read('authority.pem') })
    expect(result.failure).toMatchObject({ kind: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  it('cannot be talked out of verification by the environment', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    try {
      expect((await send(`https://localhost:${await tlsServer()}/`)).failure?.kind).toBe('tls')
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    }
  })

  it('names a server that speaks no TLS', async () => {
    const port = await rawServer((_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect((await send(`https://localhost:${port}/`)).failure?.kind).toBe('tls')
  })
})

describe('a body longer than its Content-Length says', () => {
  it.each(['', 'Connection: close\r\n'])('keeps the bytes that were announced and names what is wrong (%j)', async (header) => {
    const port = await answering(`HTTP/1.1 200 OK\r\n${header}Content-Length: 5\r\n\r\n{"a":1}`)
    const result = await send(`http://127.0.0.1:${port}/`)
    expect(Buffer.from(result.response?.body ?? []).toString()).toBe('{"a":')
    expect(result.failure?.kind).toBe('http-protocol')
  })

  it('is no fault where only line ends follow, as some servers send them', async () => {
    const port = await answering('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}\r\n')
    expect((await send(`http://127.0.0.1:${port}/`)).failure).toBeNull()
  })

  it('is seen behind an interim answer too', async () => {
    const port = await answering('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}xyz')
    expect((await send(`http://127.0.0.1:${port}/`)).failure?.kind).toBe('http-protocol')
  })
})
