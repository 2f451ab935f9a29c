import type { ExchangeSummary } from '@shared/exchange/exchange'
import { readSubMessage } from '@shared/knowledge/sub-message'

/** `App Call Limited`, at whichever level (PROTOCOL 6). */
export const BAN_CODE = '7'

/** A little more than the platform says, as its clock is not ours. */
const MARGIN_MS = 1_000
const UNTOLD_MS = 60_000
/** Ten years: nobody waits longer, and every time is still a time. */
const LONGEST_TOLD_MS = 3_650 * 24 * 60 * 60_000
const LONGEST_WAIT_MS = 60 * 60_000
/** The platform counts days in China's time, which has been UTC+8 all year since 1992. */
const CHINA_OFFSET_MS = 8 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000

/** How long the flow control lets nothing through. */
export interface Ban {
  readonly waitMs: number
  readonly subCode: string | null
  /** Whether it is worth waiting for: it ends within the hour and on the same day. */
  readonly isShort: boolean
}

/** The ban a refusal tells of (PROTOCOL 6); null for any other answer. Where it names no time, a minute is waited. */
export function banOf({ outcome, code, subCode, subMessage }: Pick<ExchangeSummary, 'outcome' | 'code' | 'subCode' | 'subMessage'>, now: number): Ban | null {
  if (outcome !== 'refused' || code !== BAN_CODE) return null
  const { banSeconds } = readSubMessage(subMessage)
  const waitMs = banSeconds === null ? UNTOLD_MS : Math.min(Number(banSeconds) * 1_000 + MARGIN_MS, LONGEST_TOLD_MS)
  return { waitMs, subCode, isShort: waitMs <= LONGEST_WAIT_MS && dayInChina(now + waitMs) === dayInChina(now) }
}

function dayInChina(time: number): number {
  return Math.floor((time + CHINA_OFFSET_MS) / DAY_MS)
}
