import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a gateway has seen of one request, and the answer it gave. */
export interface Seen {
  readonly requestHash: string
  readonly answerHash: string
  readonly answerBytes: number
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A gateway that creates every session and remembers every body it was sent and has sent. Answers differ in size, some in two parts. */
export async function startRecordingGateway(): Promise<{ url: string; seen: Seen[]; stop: () => void }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const padding = 'x'.repeat(seen.length % 5 === 0 ? 200_000 : (seen.length % 7) * 300)
      const answer = Buffer.from(
        `{"alibaba_lyservice_lippi_session_create_response":{"result":{"code":"0","data":"s${seen.length}","msg":"${padding}","success":true},"request_id":"r"}}`,
      )
      seen.push({ requestHash: hashOf(Buffer.concat(parts)), answerHash: hashOf(answer), answerBytes: answer.length })
      response.writeHead(200, { 'Content-Type': 'application/json;charset=UTF-8', 'Content-Length': answer.length })
      const middle = Math.floor(answer.length / 2)
      response.write(answer.subarray(0, middle), () => response.end(answer.subarray(middle)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/router/rest`,
    seen,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
