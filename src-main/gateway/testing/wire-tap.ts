import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'

/** What went over a connection from the gateway to the client, byte for byte. */
export interface TappedAnswer {
  /** Status line and headers with the empty line behind them; empty when none came. */
  readonly head: string
  /** The body without the sizes of its chunks, cut where the headers say that it ends. */
  readonly body: Buffer
  readonly bytes: Buffer
}

/** A relay in front of a server that notes every byte the server writes and hangs up when the server does. */
export interface WireTap {
  /** The server's address, by way of the relay. */
  readonly url: string
  /** What the server wrote on the newest connection. */
  answer(): TappedAnswer
  close(): Promise<void>
}

/** Opens a relay on a free port of this machine. */
export async function openWireTap(serverUrl: string): Promise<WireTap> {
  const { port } = new URL(serverUrl)
  let chunks: Buffer[] = []
  const relay = createServer({ allowHalfOpen: true }, (client) => {
    const received: Buffer[] = []
    chunks = received
    const server = connect(Number(port), '127.0.0.1')
    client.on('data', (chunk) => server.write(chunk))
    client.on('error', () => server.destroy())
    client.on('close', () => server.destroy())
    server.on('data', (chunk) => {
      received.push(chunk)
      if (client.write(chunk)) return
      server.pause()
      client.once('drain', () => server.resume())
    })
    server.on('error', () => client.resetAndDestroy())
    server.on('end', () => client.destroySoon())
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const url = new URL(serverUrl)
  url.port = String((relay.address() as AddressInfo).port)
  return {
    url: url.href,
    answer: () => readTapped(Buffer.concat(chunks)),
    close: async () => {
      relay.close()
      await once(relay, 'close')
    },
  }
}

function readTapped(bytes: Buffer): TappedAnswer {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return { head: '', body: Buffer.alloc(0), bytes }
  const head = bytes.toString('latin1', 0, end + 4)
  const rest = bytes.subarray(end + 4)
  if (/^transfer-encoding: chunked\r$/im.test(head)) return { head, body: withoutChunkSizes(rest), bytes }
  const length = /^content-length: (\d+)\r$/im.exec(head)?.[1]
  return { head, body: length === undefined ? rest : rest.subarray(0, Number(length)), bytes }
}

function withoutChunkSizes(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = lineEnd === -1 ? 0 : Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}
