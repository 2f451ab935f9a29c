import { z } from 'zod'
import { draftValuesSchema } from '../ipc/draft-values-schema'
import { FORMATS, SIGN_METHODS } from '../protocol/parameters'
import { ownVariablesSchema } from '../variables/variables'

const id = z.string().min(1).max(64)
const count = z.number().int().min(0)
const nothing = z.strictObject({})

/** Folders are divided by `/`; '' is none. No part is empty, `.` or `..`, and none holds what a file's name may not. */
export const folderSchema = z
  .string()
  .max(200)
  .regex(/^(?:[^/\\:*?"<>|\p{Cc}]+(?:\/[^/\\:*?"<>|\p{Cc}]+)*)?$/u)
  .refine((folder) => folder.split('/').every((part) => part === part.trim() && part !== '.' && part !== '..'), 'parts of a folder')

/** A saved draft whose values may hold variables. */
export const templateContentSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  folder: folderSchema,
  /** What it is for, in the user's words. */
  note: z.string().max(4_000),
  operation: z.string().min(1).max(256),
  values: draftValuesSchema,
  /** Null leaves the profile's. */
  format: z.enum(FORMATS).nullable(),
  signMethod: z.enum(SIGN_METHODS).nullable(),
  variables: ownVariablesSchema,
})
export type TemplateContent = z.infer<typeof templateContentSchema>

export const templateSchema = templateContentSchema.extend({
  id,
  /** Epoch milliseconds. */
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
})
export type Template = z.infer<typeof templateSchema>

export const TEMPLATE_FILE_PROBLEMS = ['unreadable', 'not-json', 'not-a-template', 'newer-version', 'variable-name', 'holds-secret', 'too-large', 'same-id', 'too-many'] as const
export type TemplateFileProblem = (typeof TEMPLATE_FILE_PROBLEMS)[number]

/** What a file of a template could not be taken in for, by the file's path below the folder. */
const unreadFileSchema = z.object({ file: z.string(), problem: z.enum(TEMPLATE_FILE_PROBLEMS) })
export type UnreadFile = z.infer<typeof unreadFileSchema>

/** The calls about templates and variables, to be spread into the IPC contract. */
export const templateMethods = {
  'template.list': { request: nothing, response: z.object({ templates: z.array(templateSchema) }) },
  /** Saves a new one (`templateId` null) or changes one. @throws `template.holds-secret`, `template.unknown`, `variable.name` */
  'template.save': { request: z.strictObject({ templateId: id.nullable(), content: templateContentSchema }), response: templateSchema },
  'template.delete': { request: z.strictObject({ templateIds: z.array(id).min(1).max(1_000) }), response: z.object({ count }) },
  /** Brings back what was deleted in the last seven days. */
  'template.restore': { request: z.strictObject({ templateIds: z.array(id).min(1).max(1_000) }), response: z.object({ count }) },
  /** Main asks for a folder and writes one file per template; null when the user cancels. `kept` are files of something else that stand in the way. @throws `template.cannot-write` */
  'template.export': {
    request: z.strictObject({ templateIds: z.array(id).max(1_000).nullable() }),
    response: z.object({ folder: z.string().nullable(), written: count, unchanged: count, kept: z.array(z.string()) }),
  },
  /** Main asks for a folder or for files and takes them in; a file of a known id, or else of a known place, changes that template. @throws `template.cannot-read` */
  'template.import': {
    request: z.strictObject({ from: z.enum(['folder', 'files']) }),
    response: z.object({ added: count, changed: count, same: count, unread: z.array(unreadFileSchema), cancelled: z.boolean() }),
  },
  /** Variables of a profile. */
  'variables.read': { request: z.strictObject({ profileId: id }), response: z.object({ variables: ownVariablesSchema, nextSequence: z.string() }) },
  /** @throws `variable.name`, `variable.holds-secret` */
  'variables.save': { request: z.strictObject({ profileId: id, variables: ownVariablesSchema }), response: z.object({ variables: ownVariablesSchema }) },
} as const
