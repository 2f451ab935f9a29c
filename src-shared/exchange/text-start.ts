import { decodeText } from './charset'

/** Looked at to find out what a body is; a page says who wrote it well before that. */
export const TEXT_START_BYTES = 16_384

/**
 * The beginning of a body as text. It is cut between characters: at a byte that is no part of a longer character in any
 * charset without a byte order mark, so that a cut is not taken for a wrong charset.
 */
export function textStart(bytes: Uint8Array, contentType: string | null): string {
  if (bytes.length <= TEXT_START_BYTES) return decodeText(bytes, contentType).text
  let end = TEXT_START_BYTES
  while (end > 0 && !standsAlone(bytes[end] ?? 0)) end -= 1
  return decodeText(bytes.subarray(0, end === 0 ? TEXT_START_BYTES : end), contentType).text
}

/** Trail bytes are 0x80 and up in UTF-8, 0x40 and up or digits in GB 18030. */
function standsAlone(byte: number): boolean {
  return byte < 0x40 && (byte < 0x30 || byte > 0x39)
}
