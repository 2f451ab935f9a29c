import { z } from 'zod'

/** Where a text may be looked for. `anywhere` is everything that is kept of an exchange, names, notes and tags too. */
export const TEXT_PLACES = ['anywhere', 'request', 'response', 'msg', 'note', 'name'] as const
export type TextPlace = (typeof TEXT_PLACES)[number]

/**
 * What an exchange can be told apart by. The names are those of the wire where it has one; `outcome` of one under way is
 * `in-progress`, `session_id` is the id the platform answered with, `tag` is any of several.
 */
export const VALUE_FIELDS = [
  'outcome',
  'failure',
  'code',
  'sub_code',
  'request_id',
  'session_id',
  'sid',
  'status',
  'format',
  'profile',
  'env',
  'op',
  'app_key',
  'batch',
  'tag',
] as const
export type ValueField = (typeof VALUE_FIELDS)[number]

/** What an exchange is or has. */
export const TRAITS = ['pinned', 'named', 'noted', 'tagged', 'replayed', 'imported', 'answered', 'in-progress'] as const
export type Trait = (typeof TRAITS)[number]

/** The most that criteria can hold: criteria, conditions of one, UTF-16 units of a text or value and of a parameter's name. */
export const MOST_CRITERIA = 50
export const MOST_CONDITIONS = 50
export const LONGEST_TEXT = 1_000
export const LONGEST_PARAMETER_NAME = 100

const epochMs = z.number().int().nullable()
const match = z.enum(['exact', 'prefix'])

/** One thing that must hold. Texts and values are compared without regard to case (`foldCase`); an exact value of '' means that there is none. */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(LONGEST_TEXT), in: z.enum(TEXT_PLACES) }),
  z.strictObject({ kind: z.literal('value'), field: z.enum(VALUE_FIELDS), value: z.string().max(LONGEST_TEXT), match }),
  /** A parameter of the request by the last part of its path, at any depth: `service_id`. */
  z.strictObject({ kind: z.literal('parameter'), name: z.string().min(1).max(LONGEST_PARAMETER_NAME), value: z.string().max(LONGEST_TEXT), match }),
  /** Started at or after `from` and before `until`. */
  z.strictObject({ kind: z.literal('time'), from: epochMs, until: epochMs }),
  /** Took at least or at most so long; what has not ended has no duration. */
  z.strictObject({ kind: z.literal('duration'), atLeastMs: z.number().min(0).nullable(), atMostMs: z.number().min(0).nullable() }),
  z.strictObject({ kind: z.literal('is'), trait: z.enum(TRAITS) }),
])
export type Condition = z.infer<typeof conditionSchema>

/** Any of the conditions, or, with `not`, none of them. */
const criterionSchema = z.strictObject({ not: z.boolean(), anyOf: z.array(conditionSchema).min(1).max(MOST_CONDITIONS) })
export type Criterion = z.infer<typeof criterionSchema>

/** Which exchanges are meant: every criterion holds. `removed` asks for those that were removed and can still be brought back. */
export const criteriaSchema = z.strictObject({ all: z.array(criterionSchema).max(MOST_CRITERIA), removed: z.boolean() })
export type Criteria = z.infer<typeof criteriaSchema>

/** Every exchange that is kept. */
export const EVERYTHING: Criteria = { all: [], removed: false }

/** A text as it is compared: case does not count. */
export function foldCase(text: string): string {
  return text.toLowerCase()
}
