import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  readonly contentType: string
  readonly body: string | Uint8Array
}

/** A server that gives every request the same bytes, whatever they are. */
export async function startAnsweringServer({ contentType, body }: Answer): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'Content-Type': contentType }).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/router/rest`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
