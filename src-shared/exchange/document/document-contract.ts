import { z } from 'zod'
import { FORMATS } from '../../protocol/parameters'
import { CONVERSION_NOTES } from '../convert/notes'

/** Names of the views, the same in every language so that people and tools find them. */
export const VIEW_NAMES = ['XML', 'JSON', 'Table', 'Raw', 'Hex'] as const
export type ViewName = (typeof VIEW_NAMES)[number]

export const HALVES = ['request', 'response'] as const

/** Most lines one call gives; a page draws a view in slices. */
export const MAX_LINES = 2_000
/** Longer lines are cut here, and say how long they are. Whole they are copied and saved. */
export const MAX_LINE_LENGTH = 5_000
/** Most matches a search gives the place of; it counts all. */
export const MAX_MATCHES = 1_000

const id = z.string().min(1).max(64)
const count = z.number().int().min(0)

/** Which bytes: one half of an exchange; `charset` re-decodes them as the user says, null as they say themselves. */
const documentKey = {
  exchangeId: id,
  half: z.enum(HALVES),
  charset: z.string().min(1).max(40).nullable(),
}
/** Which view of them; `filter` is an XPath (XML) or a JSONPath (JSON), null for everything. */
const viewKey = {
  ...documentKey,
  view: z.enum(VIEW_NAMES),
  filter: z.string().min(1).max(2_000).nullable(),
}
export const viewKeySchema = z.strictObject(viewKey)
export type ViewKey = z.infer<typeof viewKeySchema>

/** How the bytes were understood. */
export const documentFactsSchema = z.object({
  charset: z.string(),
  charsetFoundBy: z.enum(['bom', 'header', 'declaration', 'utf-8', 'fallback', 'user']),
  /** Whether bytes had to be replaced because they do not belong to the charset. */
  damaged: z.boolean(),
  /** The format found in the body, whatever was asked for or declared. */
  format: z.enum(FORMATS).nullable(),
  storedBytes: count,
  /** Null when the content encoding could not be undone. */
  decodedBytes: count.nullable(),
})
export type DocumentFacts = z.infer<typeof documentFactsSchema>

export const NO_VIEW_REASONS = [
  'empty',
  'html',
  'neither-format',
  'not-well-formed',
  'not-convertible',
  'too-large',
  'undecodable',
  'unknown-operation',
] as const

/** What a view is: lines to be fetched, or why there are none. The bytes stay in Raw and Hex. */
export const documentViewSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lines'),
    /** `received` and `sent` are the wire's own format, laid out; `converted` is made from the other one. */
    origin: z.enum(['received', 'sent', 'converted']),
    lineCount: count,
    /** The first hundred things the conversion had to add, leave out or guess; `noteCount` counts all. */
    notes: z.array(z.object({ code: z.enum(CONVERSION_NOTES), path: z.string() })),
    noteCount: count,
    /** How many nodes the filter chose; null without a filter. */
    matchCount: count.nullable(),
    facts: documentFactsSchema,
  }),
  z.object({
    kind: z.literal('none'),
    reason: z.enum(NO_VIEW_REASONS),
    /** Where and why the text is not well-formed. */
    problem: z.object({ line: count, column: count, fault: z.string(), reason: z.string() }).nullable(),
    detail: z.string(),
    facts: documentFactsSchema,
  }),
])
export type DocumentView = z.infer<typeof documentViewSchema>

/** What stands beside a value, not in it. */
export const annotationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('meaning'), zh: z.string(), en: z.string() }),
  /** Digits of epoch milliseconds. */
  z.object({ kind: z.literal('time'), epochMs: z.string() }),
])
export type Annotation = z.infer<typeof annotationSchema>

export const documentLineSchema = z.object({
  text: z.string(),
  /** The row of the view's document; null for lines that belong to none. */
  row: count.nullable(),
  /** The row of the received document it was made from: what is chosen in one view is found in another by it. */
  origin: count.nullable(),
  /** Last line that folds away with this one; its own number when nothing does. */
  lastLine: count,
  /** Whole length in characters when the text was cut. */
  cutFrom: count.nullable(),
  /** Whether the line only continues the one before, which was too long (Raw). */
  continues: z.boolean(),
  annotation: annotationSchema.nullable(),
})
export type DocumentLine = z.infer<typeof documentLineSchema>

