import { randomInt, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { catalog } from '@shared/catalog'
import { AppError } from '@shared/errors'
import type { Fault } from '@shared/gateway/fault-text'
import type { GatewayStatus } from '@shared/ipc/contract'
import { ROUTER_PATH } from '@shared/protocol/gateway-url'
import { Turns } from '../turns'
import { answerRequest, answerUnavailable, formatAskedFor } from './answer'
import { bytesOf, compressFor, refuseConnection, send } from './connection'
import { ActiveFault } from './faults/active-fault'
import type { FaultEffect } from './faults/effect'
import { effectOf } from './faults/effects'
import { printPage, type GatewayAnswer } from './print-answer'
import { receiveBody } from './receive-body'
import { readRequest, type GatewayRequest } from './request'
import { SessionBook } from './sessions'

// Everything may stand in the URL of a GET, and no limit of the platform's is known (PROTOCOL 1.2).
const MAX_HEADER_BYTES = 64 * 1024

/** How long a client may take to send its head, and its whole request, before the gateway hangs up. */
export interface ReceiveTimeouts {
  readonly headMs: number
  readonly requestMs: number
}

export interface LocalGatewayOptions {
  /** The app's secret, or null for a key the gateway does not know. */
  readonly secretOf: (appKey: string) => Promise<string | null> | string | null
  /** Epoch milliseconds; the machine's clock unless a test sets it. */
  readonly now?: () => number
  /** Only this machine may reach the gateway. */
  readonly host?: '127.0.0.1'
  readonly timeouts?: ReceiveTimeouts
  /** Told what made an answer impossible; the client only gets code 10. */
  readonly onError?: (error: unknown) => void
  /** Told each time a fault with a count acted: it is over, or acts once less often. */
  readonly onFaultUsed?: () => void
}

/** A TOP router on this machine (design, section 6): signed calls in, answers as the platform would give them. */
export class LocalGateway {
  /** Sessions created since the gateway was made; they outlive a stop. */
  readonly sessions = new SessionBook(randomUUID)

  private readonly options: LocalGatewayOptions
  private readonly fault = new ActiveFault()
  private opened: OpenedServer | null = null
  // Starts and stops wait for one another, so that none sees a server half open.
  private readonly turns = new Turns()

  constructor(options: LocalGatewayOptions) {
    this.options = options
  }

  /**
   * Listens and gives the router's address; a port of 0 takes a free one. While it runs, the address stays as it is.
   * @throws AppError `gateway.cannot-listen` with the port.
   */
  async start(port = 0): Promise<{ url: string }> {
    const { url } = await this.turns.take(async () => (this.opened ??= await this.open(port)))
    return { url }
  }

  /** Ends every connection, answered or not, and frees the port. */
  async stop(): Promise<void> {
    await this.turns.take(async () => {
      if (this.opened === null) return
      const { server, stopped } = this.opened
      this.opened = null
      stopped.abort()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    })
  }

  /** Whether it listens and where, and how it misbehaves. */
  status(): GatewayStatus {
    return { running: this.opened !== null, url: this.opened?.url ?? null, fault: this.fault.describe() }
  }

  /** Makes it misbehave, or behave; `times` is for how many calls, null until it is told otherwise. Nothing a client sends can do this. */
  setFault(fault: Fault | null, times: number | null = null): void {
    this.fault.set(fault, times)
  }

  private async open(port: number): Promise<OpenedServer> {
    const { headMs, requestMs } = this.options.timeouts ?? { headMs: 15_000, requestMs: 30_000 }
    const stopped = new AbortController()
    const server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: headMs,
        requestTimeout: requestMs,
        connectionsCheckingInterval: Math.min(1_000, headMs),
      },
      (request, response) => {
        void this.serve(request, response, stopped.signal)
      },
    )
    server.on('clientError', refuseConnection)
    try {
      const boundPort = await listen(server, port, this.options.host ?? '127.0.0.1')
      server.on('error', (error) => this.options.onError?.(error))
      return { server, stopped, url: `http://127.0.0.1:${boundPort}${ROUTER_PATH}` }
    } catch (error) {
      throw new AppError('gateway.cannot-listen', { port: String(port) }, { cause: error })
    }
  }

  private async serve(request: IncomingMessage, response: ServerResponse, stopped: AbortSignal): Promise<void> {
    try {
      const body = await receiveBody(request)
      if (body.kind === 'aborted') return
      if (body.kind === 'too-large') {
        await this.sendPage(request, response, printPage(413, 'Request Entity Too Large'))
        return
      }
      const { path, query } = splitTarget(request.url ?? '')
      if (path === ROUTER_PATH) await this.serveCall(request, response, readRequest(received(request, query, body.bytes)), stopped)
      else await this.sendPage(request, response, printPage(404, 'Not Found'))
    } catch (error) {
      // A delay that stop() cut short is no error; its connection is closed already.
      if (stopped.aborted) return
      this.options.onError?.(error)
      response.destroy()
    }
  }

  private async serveCall(request: IncomingMessage, response: ServerResponse, call: GatewayRequest, stopped: AbortSignal): Promise<void> {
    const effect = effectOf(this.takeFault())
    const format = formatAskedFor(call)
    const nowMs = this.now() + (effect.clockAheadMs ?? 0)
    const given = effect.intercept?.() ?? (await this.answer(call, effect, nowMs, request.socket.remoteAddress ?? ''))
    const printed = effect.reprint?.(given, format) ?? given
    const answer = { ...printed, headers: { ...printed.headers, Date: new Date(nowMs).toUTCString() } }
    const encode = () => compressFor(request, effect.encode?.(answer, format) ?? bytesOf(answer))
    if (effect.send === undefined) send(response, await encode())
    else await effect.send({ response, format, answer, encode, stopped })
  }

  private async sendPage(request: IncomingMessage, response: ServerResponse, page: GatewayAnswer): Promise<void> {
    send(response, await compressFor(request, bytesOf(page)))
  }

  private async answer(call: GatewayRequest, { instead, alter }: FaultEffect, nowMs: number, callerAddress: string): Promise<GatewayAnswer> {
    try {
      return await answerRequest(call, {
        secretOf: this.options.secretOf,
        nowMs,
        sessions: this.sessions,
        newRequestId,
        operations: catalog,
        instead: instead && (({ appKey }) => instead({ appKey, callerAddress })),
        alter,
      })
    } catch (error) {
      this.options.onError?.(error)
      return answerUnavailable(call, newRequestId)
    }
  }

  private takeFault(): Fault | null {
    const { fault, isCounted } = this.fault.take()
    if (isCounted) this.options.onFaultUsed?.()
    return fault
  }

  private now(): number {
    return (this.options.now ?? Date.now)()
  }
}

interface OpenedServer {
  readonly server: Server
  /** Ends what still waits when the gateway stops. */
  readonly stopped: AbortController
  readonly url: string
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  // `once` rejects when the server emits an error before it listens.
  const listening = once(server, 'listening')
  server.listen(port, host)
  await listening
  return (server.address() as AddressInfo).port // a TCP server that listens has such an address
}

/** Path and query of a request target in origin form, or in absolute form as proxies get it (RFC 9112, section 3.2). */
function splitTarget(target: string): { path: string; query: string } {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '')
  const mark = local.indexOf('?')
  return mark === -1 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) }
}

function received(request: IncomingMessage, query: string, body: Buffer): Parameters<typeof readRequest>[0] {
  return { method: request.method ?? '', query, contentType: request.headers['content-type'] ?? '', body }
}

/** Twelve characters, as in the captured samples. */
function newRequestId(): string {
  return Array.from({ length: 12 }, () => randomInt(36).toString(36)).join('')
}
