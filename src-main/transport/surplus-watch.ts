import type { IncomingMessage } from 'node:http'
import type { EventEmitter } from 'node:events'

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Sees bytes that came behind the end of a body whose Content-Length is too small. Node's parser names them too, but on the
 * floor's Node it drops them in silence when the answer says `Connection: close`, and half a body would pass for a whole one.
 */
export class SurplusWatch {
  /** All that came so far; null once the head is over. */
  private beginning: Buffer | null = Buffer.alloc(0)
  private bodyStart: number | null = null
  private receivedBytes = 0
  private latest: Buffer = Buffer.alloc(0)

  /** Counts what comes; to be called before the first byte does. */
  listenTo(socket: EventEmitter): void {
    // Before the parser, so that the head is complete here when the parser tells of it.
    socket.prependListener('data', (chunk: Buffer) => {
      if (this.beginning !== null) this.beginning = Buffer.concat([this.beginning, chunk])
      this.receivedBytes += chunk.length
      this.latest = chunk
    })
  }

  /** Notes where the body begins; to be called when the parser tells of the answer. */
  headEnded(): void {
    if (this.beginning !== null) this.bodyStart = findBodyStart(this.beginning)
    this.beginning = null
  }

  /** Whether anything but line ends came behind the answer's body; to be asked when the body has ended. */
  isThere({ headers, statusCode }: Pick<IncomingMessage, 'headers' | 'statusCode'>): boolean {
    const length = headers['content-length']
    if (this.bodyStart === null || length === undefined || headers['transfer-encoding'] !== undefined) return false
    // Answers without a body may name the length of one.
    if (statusCode === 204 || statusCode === 304) return false
    const surplus = this.receivedBytes - (this.bodyStart + Number(length))
    return surplus > 0 && this.latest.subarray(-surplus).some((byte) => byte !== 0x0d && byte !== 0x0a)
  }
}

/** Behind the head of the answer itself; interim answers (RFC 9110, section 15.2) come before it. Null when there is no such place. */
function findBodyStart(bytes: Buffer): number | null {
  for (let at = 0; ; ) {
    const end = bytes.indexOf(HEAD_END, at)
    if (end === -1) return null
    const isInterim = /^HTTP\/1\.\d 1\d\d/.test(bytes.toString('latin1', at, at + 12))
    at = end + HEAD_END.length
    if (!isInterim) return at
  }
}
