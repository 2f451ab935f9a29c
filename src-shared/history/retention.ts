import { z } from 'zod'

/** What began or was removed within this time stays whatever the rules say: nobody loses what is being worked with. */
export const FRESH_MS = 60 * 60 * 1000
export const DAY_MS = 24 * 60 * 60 * 1000
/** A smaller budget would be used up by the file itself. */
const SMALLEST_DISK_MEGABYTES = 10
export const BYTES_OF_MEGABYTE = 1024 * 1024

/** How much of the history is kept; a rule that is null does not hold, and without a rule everything is kept. */
export const retentionRulesSchema = z.strictObject({
  /** Exchanges that began longer ago go. */
  maxAgeDays: z.number().int().min(1).max(36_500).nullable(),
  /** Of the exchanges that may go the newest so many stay. */
  maxCount: z.number().int().min(1).max(100_000_000).nullable(),
  /** The oldest go until the history takes no more disk; megabytes of 1,048,576 bytes, as the window shows sizes. */
  maxDiskMegabytes: z.number().int().min(SMALLEST_DISK_MEGABYTES).max(100_000_000).nullable(),
})
export type RetentionRules = z.infer<typeof retentionRulesSchema>

export const KEEP_EVERYTHING: RetentionRules = { maxAgeDays: null, maxCount: null, maxDiskMegabytes: null }

/** Whether any rule holds; without one retention does nothing at all. */
export function hasRule(rules: RetentionRules): boolean {
  return Object.values(rules).some((rule) => rule !== null)
}

/**
 * An exchange that may go: one that has ended and that nobody wrote on. What is pinned, tagged, named or noted stays, and so
 * does what is under way.
 */
export interface Candidate {
  readonly startedAt: number
  /** Disk it gives back. */
  readonly bytes: number
}

/** What the rules are held against. */
export interface Stock {
  readonly now: number
  /** How many exchanges may go. */
  readonly candidates: number
  /** Disk the history takes. */
  readonly usedBytes: number
  /** Disk of what was removed and is not fresh: the disk rule takes that first. */
  readonly removedBytes: number
}

/** What the rules ask of the exchanges that may go. */
export interface Demand {
  /** Those that began at or after this time stay. */
  readonly freshFrom: number
  /** Those that began before this time go; null without such a rule. */
  readonly startedBefore: number | null
  /** So many of the oldest go. */
  readonly surplusCount: number
  /** The oldest go until they give back so much. */
  readonly surplusBytes: number
  /** Whether the removed ones that are not fresh are deleted for good, to make room. */
  readonly takesRemoved: boolean
}

/** The rules as a demand. */
export function demandOf(rules: RetentionRules, { now, candidates, usedBytes, removedBytes }: Stock): Demand {
  const excess = rules.maxDiskMegabytes === null ? 0 : Math.max(0, usedBytes - rules.maxDiskMegabytes * BYTES_OF_MEGABYTE)
  return {
    freshFrom: now - FRESH_MS,
    startedBefore: rules.maxAgeDays === null ? null : now - rules.maxAgeDays * DAY_MS,
    surplusCount: rules.maxCount === null ? 0 : Math.max(0, candidates - rules.maxCount),
    surplusBytes: Math.max(0, excess - removedBytes),
    takesRemoved: excess > 0 && removedBytes > 0,
  }
}

/** How many of the exchanges that may go each rule takes, counted from the oldest. */
export interface Plan {
  readonly byAge: number
  readonly byCount: number
  /** These are deleted for good; what only the others take can be brought back for `REMOVED_FOR_DAYS`. */
  readonly byDisk: number
}

/**
 * What goes, of candidates in the order of the history, oldest first: the definition a store is held against. Each rule takes
 * a run from the oldest on, so nothing goes before something older that may go.
 */
export function planOf(candidates: readonly Candidate[], demand: Demand): Plan {
  const runOf = (holds: (candidate: Candidate, index: number) => boolean): number => {
    const end = candidates.findIndex((candidate, index) => candidate.startedAt >= demand.freshFrom || !holds(candidate, index))
    return end === -1 ? candidates.length : end
  }
  let given = 0
  return {
    byAge: runOf(({ startedAt }) => demand.startedBefore !== null && startedAt < demand.startedBefore),
    byCount: runOf((_, index) => index < demand.surplusCount),
    byDisk: runOf(({ bytes }) => {
      const isNeeded = given < demand.surplusBytes
      given += bytes
      return isNeeded
    }),
  }
}
