import { z } from 'zod'

/** Values of a draft by dotted path: at most 200 fields of at most 4,194,304 characters. */
export const draftValuesSchema = z
  .record(z.string().max(256), z.string().max(4_194_304))
  .refine((values) => Object.keys(values).length <= 200, 'at most 200 fields')
