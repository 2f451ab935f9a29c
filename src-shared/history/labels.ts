import { z } from 'zod'
import { foldCase } from './criteria'

export const LONGEST_NAME = 200
export const LONGEST_NOTE = 20_000
export const LONGEST_TAG = 60
export const MOST_TAGS = 30

/** Days a removed exchange can still be brought back. */
export const REMOVED_FOR_DAYS = 7

/** A tag, e.g. the number of a ticket: one line, without blanks around it and without a comma, which separates tags. */
export const tagSchema = z
  .string()
  .min(1)
  .max(LONGEST_TAG)
  .refine((tag) => characterProblem(tag) === null, 'a tag is one line without commas and without blanks around it')

/** What can be wrong with a tag somebody types for an exchange. */
export type TagProblem = 'too-long' | 'comma' | 'blank-around' | 'control-character' | 'already-there' | 'too-many'

/** Why a tag cannot join those an exchange has, or null when it can; an empty text is not asked about. */
export function tagProblem(tag: string, present: readonly string[]): TagProblem | null {
  const problem = characterProblem(tag)
  if (problem !== null) return problem
  if (tag.length > LONGEST_TAG) return 'too-long'
  if (present.some((known) => isSameTag(known, tag))) return 'already-there'
  return present.length >= MOST_TAGS ? 'too-many' : null
}

/** What a tag must not hold, wherever it comes from. */
function characterProblem(tag: string): TagProblem | null {
  if (/[,，]/u.test(tag)) return 'comma'
  if (/\p{Cc}/u.test(tag)) return 'control-character'
  return tag === tag.trim() ? null : 'blank-around'
}

/** Whether two tags are one: case does not count. */
export function isSameTag(left: string, right: string): boolean {
  return foldCase(left) === foldCase(right)
}

/** What the user wrote on an exchange, and where it comes from. */
export const labelsSchema = z.object({
  pinned: z.boolean(),
  /** Empty when it has none. */
  name: z.string().max(LONGEST_NAME),
  note: z.string().max(LONGEST_NOTE),
  /** In the order they were added. */
  tags: z.array(z.string()),
  /** Whether it was read from a file, and not sent by this console. */
  imported: z.boolean(),
})
export type Labels = z.infer<typeof labelsSchema>

/** What an exchange has before anybody wrote on it. */
export const NO_LABELS: Labels = { pinned: false, name: '', note: '', tags: [], imported: false }

/** A change of labels; what is left out stays. */
export const labelChangeSchema = z.strictObject({
  pinned: z.boolean().optional(),
  name: z.string().max(LONGEST_NAME).optional(),
  note: z.string().max(LONGEST_NOTE).optional(),
  addTags: z.array(tagSchema).max(MOST_TAGS).optional(),
  removeTags: z.array(z.string().max(LONGEST_TAG)).max(MOST_TAGS).optional(),
})
export type LabelChange = z.infer<typeof labelChangeSchema>

/** Labels after a change. A tag is there once, whatever its case; no more than `MOST_TAGS` are kept. */
export function changedLabels(labels: Labels, change: LabelChange): Labels {
  const kept = labels.tags.filter((tag) => !(change.removeTags ?? []).some((removed) => isSameTag(removed, tag)))
  const tags = (change.addTags ?? []).reduce((all, tag) => (all.some((known) => isSameTag(known, tag)) ? all : [...all, tag]), kept)
  return {
    ...labels,
    pinned: change.pinned ?? labels.pinned,
    name: change.name ?? labels.name,
    note: change.note ?? labels.note,
    tags: tags.slice(0, MOST_TAGS),
  }
}

/** The labels among everything that is known of an exchange. */
export function labelsOf({ pinned, name, note, tags, imported }: Labels): Labels {
  return { pinned, name, note, tags, imported }
}
