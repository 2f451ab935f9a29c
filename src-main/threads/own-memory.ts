const WORTH_MOVING_BYTES = 65_536
const DEEPEST = 3

/**
 * The memory of large byte arrays inside an answer, to be moved to the other thread instead of copied.
 * An array that is a part of something larger, or shared already, is left out.
 */
export function ownMemoryOf(value: unknown, depth = 0): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    const { buffer, byteLength } = value
    return buffer instanceof ArrayBuffer && byteLength >= WORTH_MOVING_BYTES && byteLength === buffer.byteLength ? [buffer] : []
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === DEEPEST) return []
  return Object.values(value).flatMap((member) => ownMemoryOf(member, depth + 1))
}
