const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Who asks, and when: shared code has neither a clock nor a zone of its own. */
export interface Asking {
  /** Epoch milliseconds. */
  readonly now: number
  /** Minutes by which the asker's clock is ahead of UTC at a moment of epoch milliseconds: 480 in China. */
  readonly timeZoneOffsetAt: (epochMs: number) => number
}

/** A calendar's reading as milliseconds, as if it were read in UTC. */
export type WallTime = number

/** The reading of the asker's clock at a moment. */
export function wallTimeAt(epochMs: number, { timeZoneOffsetAt }: Asking): WallTime {
  return epochMs + timeZoneOffsetAt(epochMs) * MINUTE_MS
}

/**
 * The moment the asker's clock shows a reading: the first one where it shows it twice, and where it jumps over it, the
 * moment of the jump.
 */
export function momentOf(wall: WallTime, asking: Asking): number {
  const before = wall - asking.timeZoneOffsetAt(wall - 2 * DAY_MS) * MINUTE_MS
  const after = wall - asking.timeZoneOffsetAt(wall + 2 * DAY_MS) * MINUTE_MS
  const shown = [before, after].filter((moment) => wallTimeAt(moment, asking) === wall)
  if (shown.length > 0) return Math.min(...shown)
  // Two changes within four days: whatever the clock says close by.
  const near = wall - asking.timeZoneOffsetAt(before) * MINUTE_MS
  if (wallTimeAt(near, asking) === wall) return near
  let early = Math.min(before, after)
  let late = Math.max(before, after)
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (wallTimeAt(middle, asking) < wall) early = middle
    else late = middle
  }
  return late
}

/** Midnight that begins the day of a reading. */
export function startOfDay(wall: WallTime): WallTime {
  return Math.floor(wall / DAY_MS) * DAY_MS
}

/** The same reading so many days later. */
export function daysLater(wall: WallTime, days: number): WallTime {
  return wall + days * DAY_MS
}
