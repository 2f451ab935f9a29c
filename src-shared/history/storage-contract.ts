import { z } from 'zod'
import { exchangeSummarySchema } from '../exchange/exchange'
import { LARGEST_PAGE } from './history-contract'
import { retentionRulesSchema } from './retention'

const count = z.number().int().min(0)
const bytes = z.number().int().min(0)
const nothing = z.strictObject({})

/** What is kept beside the history: a copy made before a change of its structure, or a damaged one that was set aside. */
const keptCopySchema = z.object({ kind: z.enum(['backup', 'damaged']), name: z.string(), bytes, madeAt: z.number() })
export type KeptCopy = z.infer<typeof keptCopySchema>

const storageUseSchema = z.object({
  /** All the disk the history takes, without the copies beside it. */
  totalBytes: bytes,
  /** Bodies of what is kept, as they are stored. */
  bodiesBytes: bytes,
  /** Bodies of what was removed and can still be brought back. */
  removedBytes: bytes,
  /** Room that compaction gives back. */
  freeBytes: bytes,
  /** Everything else: entries and what a search needs. */
  otherBytes: bytes,
  /** Exchanges that are kept, and how many of them no rule takes: pinned, tagged, named, noted or under way. */
  count,
  staying: count,
  removed: count,
  /** Newest first. */
  copies: z.array(keptCopySchema),
})
export type StorageUse = z.infer<typeof storageUseSchema>

const previewSchema = z.object({
  /** How many exchanges would go, the bytes of their bodies, and from when to when they began. */
  count,
  bytes,
  oldestAt: z.number().nullable(),
  newestAt: z.number().nullable(),
  /** How many each rule takes; the same exchange may be taken by several. */
  byAge: count,
  byCount: count,
  /** These would be deleted for good at once; the others can be brought back for a while. */
  byDisk: count,
  /** How many removed ones would be deleted for good to keep the disk rule. */
  removed: count,
  /** How many of that time stay because somebody wrote on them. */
  staying: count,
  /** Disk that would still be too much: what stays takes more than the disk rule allows. */
  excessBytes: bytes,
})
export type RetentionPreview = z.infer<typeof previewSchema>

const outgoingSchema = z.object({ entries: z.array(exchangeSummarySchema), next: z.string().min(1).max(200).nullable() })
/** A page of what would go, oldest first. */
export type Outgoing = z.infer<typeof outgoingSchema>

const deletionSchema = z.object({ deleted: count, more: z.boolean() })
export type Deletion = z.infer<typeof deletionSchema>

const compactionSchema = z.object({
  /** All the disk the history takes now. */
  totalBytes: bytes,
  /** Room that is still to be given back. */
  freeBytes: bytes,
  more: z.boolean(),
})
export type Compaction = z.infer<typeof compactionSchema>

/** The calls about the disk the history takes, to be spread into the IPC contract. */
export const storageMethods = {
  'storage.describe': { request: nothing, response: z.object({ use: storageUseSchema, rules: retentionRulesSchema }) },
  /** What the rules would take if they were kept now. Nothing is changed. */
  'storage.preview': { request: z.strictObject({ rules: retentionRulesSchema }), response: previewSchema },
  'storage.outgoing': {
    request: z.strictObject({
      rules: retentionRulesSchema,
      limit: z.number().int().min(1).max(LARGEST_PAGE),
      after: z.string().min(1).max(200).nullable(),
    }),
    response: outgoingSchema,
  },
  /** Keeps the rules and begins to apply them. */
  'storage.save': { request: z.strictObject({ rules: retentionRulesSchema }), response: z.object({ rules: retentionRulesSchema }) },
  /** Deletes some of what was removed for good; to be called until there is no more. */
  'storage.purge': { request: nothing, response: deletionSchema },
  /** Gives back some of the free room; to be called until there is no more. Stopping in between loses nothing. */
  'storage.compact': { request: nothing, response: compactionSchema },
} as const
