import { setTimeout as wait } from 'node:timers/promises'
import type { GatewayAnswer } from './print-answer'

/** A way in which the gateway misbehaves on purpose, as data. Nothing a client sends can cause one. */
export type Fault = {
  /** The answer is made at once and leaves late: the session exists before the client knows. */
  readonly name: 'delay'
  readonly ms: number
}

/** The longest delay; it equals the longest time-out of a profile. */
export const MAX_DELAY_MS = 600_000

type Effects = {
  readonly [Name in Fault['name']]: (fault: Extract<Fault, { name: Name }>, answer: GatewayAnswer, stopped: AbortSignal) => Promise<GatewayAnswer>
}

/** What each fault does to an answer on its way out. To add one, add it to `Fault` and write its effect here. */
const effects: Effects = {
  delay: async (fault, answer, stopped) => {
    await wait(fault.ms, undefined, { signal: stopped })
    return answer
  },
}

/** The one place where the server lets a fault act; without a fault the answer passes as it is. */
export async function applyFault(fault: Fault | null, answer: GatewayAnswer, stopped: AbortSignal): Promise<GatewayAnswer> {
  return fault === null ? answer : effects[fault.name](fault, answer, stopped)
}

/**
 * A fault as it is written on the command line, or null for a text that is none.
 * @example parseFault('delay:1500')
 */
export function parseFault(text: string): Fault | null {
  const ms = /^delay:(\d{1,6})$/.exec(text)?.[1]
  return ms === undefined || Number(ms) > MAX_DELAY_MS ? null : { name: 'delay', ms: Number(ms) }
}
