import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { TemplateContent } from '@shared/template/template-contract'
import { Credentials } from '../credentials/credentials'
import { ensureInstallation } from '../credentials/installation'
import type { DatabaseClient } from '../database/client'
import { Profiles } from '../profiles/profiles'
import { readTemplateFile } from '../templates/template-file'
import { Templates } from '../templates/templates'
import { UsageError, type CommandSurroundings } from './command'

/** The templates of a history. */
export async function templatesOf(database: DatabaseClient, { keychain }: Pick<CommandSurroundings, 'keychain'>): Promise<Templates> {
  const installation = await ensureInstallation(database.documents)
  const profiles = new Profiles(database.documents, Date.now)
  const credentials = new Credentials(keychain, database.documents, installation, Date.now)
  return new Templates({ store: database.templates, profiles, credentials, now: Date.now })
}

/**
 * The template somebody names by its id, its folder and name, or its name alone where only one has it; otherwise by the path of
 * a template file. @throws UsageError when several have the name or the file is none, AppError `template.*`
 */
export async function findTemplate(named: string, templates: Templates): Promise<TemplateContent> {
  const kept = await templates.list()
  const exact = kept.find(({ id, folder, name }) => id === named || (folder === '' ? name : `${folder}/${name}`) === named)
  if (exact !== undefined) return exact
  const ofName = kept.filter(({ name }) => name === named)
  if (ofName.length > 1) throw new UsageError(`several templates are called ${named}: ${ofName.map(({ folder, name }) => `${folder}/${name}`).join(', ')}`)
  if (ofName[0] !== undefined) return ofName[0]
  if (!existsSync(named)) throw new AppError('template.unknown')
  const text = await readFile(named, 'utf8').catch((cause: unknown) => {
    throw new AppError('template.cannot-read', {}, { cause })
  })
  const read = readTemplateFile(text)
  if ('problem' in read) throw new UsageError(`${named}: ${read.problem}`)
  const [holder] = await templates.secretHolders([read.content])
  if (holder !== null) throw new AppError('template.holds-secret')
  return read.content
}
