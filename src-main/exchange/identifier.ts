import { randomBytes } from 'node:crypto'

/** An id that sorts by time: UUID version 7 (RFC 9562, section 5.7). */
export function newExchangeId(nowMs: number): string {
  return timedIdentifier(7, nowMs, randomBytes(16))
}

/** A UUID of a version that begins with a time in epoch milliseconds; what else is in it comes from the first 16 bytes (RFC 9562, sections 4 and 5). */
export function timedIdentifier(version: 7 | 8, timeMs: number, content: Uint8Array): string {
  const bytes = Buffer.from(content.subarray(0, 16))
  bytes.writeUIntBE(timeMs, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
