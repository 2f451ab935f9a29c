import { z } from 'zod'
import { typedEnvironmentSchema } from '../guard/production-guard'
import { exchangeSummarySchema } from './exchange'

const id = z.string().min(1).max(64)

/** Most repeats that are listed; all are counted. */
export const MOST_REPEATS = 20

/** The exchange another one repeats, and those that repeat it. */
const repeatsSchema = z.object({
  /** Null when it repeats none, or one that is not kept any more. */
  original: exchangeSummarySchema.nullable(),
  /** Newest first, at most `MOST_REPEATS`, without those that were removed. */
  repeats: z.array(exchangeSummarySchema),
  count: z.number().int().min(0),
})
export type Repeats = z.infer<typeof repeatsSchema>

/** The calls about using an exchange again, to be spread into the IPC contract. */
export const reuseMethods = {
  /**
   * Sends the request of a kept exchange again, value by value as it was, with a timestamp, a session token and a signature
   * of now. Resolves when the new exchange has ended, as `exchange.send` does.
   */
  'exchange.replay': {
    request: z.strictObject({
      exchangeId: id,
      /** Null sends with the profile it was sent with, if that has not changed since. */
      profileId: id.nullable(),
      /** How many earlier uses of its id on that gateway the user was told of; when there are more by now, nothing is sent. */
      toldUses: z.number().int().min(0),
      typedEnvironment: typedEnvironmentSchema,
    }),
    response: exchangeSummarySchema,
  },
  'history.repeats': { request: z.strictObject({ exchangeId: id }), response: repeatsSchema },
} as const
