/** Waits; resolves early when the signal aborts. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

/** Gives out moments to begin at, evenly: time that was not used is not made up for, so that there is never a burst above the rate. */
export class Pace {
  private next = 0

  constructor(private readonly perSecond: number | null) {}

  /** Milliseconds to wait from now until the moment that is hereby taken. `now` is of a clock nobody sets. */
  take(now: number): number {
    if (this.perSecond === null) return 0
    const moment = Math.max(now, this.next)
    this.next = moment + 1_000 / this.perSecond
    return moment - now
  }
}

const WINDOW_MS = 10_000

/** How many a second there were in the last ten seconds. */
export class RateMeter {
  private readonly times: number[] = []
  private readonly since: number

  constructor(now: number) {
    this.since = now
  }

  add(now: number): void {
    this.times.push(now)
    this.forget(now)
  }

  perSecond(now: number): number {
    this.forget(now)
    return (this.times.length * 1_000) / Math.min(WINDOW_MS, Math.max(1_000, now - this.since))
  }

  private forget(now: number): void {
    const kept = this.times.findIndex((time) => time > now - WINDOW_MS)
    this.times.splice(0, kept === -1 ? this.times.length : kept)
  }
}
