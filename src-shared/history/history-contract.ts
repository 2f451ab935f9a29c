import { z } from 'zod'
import { exchangeSummarySchema } from '../exchange/exchange'
import { criteriaSchema, type VALUE_FIELDS } from './criteria'
import { labelChangeSchema } from './labels'

const id = z.string().min(1).max(64)
const count = z.number().int().min(0)

/** Where a page ends. Only the history that gave it can read it. */
const cursorSchema = z.string().min(1).max(200)

/** Most exchanges one page has. */
export const LARGEST_PAGE = 200
/** Longest query a view can keep, in UTF-16 units. */
export const LONGEST_QUERY = 2_000
/** Most exchanges that can be named one by one. */
export const MOST_NAMED = 10_000
/** Most views that can be kept. */
export const MOST_VIEWS = 100
/** Most characters the name of a view has. */
export const LONGEST_VIEW_NAME = 60

/** Some exchanges: named one by one, or all that are meant by criteria. */
const namedSchema = z.strictObject({ kind: z.literal('exchanges'), exchangeIds: z.array(id).min(1).max(MOST_NAMED) })
const meantSchema = z.strictObject({ kind: z.literal('criteria'), criteria: criteriaSchema })
export const selectionSchema = z.discriminatedUnion('kind', [namedSchema, meantSchema])
export type Selection = z.infer<typeof selectionSchema>

/** What is to be brought back: what was removed at one time, or some of what was removed. */
const removedSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('removal'), removalId: id }), namedSchema, meantSchema])
export type Removed = z.infer<typeof removedSchema>

/** What a list can be gathered by besides days: exchanges of one session (`sid`), of one ticket (`tag`), of one result (`outcome`). */
export const GROUPINGS = ['sid', 'tag', 'outcome'] as const satisfies readonly (typeof VALUE_FIELDS)[number][]
export type Grouping = (typeof GROUPINGS)[number]

/** Fields whose values are counted beside the list. */
export const FACETS = ['outcome', 'code', 'sub_code', 'failure', 'profile', 'env', 'op', 'tag'] as const satisfies readonly (typeof VALUE_FIELDS)[number][]
export type Facet = (typeof FACETS)[number]

const pageSchema = z.object({
  /** Newest first. Fewer than asked for, or none, when there was much to read: then `next` says where to go on. */
  entries: z.array(exchangeSummarySchema),
  /** Cursor of the page that follows; null when nothing follows. */
  next: cursorSchema.nullable(),
})
export type HistoryPage = z.infer<typeof pageSchema>

const facetsSchema = z.object({
  /** How many exchanges the criteria mean. */
  total: count,
  /** False when counting was given up, because newer criteria came or there is too much to count; then every number is a lower bound. */
  isComplete: z.boolean(),
  facets: z.array(
    z.object({
      field: z.enum(FACETS),
      /** Most frequent first, at most 50. */
      values: z.array(z.object({ value: z.string(), count })),
    }),
  ),
})
export type Facets = z.infer<typeof facetsSchema>

const groupsSchema = z.object({
  /** The group whose newest exchange is newest comes first. `key` is '' for exchanges that belong to none. A count that takes long is a lower bound. */
  groups: z.array(z.object({ key: z.string(), count, newest: exchangeSummarySchema })),
  next: cursorSchema.nullable(),
})
export type Groups = z.infer<typeof groupsSchema>

/** Criteria the user gave a name, written as they are typed. */
export const savedViewSchema = z.strictObject({ id, name: z.string().trim().min(1).max(LONGEST_VIEW_NAME), query: z.string().max(LONGEST_QUERY) })
export type SavedView = z.infer<typeof savedViewSchema>

const page = { limit: z.number().int().min(1).max(LARGEST_PAGE), before: cursorSchema.nullable() }

/** The calls about the history as a whole, to be spread into the IPC contract. */
export const historyMethods = {
  'history.search': { request: z.strictObject({ criteria: criteriaSchema, ...page }), response: pageSchema },
  /** Numbers beside the list. Stopped by the next call of the same kind. */
  'history.facets': { request: z.strictObject({ criteria: criteriaSchema }), response: facetsSchema },
  'history.groups': { request: z.strictObject({ criteria: criteriaSchema, by: z.enum(GROUPINGS), ...page }), response: groupsSchema },
  /** Answers the exchanges that were named one by one as they are now; for criteria only how many. */
  'history.label': {
    request: z.strictObject({ selection: selectionSchema, change: labelChangeSchema }),
    response: z.object({ count, entries: z.array(exchangeSummarySchema) }),
  },
  /** Takes exchanges out of the history; for a while they can be brought back. Those under way stay. */
  'history.remove': { request: z.strictObject({ selection: selectionSchema }), response: z.object({ removalId: id, count }) },
  'history.restore': {
    request: z.strictObject({ what: removedSchema }),
    response: z.object({ count }),
  },
  'view.list': { request: z.strictObject({}), response: z.object({ views: z.array(savedViewSchema) }) },
  'view.save': { request: z.strictObject({ views: z.array(savedViewSchema).max(MOST_VIEWS) }), response: z.object({ views: z.array(savedViewSchema) }) },
} as const
