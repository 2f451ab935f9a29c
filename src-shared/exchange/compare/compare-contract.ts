import { z } from 'zod'
import { draftValuesSchema } from '../../ipc/draft-values-schema'
import { FORMATS } from '../../protocol/parameters'
import { HALVES, NO_VIEW_REASONS } from '../document/document-contract'
import { DIFFERENCE_KINDS, DIFFERENCE_NOTES } from './difference'
import { MAX_PATTERNS, MAX_PATTERN_LENGTH } from './ignore-patterns'

/** Longest text that is given to be shown side by side. */
export const MAX_SIDE_BY_SIDE = 1_000_000

const count = z.number().int().min(0)

/** What is compared: one half of an exchange, or the request a draft would be. */
const compareSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exchange'), exchangeId: z.string().min(1).max(64), half: z.enum(HALVES) }),
  z.strictObject({ kind: z.literal('draft'), operation: z.string().max(256), values: draftValuesSchema }),
])
export type CompareSource = z.infer<typeof compareSourceSchema>

const differenceSideSchema = z.object({
  path: z.string(),
  /** The value as it is written, or the stretch of it that begins at `from`; `length` is that of the whole. */
  text: z.string(),
  from: count,
  length: count,
  /** Where it stands in the text for side by side; null when it has no line of its own. */
  line: count.nullable(),
})

const differenceSchema = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  name: z.string(),
  isContainer: z.boolean(),
  note: z.enum(DIFFERENCE_NOTES).nullable(),
  /** What would ignore it; null where nothing is named. */
  pattern: z.string().nullable(),
  /** What the descriptor calls the field; null when it does not know it. */
  label: z.object({ zh: z.string(), en: z.string() }).nullable(),
  left: differenceSideSchema.nullable(),
  right: differenceSideSchema.nullable(),
})
export type ShownDifference = z.infer<typeof differenceSchema>

const sideSchema = z.object({
  /** How it came to the compared format; a draft was never sent. */
  origin: z.enum(['received', 'sent', 'converted', 'draft']),
  /** What was compared, laid out; null when it is longer than `MAX_SIDE_BY_SIDE`. */
  text: z.string().nullable(),
  /** Lines of that text in which something differs that is ignored. */
  ignoredLines: z.array(count),
  /** Why it could not be compared value by value; null when it could. */
  reason: z.enum(NO_VIEW_REASONS).nullable(),
})

const found = {
  left: sideSchema,
  right: sideSchema,
  differences: z.array(differenceSchema),
  total: count,
  ignored: z.array(z.object({ pattern: z.string(), count })),
  /** Whether it took too long or a newer comparison came, so that there may be more differences. */
  isStopped: z.boolean(),
}

const comparisonSchema = z.discriminatedUnion('kind', [
  /** Value by value, both in one format. */
  z.object({ kind: z.literal('structural'), format: z.enum(FORMATS), ...found }),
  /** Line by line, because one of them is not well-formed. */
  z.object({ kind: z.literal('text'), ...found }),
  /** Not at all: at least one of them has no text. */
  z.object({ kind: z.literal('none'), left: z.enum(NO_VIEW_REASONS).nullable(), right: z.enum(NO_VIEW_REASONS).nullable() }),
])
export type ShownComparison = z.infer<typeof comparisonSchema>

/** The calls about comparing, to be spread into the IPC contract. */
export const compareMethods = {
  /**
   * What differs between two halves, or a half and a draft. Of two requests that were sent the public parameters count
   * too. A newer call stops an older one.
   */
  'compare.documents': {
    request: z.strictObject({
      left: compareSourceSchema,
      right: compareSourceSchema,
      ignore: z.array(z.string().min(1).max(MAX_PATTERN_LENGTH)).max(2 * MAX_PATTERNS),
      format: z.enum(FORMATS),
    }),
    response: comparisonSchema,
  },
} as const
