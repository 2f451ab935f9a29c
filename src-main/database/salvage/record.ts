/** A value as SQLite stores it. Integers that a number cannot hold exactly are bigints. */
export type StoredValue = null | number | bigint | string | Uint8Array

/** Raised for bytes that are no cell or record; the caller goes on with the next one. */
export class UnreadableError extends Error {}

/** Reads one variable-length integer: its value and where the next byte is. */
export function readVarint(bytes: Buffer, at: number): readonly [value: bigint, next: number] {
  let value = 0n
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index]
    if (byte === undefined) throw new UnreadableError('a number is cut off')
    if (index === 8) return [BigInt.asIntN(64, (value << 8n) | BigInt(byte)), at + 9]
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [value, at + index + 1]
  }
  throw new UnreadableError('a number does not end')
}

/** As `readVarint`, for lengths. */
export function readLength(bytes: Buffer, at: number): readonly [value: number, next: number] {
  const [value, next] = readVarint(bytes, at)
  if (value < 0n || value > 2_147_483_647n) throw new UnreadableError('a length is out of range')
  return [Number(value), next]
}

/** The serial types of a record (https://sqlite.org/fileformat2.html#record_format) and where its values begin. */
export function readTypes(payload: Buffer): { types: readonly number[]; start: number } {
  const [start, first] = readLength(payload, 0)
  if (start < first || start > payload.length) throw new UnreadableError('the head of a record is cut off')
  const types: number[] = []
  let at = first
  while (at < start) {
    const [type, next] = readLength(payload, at)
    types.push(type)
    at = next
  }
  if (at !== start) throw new UnreadableError('the head of a record does not fit')
  return { types, start }
}

/** Every value of a record. @throws UnreadableError when its length is not what its head says */
export function readRecord(payload: Buffer): StoredValue[] {
  const { types, start } = readTypes(payload)
  let at = start
  const values = types.map((type) => {
    const bytes = bytesOfType(type)
    if (at + bytes > payload.length) throw new UnreadableError('a value is cut off')
    const value = readValue(payload, type, at, bytes)
    at += bytes
    return value
  })
  if (at !== payload.length) throw new UnreadableError('a record is longer than its values')
  return values
}

const FIXED_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const

function bytesOfType(type: number): number {
  if (type === 10 || type === 11) throw new UnreadableError('a reserved type')
  return FIXED_BYTES[type] ?? Math.floor((type - 12) / 2)
}

function readValue(payload: Buffer, type: number, at: number, bytes: number): StoredValue {
  if (type === 0) return null
  if (type <= 5) return payload.readIntBE(at, bytes)
  if (type === 6) return asNumber(payload.readBigInt64BE(at))
  if (type === 7) return payload.readDoubleBE(at)
  if (type <= 9) return type - 8
  return type % 2 === 1 ? payload.toString('utf8', at, at + bytes) : Uint8Array.prototype.slice.call(payload, at, at + bytes)
}

/** A number where that is exact. */
export function asNumber(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