export const tableFieldSchema = z.object({
  row: count,
  origin: count,
  depth: count,
  /** Name on the wire; `[3]` for an item. */
  name: z.string(),
  path: z.string(),
  /** Text of a leaf, cut like a line; null for a container. */
  value: z.string().nullable(),
  cutFrom: count.nullable(),
  /** What the descriptor says of the field; null when it does not know it. */
  label: z.object({ zh: z.string(), en: z.string() }).nullable(),
  meaning: z.object({ zh: z.string(), en: z.string() }).nullable(),
  annotation: annotationSchema.nullable(),
})
export type TableField = z.infer<typeof tableFieldSchema>

/** The calls about documents, to be spread into the IPC contract. */
export const documentMethods = {
  'document.view': { request: viewKeySchema, response: documentViewSchema },
  /** Lines `from` to `from + count` of each range, one after another; at most `MAX_LINES` in all. */
  'document.lines': {
    request: z.strictObject({
      ...viewKey,
      ranges: z.array(z.strictObject({ from: count, count: count.max(MAX_LINES) })).max(100),
    }),
    response: z.object({ lines: z.array(documentLineSchema) }),
  },
  /** The rows of the Table view: every value of the JSON tree with what the descriptor says of it. */
  'document.fields': {
    request: z.strictObject({ ...documentKey, from: count, count: count.max(MAX_LINES) }),
    response: z.object({ total: count, fields: z.array(tableFieldSchema) }),
  },
  /**
   * Places of a text in the lines of a view, from line `from` on, in order. Stopped by the next search of the same half; hits
   * only by the next hits of the same view, also in another exchange, so that they and the user's own search do not meet.
   */
  'document.search': {
    request: z.strictObject({
      ...viewKey,
      text: z.string().min(1).max(1_000),
      /** Further texts whose places count as well; none with a regular expression, and with any of them case does not count. */
      others: z.array(z.string().min(1).max(1_000)).max(50).optional(),
      reason: z.enum(['find', 'hits']).optional(),
      matchCase: z.boolean(),
      regexp: z.boolean(),
      from: count,
    }),
    response: z.object({
      matches: z.array(z.object({ line: count, from: count, to: count })),
      /** How many there are before line `from`, so that the places given can be numbered. */
      before: count,
      /** How many there are in the whole view. */
      total: count,
      /** False when a newer search stopped this one. */
      complete: z.boolean(),
    }),
  },
  /** The line at which a node of the received document is shown in a view; null when it is not. */
  'document.locate': {
    request: z.strictObject({ ...viewKey, origin: count }),
    response: z.object({ line: count.nullable() }),
  },
  /** The path of a row as the view's filter understands it, to be shown; the clipboard stays as it is. */
  'document.path': {
    request: z.strictObject({ ...viewKey, row: count }),
    response: z.object({ path: z.string() }),
  },
  /** Where Raw shows a place of the body; `line` and `column` count from 1 as they do in a problem. */
  'document.place': {
    request: z.strictObject({ ...documentKey, line: count, column: count }),
    response: z.object({ line: count, from: count }),
  },
  /** Puts a node, its path, or the whole view into the clipboard. `text` repeats it when it is short. */
  'document.copy': {
    request: z.strictObject({ ...viewKey, what: z.enum(['node', 'path', 'view']), row: count.nullable() }),
    response: z.object({ characters: count, text: z.string().max(1_000).nullable() }),
  },
  /** Main asks where and writes the view's text or the body's bytes; `fileName` is null when the user cancels. */
  'document.save': {
    request: z.strictObject({ ...viewKey, what: z.enum(['view', 'body']) }),
    response: z.object({ fileName: z.string().nullable() }),
  },
} as const
