import { z } from 'zod'
import { FORMATS, SIGN_METHODS } from '../protocol/parameters'
import { ownVariablesSchema } from '../variables/variables'

/** Values of a draft by dotted path: at most 200 fields of at most 4,194,304 characters. */
export const draftValuesSchema = z
  .record(z.string().max(256), z.string().max(4_194_304))
  .refine((values) => Object.keys(values).length <= 200, 'at most 200 fields')

/** A draft on its way to main: what is typed, what its variables stand for and how it goes out. */
export const draftFields = {
  profileId: z.string().min(1).max(64),
  operation: z.string().max(256),
  values: draftValuesSchema,
  /** Variables of the template the form was filled from. */
  variables: ownVariablesSchema.default({}),
  format: z.enum(FORMATS),
  signMethod: z.enum(SIGN_METHODS),
}
