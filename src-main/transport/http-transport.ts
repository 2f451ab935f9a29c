import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'
import type { FailureKind } from '@shared/exchange/outcome'
import { requestTarget } from '@shared/protocol/wire'
import { failureOf } from './failure'
import { PhaseClock } from './phase-clock'
import { ReceivedBody } from './received-body'
import type { ReceivedResponse, Transport, TransportRequest, TransportResult } from './transport'

/** The transport over Node's own HTTP client, which tells every phase apart. Certificates are always verified. */
export const sendOverHttp: Transport = (request) => new Attempt(request).run()

class Attempt {
  private readonly clock = new PhaseClock()
  private body: ReceivedBody | null = null
  private bytesLeft = false
  private response: http.IncomingMessage | null = null
  private readonly timers: NodeJS.Timeout[] = []
  private settle: (result: TransportResult) => void = () => undefined
  private client: http.ClientRequest | null = null
  /** Why the connection broke while its body was still being read. */
  private late: TransportResult['failure'] = null

  constructor(private readonly request: TransportRequest) {}

  run(): Promise<TransportResult> {
    return new Promise((resolve) => {
      this.settle = resolve
      if (this.request.signal.aborted) return this.end({ kind: 'cancelled', detail: null })
      try {
        this.start()
      } catch (error) {
        this.end(failureOf(error, false))
      }
    })
  }

  private start(): void {
    const { wire, limits, signal, certificateAuthority } = this.request
    const url = new URL(wire.url)
    const isSecure = url.protocol === 'https:'
    const options: https.RequestOptions = {
      method: wire.method,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: requestTarget(wire.url),
      // As a list the headers go out in this order and spelling, and Node adds none.
      headers: wire.headers.flat(),
      // A connection of its own: its phases are this request's, and no dead one is ever reused.
      agent: false,
      ...(isSecure
        ? {
            // SECURITY: stated, so that no environment variable can switch it off.
            rejectUnauthorized: true,
            ...(certificateAuthority === null ? {} : { ca: [...tls.rootCertificates, certificateAuthority] }),
          }
        : {}),
    }
    const client = (isSecure ? https : http).request(options)
    this.client = client
    client.on('socket', (socket) => {
      socket.once('lookup', () => this.clock.mark('lookup'))
      socket.once('connect', () => {
        this.clock.mark('connect')
        if (!isSecure) this.connected(connectTimer)
      })
      socket.once('secureConnect', () => {
        this.clock.mark('secure')
        this.connected(connectTimer)
      })
    })
    client.on('response', (response) => this.receive(response))
    client.on('error', (error) => {
      const duringHandshake = isSecure && this.clock.has('connect') && !this.clock.has('secure')
      const failure = failureOf(error, duringHandshake)
      // Bytes of the body that were parsed before the fault are still on their way through the stream.
      if (this.response === null) this.end(failure)
      else this.endAfterBody(this.response, failure)
    })
    // An answer may switch protocols without being asked; there is no body to read then.
    client.on('upgrade', () => this.end({ kind: 'http-protocol', detail: 'upgrade' }))
    const connectTimer = this.limit(limits.connectTimeoutMs, 'connect-time-out')
    this.limit(limits.totalTimeoutMs, 'time-out')
    signal.addEventListener('abort', this.cancel, { once: true })
    client.end(wire.body)
  }

  private readonly cancel = (): void => this.end({ kind: 'cancelled', detail: null })

  private connected(connectTimer: NodeJS.Timeout): void {
    clearTimeout(connectTimer)
    this.bytesLeft = true
  }

  private limit(timeMs: number, kind: FailureKind): NodeJS.Timeout {
    const timer = setTimeout(() => this.end({ kind, detail: String(timeMs) }), timeMs)
    this.timers.push(timer)
    return timer
  }

  private receive(response: http.IncomingMessage): void {
    this.clock.mark('response')
    this.response = response
    const { maxResponseBytes } = this.request.limits
    const body = new ReceivedBody(maxResponseBytes, promisedLength(response))
    this.body = body
    response.on('data', (chunk: Buffer) => {
      if (!body.append(chunk)) this.end({ kind: 'too-large', detail: String(maxResponseBytes) })
    })
    response.on('end', () => this.end(null))
    // After its headers an answer can only break off.
    response.on('error', (error) => this.end({ kind: 'truncated', detail: failureOf(error, false).detail }))
  }

  /** The fault is told once the body's last bytes are in: whichever way the stream ends, this failure names it. */
  private endAfterBody(response: http.IncomingMessage, failure: TransportResult['failure']): void {
    this.late = failure
    if (response.readableEnded || response.destroyed) this.end(failure)
    response.once('close', () => this.end(failure))
  }

  private end(given: TransportResult['failure']): void {
    const failure = this.late ?? given
    const settle = this.settle
    this.settle = () => undefined
    for (const timer of this.timers) clearTimeout(timer)
    this.request.signal.removeEventListener('abort', this.cancel)
    this.clock.mark('end')
    settle({
      response: this.response === null ? null : this.received(this.response),
      failure,
      bytesLeft: this.bytesLeft,
      phases: this.clock.phases(),
      durationMs: this.clock.totalMs(),
    })
    if (failure !== null) this.client?.destroy()
  }

  private received(response: http.IncomingMessage): ReceivedResponse {
    const lines = [`HTTP/${response.httpVersion} ${response.statusCode} ${response.statusMessage}`.trimEnd()]
    for (let at = 0; at < response.rawHeaders.length; at += 2) {
      lines.push(`${response.rawHeaders[at]}: ${response.rawHeaders[at + 1]}`)
    }
    return {
      status: response.statusCode ?? 0,
      head: `${lines.join('\r\n')}\r\n\r\n`,
      body: this.body?.bytes() ?? new Uint8Array(),
    }
  }
}

function promisedLength(response: http.IncomingMessage): number | null {
  const length = response.headers['content-length']
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null
}
