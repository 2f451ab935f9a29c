import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { refuseConnection } from './connection'

/** A connection whose other side never hangs up, with what was written to it. */
function aConnection(): { socket: Duplex; written: string[] } {
  const written: string[] = []
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('latin1'))
      done()
    },
  })
  return { socket, written }
}

describe('refuseConnection', () => {
  it.each([
    ['HPE_INVALID_METHOD', '400 Bad Request'],
    ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
    ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ])('answers %s with %s and hangs up without waiting for the other side', async (code, line) => {
    const { socket, written } = aConnection()
    refuseConnection(Object.assign(new Error(code), { code }), socket)
    await once(socket, 'close')
    const [head, body] = written.join('').split('\r\n\r\n')
    expect(head?.split('\r\n')[0]).toBe(`HTTP/1.1 ${line}`)
    expect(head).toContain(`\r\nContent-Length: ${body?.length ?? 0}\r\n`)
  })

  it('writes nothing to a client that has left', async () => {
    const { socket, written } = aConnection()
    refuseConnection(Object.assign(new Error('reset'), { code: 'ECONNRESET' }), socket)
    await once(socket, 'close')
    expect(written).toEqual([])
  })
})
