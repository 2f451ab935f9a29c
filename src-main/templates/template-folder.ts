import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '@shared/errors'
import type { Template, UnreadFile } from '@shared/template/template-contract'
import { writeWhole } from '../documents/save'
import { contentOf, readTemplateFile, templateFilePaths, templateFileText } from './template-file'
import type { IncomingTemplate, Templates } from './templates'

/** The longest file that is read, in bytes; a template with the longest values the form takes fits. */
const LONGEST_FILE = 16_777_216
/** Most files of a folder that are looked at. */
const MOST_FILES = 5_000

/** What became of an export. */
export interface WrittenTemplates {
  readonly written: number
  /** Files that said the same already; they are not touched. */
  readonly unchanged: number
  /** Files that are of something else and were left as they are. */
  readonly kept: string[]
}

/** What became of an import. */
export interface TakenTemplates {
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly unread: UnreadFile[]
}

/** Writes one file per template below a folder. Files of anything else stay. @throws AppError `template.cannot-write` */
export async function writeTemplates(folder: string, templates: readonly Template[]): Promise<WrittenTemplates> {
  const identified = templates.map(({ id, createdAt: _created, updatedAt: _updated, ...content }) => ({ id, content }))
  const paths = templateFilePaths(identified)
  const counts = { written: 0, unchanged: 0 }
  const kept: string[] = []
  for (const template of identified) {
    const path = paths.get(template.id) ?? ''
    const file = join(folder, ...path.split('/'))
    const text = templateFileText(template)
    const earlier = await earlierAt(file)
    // A checkout on Windows may have changed the line ends, and that is no change of the template.
    if (earlier === 'something-else' || (earlier !== null && earlier.id !== template.id)) kept.push(path)
    else if (earlier?.text.replaceAll('\r\n', '\n') === text) counts.unchanged += 1
    else {
      await writeText(file, text)
      counts.written += 1
    }
  }
  return { ...counts, kept }
}

/** Reads template files and takes in what can be; a folder stands for every JSON file below it. @throws AppError `template.cannot-read`, `keychain.*` */
export async function takeInTemplates(chosen: readonly string[], templates: Pick<Templates, 'takeIn' | 'secretHolders'>): Promise<TakenTemplates> {
  const unread: UnreadFile[] = []
  const found: (IncomingTemplate & { readonly file: string })[] = []
  const files = await filesOf(chosen)
  for (const { file, name } of files.slice(0, MOST_FILES)) {
    const read = await readFileOf(file)
    if ('problem' in read) unread.push({ file: name, problem: read.problem })
    else found.push({ ...read, file: name })
  }
  const [firstLeft] = files.slice(MOST_FILES)
  if (firstLeft !== undefined) unread.push({ file: firstLeft.name, problem: 'too-many' })
  const { ofOne, ofSeveral } = apart(found)
  for (const { file } of ofSeveral) unread.push({ file, problem: 'same-id' })
  const holders = await templates.secretHolders(ofOne.map(({ content }) => content))
  const isClean = (_: unknown, index: number): boolean => holders[index] === null
  for (const { file } of ofOne.filter((one, index) => !isClean(one, index))) unread.push({ file, problem: 'holds-secret' })
  return { ...(await templates.takeIn(ofOne.filter(isClean))), unread }
}

/**
 * Files of one template that say the same are one; of those that differ nobody can tell the newer, and taking the older in, left
 * behind by a renamed template, would undo what was changed since.
 */
function apart<One extends IncomingTemplate>(found: readonly One[]): { readonly ofOne: readonly One[]; readonly ofSeveral: readonly One[] } {
  const contents = new Map<string, Set<string>>()
  for (const { id, content } of found) contents.set(id, (contents.get(id) ?? new Set()).add(contentOf(content)))
  const differs = ({ id }: One): boolean => (contents.get(id)?.size ?? 0) > 1
  const seen = new Set<string>()
  return {
    ofOne: found.filter((one) => !differs(one) && !seen.has(one.id) && seen.add(one.id)),
    ofSeveral: found.filter(differs),
  }
}

async function readFileOf(file: string): Promise<ReturnType<typeof readTemplateFile>> {
  try {
    if ((await stat(file)).size > LONGEST_FILE) return { problem: 'too-large' }
    return readTemplateFile(await readFile(file, 'utf8'))
  } catch {
    return { problem: 'unreadable' }
  }
}

/** In the order of their paths, so that an import goes the same way on every machine; of too many one more than are read. */
async function filesOf(chosen: readonly string[]): Promise<{ file: string; name: string }[]> {
  const found: { file: string; name: string }[] = []
  const visit = async (folder: string, above: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || found.length > MOST_FILES) continue
      const file = join(folder, entry.name)
      if (entry.isDirectory()) await visit(file, `${above}${entry.name}/`)
      else if (entry.isFile() && entry.name.toLowerCase().endsWith('.json')) found.push({ file, name: above + entry.name })
    }
  }
  try {
    for (const one of chosen) {
      if ((await stat(one)).isDirectory()) await visit(one, '')
      else found.push({ file: one, name: basename(one) })
    }
  } catch (cause) {
    throw new AppError('template.cannot-read', {}, { cause })
  }
  return found
}

/** The template whose file is there; null where nothing is. A folder, or a file where a folder would have to be, is something else as well. */
async function earlierAt(file: string): Promise<{ readonly id: string; readonly text: string } | 'something-else' | null> {
  try {
    const text = await readFile(file, 'utf8')
    const read = readTemplateFile(text)
    return 'problem' in read ? 'something-else' : { id: read.id, text }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'ELOOP') return 'something-else'
    throw new AppError('template.cannot-write', { file: basename(file) }, { cause })
  }
}

async function writeText(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeWhole(file, [new TextEncoder().encode(text)])
  } catch (cause) {
    throw new AppError('template.cannot-write', { file: basename(file) }, { cause })
  }
}
