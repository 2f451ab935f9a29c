import type { LoadHalf } from './reader'
import { OpenHalf } from './open-half'

/** How many bytes of bodies and their tables stay open. */
const MAX_OPEN_BYTES = 256_000_000
/** More than that are not looked at by turns; a batch receives a hundred thousand small ones. */
const MOST_OPEN = 200

/** The halves that were asked for last, each read and parsed once. The newest stays whatever its size is. */
export class OpenHalves {
  /** Oldest first. */
  private readonly halves = new Map<string, OpenHalf>()
  private readonly loading = new Map<string, Promise<OpenHalf | null>>()

  constructor(
    private readonly load: LoadHalf,
    private readonly maxBytes = MAX_OPEN_BYTES,
  ) {}

  /** The half, loaded when it is not open; null when the exchange has none. @throws AppError `history.*` */
  async get(exchangeId: string, half: 'request' | 'response'): Promise<OpenHalf | null> {
    const key = keyOf(exchangeId, half)
    const open = this.halves.get(key)
    if (open !== undefined) {
      this.keep(key, open)
      return open
    }
    const underWay = this.loading.get(key) ?? this.loadAs(key, exchangeId, half)
    return underWay
  }

  /** Opens a half that needs no loading, in place of one that was open under this name. */
  put(exchangeId: string, half: 'request' | 'response', opened: OpenHalf): void {
    this.keep(keyOf(exchangeId, half), opened)
  }

  /** Closes the halves not asked for the longest time until the rest fits. Bodies grow when they are read, so this is done after each call. */
  trim(): void {
    let bytes = 0
    for (const half of this.halves.values()) bytes += half.bytes
    for (const [key, half] of this.halves) {
      if ((bytes <= this.maxBytes && this.halves.size <= MOST_OPEN) || this.halves.size === 1) return
      this.halves.delete(key)
      bytes -= half.bytes
    }
  }

  private async loadAs(key: string, exchangeId: string, half: 'request' | 'response'): Promise<OpenHalf | null> {
    const loading = this.load(exchangeId, half).then((stored) => (stored === null ? null : new OpenHalf(half, stored)))
    this.loading.set(key, loading)
    try {
      const opened = await loading
      // A response that has just been received stands for itself.
      const received = this.halves.get(key)
      if (received !== undefined) return received
      if (opened !== null) this.keep(key, opened)
      return opened
    } finally {
      this.loading.delete(key)
    }
  }

  private keep(key: string, half: OpenHalf): void {
    this.halves.delete(key)
    this.halves.set(key, half)
  }
}

function keyOf(exchangeId: string, half: 'request' | 'response'): string {
  return `${half} ${exchangeId}`
}
