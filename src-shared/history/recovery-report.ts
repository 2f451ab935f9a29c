import { z } from 'zod'

const countsSchema = z.object({
  carried: z.number().int(),
  /** Known to have been there; more may be missing where the report is not certain. */
  missing: z.number().int(),
})

/** What became of a damaged history. */
export const recoveryReportSchema = z.object({
  /** Epoch milliseconds. */
  recoveredAt: z.number().int(),
  /** Where the damaged file is kept. */
  damagedFile: z.string(),
  exchanges: countsSchema,
  profiles: countsSchema,
  /** Exchanges among those carried over whose request or response was lost; they are marked. */
  incomplete: z.number().int(),
  /** Rows of profiles and settings that were taken from a backup. */
  supplemented: z.number().int(),
  /** Whether everything that was there has been seen, so that nothing more than the counts is missing. */
  isCertain: z.boolean(),
  /** Whether stored credentials still belong to this installation. */
  keepsIdentity: z.boolean(),
})
export type RecoveryReport = z.infer<typeof recoveryReportSchema>
