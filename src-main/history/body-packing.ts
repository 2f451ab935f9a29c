import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** Bodies longer than this are kept in parts and packed. */
export const LONGEST_WHOLE_BODY = 64 * 1024
/** A part is packed in about 2 ms, so that no call waits long for one. */
export const PART_BYTES = 1024 * 1024

// No slower than deflate at level 1 (0.5 to 2 ms a megabyte), and a fifth to two fifths smaller (docs/adr/0011).
const QUALITY = 1

/** The bytes packed, or null when that does not save a tenth: what the server has compressed already stays as it is. */
export function packed(bytes: Uint8Array): Uint8Array | null {
  const result = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  return result.length <= bytes.length * 0.9 ? result : null
}

/** The bytes as they were; '' is no packing. @throws when it is no packing this console knows */
export function unpacked(packing: string, bytes: Uint8Array): Uint8Array {
  if (packing === '') return bytes
  if (packing === 'brotli') return brotliDecompressSync(bytes)
  throw new Error(`a body is packed as ${packing}, which this console does not know`)
}

/** A body cut into parts. */
export function* partsOf(body: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < body.length; start += PART_BYTES) yield body.subarray(start, start + PART_BYTES)
}
