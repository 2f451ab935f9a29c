import { z } from 'zod'
import { selectionSchema } from '../history-contract'
import { SKIP_REASONS } from './incoming'

const count = z.number().int().min(0)

/** Kinds of file an export can be, by the ending of the file's name. */
export const EXPORT_FORMATS = ['har', 'jsonl', 'csv', 'md'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Most of what was not taken is the same fault again and again; so many are told one by one. */
export const MOST_SKIPPED_TOLD = 100

/** What an export wrote. */
const exportedSchema = z.object({
  count,
  /** Exchanges that had not ended yet, and are not in the file. */
  underWay: count,
  /** How often each field was masked; null when nothing was to be masked. */
  masked: z.record(z.string(), count).nullable(),
})
export type Exported = z.infer<typeof exportedSchema>

const skippedItemSchema = z.object({
  /** Number of the line, or of the entry of a HAR file, from 1. */
  place: z.number().int().min(1),
  reason: z.enum(SKIP_REASONS),
  /** Names of members, or the address of a request that is none to the platform; never a value. */
  detail: z.string(),
})
export type SkippedItem = z.infer<typeof skippedItemSchema>

/** What a file holds for this history. */
const previewSchema = z.object({
  format: z.enum(['har', 'jsonl']),
  /** Exchanges the history does not have, and those it has. */
  fresh: count,
  known: count,
  skippedCount: count,
  /** The first `MOST_SKIPPED_TOLD`. */
  skipped: z.array(skippedItemSchema),
  /** Whether the file's end is missing, so that exchanges may be missing, too. */
  isCutOff: z.boolean(),
})
export type ImportPreview = z.infer<typeof previewSchema>

/** What an import did: exchanges that are new, those whose labels changed or that were removed before, and the rest. */
const importedSchema = z.object({ added: count, merged: count, unchanged: count })
export type Imported = z.infer<typeof importedSchema>

/** The calls about files, to be spread into the IPC contract. One transfer runs at a time. */
export const transferMethods = {
  /** Asks where to, then writes. `file` is null when the user gave it up, in the dialog or on the way. */
  'transfer.export': {
    request: z.strictObject({
      selection: selectionSchema,
      format: z.enum(EXPORT_FORMATS),
      /** False writes everything as it is kept, personal data included. */
      isMasked: z.boolean(),
      language: z.enum(['zh', 'en']),
    }),
    response: z.object({ file: z.object({ name: z.string() }).and(exportedSchema).nullable() }),
  },
  /** Asks for a file and says what is in it; nothing is taken yet. Null when the user gave it up. */
  'transfer.preview': { request: z.strictObject({}), response: z.object({ file: z.object({ name: z.string() }).and(previewSchema).nullable() }) },
  /** Takes in the file that was looked at last. Null when it was given up on the way: what was taken in until then stays. */
  'transfer.import': { request: z.strictObject({}), response: z.object({ imported: importedSchema.nullable() }) },
  'transfer.cancel': { request: z.strictObject({}), response: z.object({}) },
} as const

export const transferEvents = {
  /** `total` is null while nobody knows how much there is; in bytes when a file is read, in exchanges when one is written. */
  'transfer.progress': z.object({ done: count, total: count.nullable() }),
} as const
export type TransferProgress = z.infer<(typeof transferEvents)['transfer.progress']>
