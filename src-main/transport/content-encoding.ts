import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FailureKind } from '@shared/exchange/outcome'

const gunzip = promisify(zlib.gunzip)
const inflate = promisify(zlib.inflate)
const inflateRaw = promisify(zlib.inflateRaw)
const brotliDecompress = promisify(zlib.brotliDecompress)

/** A body without its content encoding, or why it cannot be had. */
export type DecodedBody =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly kind: FailureKind; readonly detail: string }

/** Undoes the encodings a Content-Encoding header names, last applied first; stops at `maxBytes` (RFC 9110, section 8.4). */
export async function decodeBody(body: Uint8Array, contentEncoding: string | null, maxBytes: number): Promise<DecodedBody> {
  let decoded = body
  for (const encoding of encodingsOf(contentEncoding).reverse()) {
    // An empty body has nothing to decode, whatever its header says.
    if (decoded.length === 0) break
    try {
      const { buffer, byteOffset, length } = await decodeOne(decoded, encoding, maxBytes)
      decoded = new Uint8Array(buffer, byteOffset, length)
    } catch (error) {
      const { code } = error as { code?: unknown }
      const kind = code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'content-encoding'
      return { ok: false, kind, detail: kind === 'too-large' ? String(maxBytes) : encoding }
    }
  }
  return { ok: true, body: decoded }
}

/** The encodings a Content-Encoding header names, first applied first. */
export function encodingsOf(contentEncoding: string | null): string[] {
  return (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
}

async function decodeOne(body: Uint8Array, encoding: string, maxOutputLength: number): Promise<Buffer> {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gunzip(body, { maxOutputLength })
    case 'deflate':
      // Some servers send the raw stream without its zlib wrapper under this name.
      return inflate(body, { maxOutputLength }).catch(() => inflateRaw(body, { maxOutputLength }))
    case 'br':
      return brotliDecompress(body, { maxOutputLength })
    default:
      throw new Error('unknown content encoding')
  }
}
