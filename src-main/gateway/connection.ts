import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { printPage, type GatewayAnswer } from './print-answer'

const compress = promisify(gzip)

/** An answer as it goes over the connection. */
export interface EncodedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number>>
  readonly bytes: Buffer
}

/** The answer in UTF-8. */
export function bytesOf(answer: GatewayAnswer): EncodedAnswer {
  return { ...answer, bytes: Buffer.from(answer.body, 'utf8') }
}

/** Compresses an answer when the client asked for gzip and it is not compressed yet (PROTOCOL 1.4). */
export async function compressFor(request: IncomingMessage, { status, headers, bytes }: EncodedAnswer): Promise<EncodedAnswer> {
  const varied = { ...headers, Vary: 'Accept-Encoding' }
  if ('Content-Encoding' in headers || bytes.length === 0 || !acceptsGzip(request.headers['accept-encoding'] ?? '')) {
    return { status, headers: { ...varied, 'Content-Length': bytes.length }, bytes }
  }
  // The front sends compressed bodies in chunks, without a length (PROTOCOL 1.4).
  return { status, headers: { ...varied, 'Content-Encoding': 'gzip' }, bytes: await compress(bytes) }
}

/** Puts an answer on the connection, unless the client left. */
export function send(response: ServerResponse, { status, headers, bytes }: EncodedAnswer): void {
  if (!response.destroyed) response.writeHead(status, headers).end(bytes)
}

/** Answers what is no HTTP request the way the platform's front does, and hangs up. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, headers, body } = pageFor(error.code)
  const fields = Object.entries({ ...headers, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' })
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...fields.map(([name, value]) => `${name}: ${value}`)]
  // The other side may never close its half, so this side must not wait for it.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

function pageFor(code: string | undefined): GatewayAnswer {
  if (code === 'HPE_HEADER_OVERFLOW') return printPage(431, 'Request Header Fields Too Large')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return printPage(408, 'Request Time-out')
  return printPage(400, 'Bad Request')
}

function acceptsGzip(accepted: string): boolean {
  return accepted.split(',').some((entry) => {
    const [coding, ...weights] = entry.toLowerCase().split(';').map((part) => part.trim())
    return coding === 'gzip' && !weights.some((weight) => /^q=0(?:\.0*)?$/.test(weight))
  })
}
