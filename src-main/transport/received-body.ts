import { SHARED_FROM_BYTES } from '../threads/shared-memory'

/**
 * Joins a body while it arrives, so that its end costs nothing. A body of `SHARED_FROM_BYTES` or more ends up in shared memory:
 * the thread that reads it and the thread that stores it then work on one copy.
 */
export class ReceivedBody {
  private readonly chunks: Uint8Array[] = []
  private shared: Uint8Array | null = null
  private size = 0

  /** `expectedBytes` is what the head promises, null when it says nothing; it may be wrong. No more than `maxBytes` are kept. */
  constructor(
    private readonly maxBytes: number,
    private readonly expectedBytes: number | null,
  ) {}

  get length(): number {
    return this.size
  }

  /** Keeps a chunk, or as much of it as there is room for; answers whether all of it found room. */
  append(chunk: Uint8Array): boolean {
    const kept = chunk.subarray(0, this.maxBytes - this.size)
    if (this.shared === null && this.size + kept.length < SHARED_FROM_BYTES) this.chunks.push(kept)
    else this.reserve(this.size + kept.length).set(kept, this.size)
    this.size += kept.length
    return kept.length === chunk.length
  }

  /** Everything kept so far. */
  bytes(): Uint8Array {
    if (this.shared !== null) return this.shared.subarray(0, this.size)
    return joined(this.chunks, new Uint8Array(this.size))
  }

  /** Shared memory with room for so many bytes; what has come already is in it. */
  private reserve(size: number): Uint8Array {
    if (this.shared !== null && this.shared.length >= size) return this.shared
    // Pages that are never written cost nothing, so a head that promises too much does no harm.
    const capacity = Math.max(size, Math.min(Math.max(2 * size, this.expectedBytes ?? 0), this.maxBytes))
    const larger = new Uint8Array(new SharedArrayBuffer(capacity))
    this.shared = this.shared === null ? joined(this.chunks.splice(0), larger) : joined([this.shared.subarray(0, this.size)], larger)
    return this.shared
  }
}

function joined(chunks: readonly Uint8Array[], target: Uint8Array): Uint8Array {
  let at = 0
  for (const chunk of chunks) {
    target.set(chunk, at)
    at += chunk.length
  }
  return target
}
