import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '@shared/errors'
import type { Template, UnreadFile } from '@shared/template/template-contract'
import { readTemplateFile, templateFilePaths, templateFileText } from './template-file'
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
    const earlier = await textOf(file)
    // A checkout on Windows may have changed the line ends, and that is no change of the template.
    if (earlier !== null && earlier.replaceAll('\r\n', '\n') === text) counts.unchanged += 1
    else if (earlier !== null && idIn(earlier) !== template.id) kept.push(path)
    else {
      await writeWhole(file, text)
      counts.written += 1
    }
  }
  return { ...counts, kept }
}

/** Reads template files and takes in what can be; a folder stands for every JSON file below it. @throws AppError `template.cannot-read`, `keychain.*` */
export async function takeInTemplates(chosen: readonly string[], templates: Pick<Templates, 'takeIn' | 'secretHolders'>): Promise<TakenTemplates> {
  const unread: UnreadFile[] = []
  const found: (IncomingTemplate & { readonly file: string })[] = []
  for (const { file, name } of await filesOf(chosen)) {
    const read = await readFileOf(file)
    if ('problem' in read) unread.push({ file: name, problem: read.problem })
    else if (found.some(({ id }) => id === read.id)) unread.push({ file: name, problem: 'same-id' })
    else found.push({ ...read, file: name })
  }
  const holders = await templates.secretHolders(found.map(({ content }) => content))
  const isClean = (_: unknown, index: number): boolean => holders[index] === null
  for (const { file } of found.filter((one, index) => !isClean(one, index))) unread.push({ file, problem: 'holds-secret' })
  return { ...(await templates.takeIn(found.filter(isClean))), unread }
}

async function readFileOf(file: string): Promise<ReturnType<typeof readTemplateFile>> {
  try {
    if ((await stat(file)).size > LONGEST_FILE) return { problem: 'too-large' }
    return readTemplateFile(await readFile(file, 'utf8'))
  } catch {
    return { problem: 'unreadable' }
  }
}

/** In the order of their paths, so that an import goes the same way on every machine. */
async function filesOf(chosen: readonly string[]): Promise<{ file: string; name: string }[]> {
  const found: { file: string; name: string }[] = []
  const visit = async (folder: string, above: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || found.length >= MOST_FILES) continue
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

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new AppError('template.cannot-write', { file: basename(file) }, { cause })
  }
}

function idIn(text: string): string | null {
  const read = readTemplateFile(text)
  return 'problem' in read ? null : read.id
}

/** At any moment the file is the old one or the new one. */
async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.writing`, text)
    await rename(`${file}.writing`, file)
  } catch (cause) {
    throw new AppError('template.cannot-write', { file: basename(file) }, { cause })
  }
}
