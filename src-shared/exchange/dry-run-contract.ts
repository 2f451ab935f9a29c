import { z } from 'zod'
import { draftValuesSchema } from '../ipc/draft-values-schema'
import { FORMATS, SIGN_METHODS } from '../protocol/parameters'
import { storedRequestSchema } from './exchange'

/** What a send would put on the wire at one moment, as the history would keep it: only the session token is a marker. */
const dryRunSchema = z.object({
  operation: z.string(),
  gatewayUrl: z.string(),
  /** Epoch milliseconds: what its `timestamp` says, to the second. */
  timestampMs: z.number().int(),
  request: storedRequestSchema,
  /** Head and body as they would go out. */
  sizeBytes: z.number().int(),
})
export type DryRun = z.infer<typeof dryRunSchema>

/** The call that builds and signs without sending, to be spread into the IPC contract. */
export const dryRunMethods = {
  /** Problems that ask for a decision keep it from nothing; nothing leaves and nothing is recorded. */
  'exchange.rehearse': {
    request: z.strictObject({
      profileId: z.string().min(1).max(64),
      operation: z.string().max(256),
      values: draftValuesSchema,
      format: z.enum(FORMATS),
      signMethod: z.enum(SIGN_METHODS),
    }),
    response: dryRunSchema,
  },
} as const
