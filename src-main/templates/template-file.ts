import { knownValue } from '@shared/stored-values'
import { templateContentSchema, type TemplateContent, type TemplateFileProblem } from '@shared/template/template-contract'
import { findFaultyName } from '@shared/variables/names'
import { z } from 'zod'

/** What the first member of every template file says. */
const KIND = 'ly-session-console.template'
const VERSION = 1

/** Names Windows keeps for devices, with whatever end. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** In UTF-16 units; with three bytes each it still fits what every file system takes. */
const LONGEST_FILE_NAME = 70

const headSchema = z.object({ kind: z.literal(KIND), version: z.number().int() })
const fileSchema = templateContentSchema.extend({ id: z.string().min(1).max(64) })

/** A template and the id it is matched by. */
interface Identified {
  readonly id: string
  readonly content: TemplateContent
}

/** The file of a template: the same bytes for the same template, so that a repository shows what somebody changed and nothing else. */
export function templateFileText({ id, content }: Identified): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, id, ...ordered(content) }, null, 2)}\n`
}

/** The content as one text, equal for equal templates. */
export function contentOf(content: TemplateContent): string {
  return JSON.stringify(ordered(content))
}

/** Reads the text of a file; a byte order mark and Windows line ends do no harm. */
export function readTemplateFile(text: string): Identified | { readonly problem: TemplateFileProblem } {
  const bare = text.replace(/^\ufeff/, '')
  const parsed = knownValue(z.json(), bare)
  if (parsed === null && bare.trim() !== 'null') return { problem: 'not-json' }
  const head = headSchema.safeParse(parsed)
  if (!head.success) return { problem: 'not-a-template' }
  if (head.data.version > VERSION) return { problem: 'newer-version' }
  const { kind: _kind, version: _version, ...rest } = parsed as Record<string, unknown>
  const file = fileSchema.safeParse(rest)
  if (!file.success) return { problem: 'not-a-template' }
  const { id, ...content } = file.data
  return findFaultyName(content.variables) === null ? { id, content } : { problem: 'variable-name' }
}

/**
 * Path of each template's file below the export's folder, by id. Names hold only what every system takes; where two would
 * be one file on a system that does not know upper from lower case, both get the start of their id.
 */
export function templateFilePaths(templates: readonly Identified[]): ReadonlyMap<string, string> {
  const wanted = templates.map(({ id, content }) => ({ id, path: [...content.folder.split('/'), content.name].filter((part) => part !== '').map(safeName).join('/') }))
  const keyOf = (path: string): string => path.normalize('NFC').toLowerCase()
  const counts = new Map<string, number>()
  for (const { path } of wanted) counts.set(keyOf(path), (counts.get(keyOf(path)) ?? 0) + 1)
  return new Map(wanted.map(({ id, path }) => [id, (counts.get(keyOf(path)) ?? 0) > 1 ? `${path}~${safeName(id).slice(0, 8)}.json` : `${path}.json`]))
}

/** Folder and name as one text, equal for templates somebody looking for one would say are in the same place. */
export function placeOf({ folder, name }: Pick<TemplateContent, 'folder' | 'name'>): string {
  return `${folder}/${name}`.normalize('NFC').toLowerCase()
}

function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are among what no file name may hold
  const plain = name.replaceAll(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '_')
  // Not in the middle of a pair: half a character cannot be written.
  const short = plain.slice(0, LONGEST_FILE_NAME).replace(/[\ud800-\udbff]$/, '').replace(/^\.+|[. ]+$/g, (dots) => '_'.repeat(dots.length))
  return DEVICE.test(short) ? `_${short}` : short
}

function ordered({ name, folder, note, operation, format, signMethod, values, variables }: TemplateContent): TemplateContent {
  return { name, folder, note, operation, format, signMethod, values: sorted(values), variables: sorted(variables) }
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([, text]) => text !== '').sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)))
}
