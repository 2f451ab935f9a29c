import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'
import { afterEach } from 'vitest'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** Registers what ends a server after the running test. */
export function closeAfterTest(close: () => void): void {
  closers.push(close)
}

/** A TCP server of the running test's own: `onData` gets all bytes received so far on a connection, each time some come. */
export async function rawServer(onData: (received: Buffer, socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    let received = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      onData(received, socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeAfterTest(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A port where nobody listens any more. */
export async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
