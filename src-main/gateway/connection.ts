import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { gzip } from 'node:zlib'
import { printPage, type GatewayAnswer } from './print-answer'

/** Puts an answer on the connection, compressed when the client asked for gzip (PROTOCOL 1.4). */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: GatewayAnswer): void {
  const headers = { ...answer.headers, Vary: 'Accept-Encoding' }
  const bytes = Buffer.from(answer.body, 'utf8')
  if (!acceptsGzip(request.headers['accept-encoding'] ?? '')) {
    response.writeHead(answer.status, { ...headers, 'Content-Length': bytes.length }).end(bytes)
    return
  }
  gzip(bytes, (error, compressed) => {
    // Compressing bytes in memory fails only when memory does; the client must not wait for that.
    if (error !== null) response.destroy(error)
    // The front sends compressed bodies in chunks, without a length (PROTOCOL 1.4).
    else response.writeHead(answer.status, { ...headers, 'Content-Encoding': 'gzip' }).end(compressed)
  })
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
