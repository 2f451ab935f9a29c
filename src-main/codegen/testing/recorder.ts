import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request as it came. */
export interface Recorded {
  readonly method: string
  readonly target: string
  readonly body: string
}

/** A relay in front of a gateway that keeps what clients send to it. */
export interface Recorder {
  readonly url: string
  readonly requests: Recorded[]
  close(): Promise<void>
}

/** Opens a relay on a free port of this machine; answers are the gateway's. */
export async function openRecorder(gatewayUrl: string): Promise<Recorder> {
  const requests: Recorded[] = []
  const server: Server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      requests.push({ method: request.method ?? '', target: request.url ?? '', body: body.toString('utf8') })
      const answer = await fetch(new URL(request.url ?? '', gatewayUrl), {
        method: request.method ?? 'POST',
        headers: { 'Content-Type': request.headers['content-type'] ?? '' },
        body,
      })
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' })
      response.end(Buffer.from(await answer.arrayBuffer()))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(gatewayUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    requests,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
