import { z } from 'zod'
import { HISTORY_PROBLEMS, type ErrorCode } from '../errors'
import { recoveryReportSchema } from '../history/recovery-report'

/** What keeps the history from being used or written. */
export type HistoryProblem = (typeof HISTORY_PROBLEMS)[number]

const nothing = z.strictObject({})

/** What the page is told of the history's own state. */
const historyHealthSchema = z.object({
  /** Why nothing can be sent; null when all is well. `detail` holds figures, as text. */
  problem: z.object({ code: z.enum(HISTORY_PROBLEMS), detail: z.record(z.string(), z.string()) }).nullable(),
  /** Whether what is stored can be read all the same. */
  isReadable: z.boolean(),
  /** Where the history is kept. */
  file: z.string(),
  /** What became of it when it was found damaged the last time. */
  recovery: recoveryReportSchema.nullable(),
  /** Whether the user has put that report away. */
  isRecoveryDismissed: z.boolean(),
})
export type HistoryHealth = z.infer<typeof historyHealthSchema>

/** The calls about the history's own state, a part of the IPC contract. */
export const historyHealthMethods = {
  'history.health': { request: nothing, response: historyHealthSchema },
  /** Puts the report of the last recovery away; it can still be read. */
  'recovery.dismiss': { request: nothing, response: nothing },
} as const

/** Which problem there is now; null when it is over. */
export const historyProblemSchema = z.object({ code: z.enum(HISTORY_PROBLEMS).nullable() })

/** The problem an error stands for; what is not known by a name of its own makes the history unavailable. */
export function historyProblemOf(code: ErrorCode): HistoryProblem {
  return HISTORY_PROBLEMS.find((problem) => problem === code) ?? 'history.unavailable'
}
