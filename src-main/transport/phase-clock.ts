import { performance } from 'node:perf_hooks'
import type { Phases } from '@shared/exchange/exchange'

type Mark = 'lookup' | 'connect' | 'secure' | 'response' | 'end'

/** Notes when each step of a request was reached, on the monotonic clock. */
export class PhaseClock {
  private readonly start = performance.now()
  private readonly marks = new Map<Mark, number>()

  /** The first time counts. */
  mark(step: Mark): void {
    if (!this.marks.has(step)) this.marks.set(step, performance.now())
  }

  has(step: Mark): boolean {
    return this.marks.has(step)
  }

  totalMs(): number {
    return round((this.marks.get('end') ?? performance.now()) - this.start)
  }

  /** How long each phase took; an address that needs no look-up has no DNS phase. */
  phases(): Phases {
    const { lookup, connect, secure, response, end } = Object.fromEntries(this.marks) as Partial<Record<Mark, number>>
    const between = (from: number | undefined, to: number | undefined): number | null =>
      from === undefined || to === undefined ? null : round(to - from)
    return {
      dnsMs: between(this.start, lookup),
      tcpMs: between(lookup ?? this.start, connect),
      tlsMs: between(connect, secure),
      firstByteMs: between(secure ?? connect, response),
      downloadMs: between(response, end),
    }
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}
