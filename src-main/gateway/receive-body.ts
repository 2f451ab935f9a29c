import type { IncomingMessage } from 'node:http'

/** The largest body the gateway takes. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024

// Bytes beyond the limit are read and dropped, so that the client gets to read the answer; this much and no more.
const MAX_DROPPED_BYTES = 10 * MAX_BODY_BYTES

/** A body as it came in; `aborted` when the client left before its end. */
export type ReceivedBody =
  | { readonly kind: 'complete'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' }

/** Reads a request's body within the limit. Never rejects. */
export async function receiveBody(request: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
      else chunks.length = 0
      if (size > MAX_DROPPED_BYTES) return { kind: 'too-large' }
    }
  } catch {
    return { kind: 'aborted' }
  }
  return size > MAX_BODY_BYTES ? { kind: 'too-large' } : { kind: 'complete', bytes: Buffer.concat(chunks) }
}
