import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const CREATED = '{"alibaba_lyservice_lippi_session_create_response":{"result":{"success":true,"data":"session-1"},"request_id":"r-1"}}'

/** A gateway that answers everything with success and keeps the parameters that reached it. */
export interface RecordingGateway {
  readonly url: string
  /** Form and query of each request, oldest first. */
  readonly received: URLSearchParams[]
  stop(): Promise<void>
}

export async function startRecordingGateway(): Promise<RecordingGateway> {
  const received: URLSearchParams[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const query = new URL(request.url ?? '', 'http://gateway').searchParams
      received.push(new URLSearchParams([...query, ...new URLSearchParams(Buffer.concat(pieces).toString('utf8'))]))
      response.writeHead(200, { 'Content-Type': 'text/javascript;charset=UTF-8' }).end(CREATED)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/router/rest`,
    received,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
