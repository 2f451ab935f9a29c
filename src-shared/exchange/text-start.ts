import { decodeText } from './charset'

/** Looked at to find out what a body is; a page says who wrote it well before that. */
export const TEXT_START_BYTES = 16_384

/** How far back a place to cut is looked for that is safe in every charset. */
const LOOK_BACK_BYTES = 1_024

/**
 * The beginning of a body as text. It is cut between characters, so that the cut is not taken for a wrong charset: at a
 * byte that is part of no longer character anywhere, or, where there is none near, between two characters of UTF-8.
 */
export function textStart(bytes: Uint8Array, contentType: string | null): string {
  if (bytes.length <= TEXT_START_BYTES) return decodeText(bytes, contentType).text
  const near = bytes.subarray(TEXT_START_BYTES - LOOK_BACK_BYTES, TEXT_START_BYTES)
  const safe = near.findLastIndex(standsAlone)
  const back = safe === -1 ? Math.max(0, near.findLastIndex(beginsInUtf8)) : safe
  return decodeText(bytes.subarray(0, TEXT_START_BYTES - LOOK_BACK_BYTES + back), contentType).text
}

/** Trail bytes are 0x80 and up in UTF-8, 0x40 and up or digits in GB 18030. */
function standsAlone(byte: number): boolean {
  return byte < 0x40 && (byte < 0x30 || byte > 0x39)
}

function beginsInUtf8(byte: number): boolean {
  return (byte & 0xc0) !== 0x80
}
