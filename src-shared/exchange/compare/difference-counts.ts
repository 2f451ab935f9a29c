import { MAX_LISTED, type Difference, type Differences, type IgnoredPlace } from './difference'
import type { IgnoreRules, Steps } from './ignore-patterns'

/** Lists the first differences, counts all, and counts those apart that a pattern ignores. */
export class DifferenceCounts {
  private readonly listed: Difference[] = []
  private readonly ignored = new Map<string, number>()
  private readonly ignoredPlaces: IgnoredPlace[] = []
  private total = 0

  constructor(private readonly rules: IgnoreRules) {}

  /** Counts a difference at the end of these ways, either of which may be ignored; `describe` is asked for those that are listed. */
  add(ways: readonly Steps[], place: IgnoredPlace, describe: () => Difference): void {
    const pattern = ways.map((steps) => this.rules.find(steps)).find((found) => found !== null)
    if (pattern !== undefined && pattern !== null) {
      this.ignored.set(pattern, (this.ignored.get(pattern) ?? 0) + 1)
      if (this.ignoredPlaces.length < MAX_LISTED) this.ignoredPlaces.push(place)
      return
    }
    this.total += 1
    if (this.listed.length < MAX_LISTED) this.listed.push(describe())
  }

  result(isStopped: boolean): Differences {
    const { listed, total, ignoredPlaces } = this
    return { listed, total, ignored: Array.from(this.ignored, ([pattern, count]) => ({ pattern, count })), ignoredPlaces, isStopped }
  }
}
