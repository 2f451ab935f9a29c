import { setTimeout as wait } from 'node:timers/promises'
import { send } from '../connection'
import type { Outgoing } from './effect'

/** The answer, that many milliseconds late. */
export async function sendLate({ response, encode, stopped }: Outgoing, ms: number): Promise<void> {
  const encoded = await encode()
  await wait(ms, undefined, { signal: stopped })
  send(response, encoded)
}

/** The headers at once, the body in equal pieces spread over that many milliseconds. */
export async function sendSlowly({ response, encode, stopped }: Outgoing, ms: number): Promise<void> {
  const { status, headers, bytes } = await encode()
  response.writeHead(status, headers).flushHeaders()
  const pieces = Math.min(bytes.length, Math.max(1, Math.ceil(ms / LONGEST_PAUSE_MS)))
  for (let piece = 0; piece < pieces; piece += 1) {
    await wait(ms / pieces, undefined, { signal: stopped })
    if (response.destroyed) return
    response.write(bytes.subarray((bytes.length * piece) / pieces, (bytes.length * (piece + 1)) / pieces))
  }
  response.end()
}
const LONGEST_PAUSE_MS = 100

/** Nothing. */
export async function hangUp({ response }: Outgoing): Promise<void> {
  response.socket?.destroy()
}

/** The headers with the body's length, and nothing of the body. */
export async function sendHeadersOnly(outgoing: Outgoing): Promise<void> {
  await sendAndHangUp(outgoing, (bytes) => ({ length: bytes.length, sent: bytes.subarray(0, 0) }))
}

/** Half the body, with its whole length in the headers, or in chunks of which the last one never comes. */
export async function sendHalf(outgoing: Outgoing, framing: string): Promise<void> {
  await sendAndHangUp(outgoing, (bytes) => ({ length: framing === 'length' ? bytes.length : null, sent: bytes.subarray(0, bytes.length / 2) }))
}

/** The whole body under a Content-Length that is not its own. */
export async function sendWrongLength(outgoing: Outgoing, mistake: string): Promise<void> {
  if (mistake === 'too-large') {
    await sendAndHangUp(outgoing, (bytes) => ({ length: bytes.length + 100, sent: bytes }))
    return
  }
  const { status, headers, bytes } = await outgoing.encode()
  outgoing.response.writeHead(status, { ...headers, 'Content-Length': Math.floor(bytes.length / 2) }).end(bytes)
}

async function sendAndHangUp(
  { response, encode }: Outgoing,
  choose: (bytes: Buffer) => { readonly length: number | null; readonly sent: Buffer },
): Promise<void> {
  const { status, headers, bytes } = await encode()
  const { length, sent } = choose(bytes)
  const { 'Content-Length': _true, ...others } = headers
  response.writeHead(status, length === null ? others : { ...others, 'Content-Length': length })
  if (sent.length === 0) response.flushHeaders()
  else response.write(sent)
  // Whatever was written gets out before the end does.
  response.socket?.destroySoon()
}
