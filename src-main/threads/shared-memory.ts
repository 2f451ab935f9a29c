/** From this size on a body is kept in shared memory. */
export const SHARED_FROM_BYTES = 1_048_576

/** The same bytes in memory that threads share, where they are large enough to be worth it; small ones as they are. */
export function inSharedMemory(bytes: Uint8Array): Uint8Array {
  if (bytes.length < SHARED_FROM_BYTES || bytes.buffer instanceof SharedArrayBuffer) return bytes
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  return shared
}
