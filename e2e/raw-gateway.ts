import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'

/** A server that answers every request with the same bytes, whatever was asked. */
export interface RawGateway {
  readonly url: string
  stop(): Promise<void>
}

/** Starts one on a free port of 127.0.0.1; `answer` is made anew for every request. */
export async function startRawGateway(answer: () => string): Promise<RawGateway> {
  const sockets = new Set<Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (isWhole(received)) socket.end(answer())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/router/rest`,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Head and body of an answer as they go over the connection. */
export function rawAnswer(status: string, contentType: string, body: string, headers: readonly string[] = []): string {
  const length = Buffer.byteLength(body)
  return [`HTTP/1.1 ${status}`, `Content-Type: ${contentType}`, `Content-Length: ${length}`, 'Connection: close', ...headers, '', body].join('\r\n')
}

function isWhole(received: Buffer): boolean {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /content-length:\s*(\d+)/i.exec(received.subarray(0, end).toString('latin1'))?.[1] ?? '0'
  return received.length >= end + 4 + Number.parseInt(length, 10)
}
