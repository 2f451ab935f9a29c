import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import { knownValue } from '@shared/stored-values'
import { templateContentSchema, type Template, type TemplateContent } from '@shared/template/template-contract'
import { findFaultyName } from '@shared/variables/names'
import { ownVariablesSchema, type OwnVariables } from '@shared/variables/variables'
import type { Credentials } from '../credentials/credentials'
import { findSecretHolder, findSecretHolders, type NamedText } from '../credentials/held-secret'
import type { Remote } from '../database/client'
import type { Profiles } from '../profiles/profiles'
import { contentOf, placeOf } from './template-file'
import type { TemplateRow, TemplateStore } from './template-store'

interface TemplateTools {
  readonly store: Remote<TemplateStore>
  readonly profiles: Pick<Profiles, 'list' | 'get'>
  readonly credentials: Pick<Credentials, 'read'>
  readonly now: () => number
}

/** A template that came from a file; its id is the file's. */
export interface IncomingTemplate {
  readonly id: string
  readonly content: TemplateContent
}

/** Saved drafts and the variables of profiles. Nothing that holds a secret of any profile is ever kept (design, rule 3). */
export class Templates {
  constructor(private readonly tools: TemplateTools) {}

  /** Oldest first. What cannot be read any more, because another version wrote it, is left out. */
  async list(): Promise<Template[]> {
    return (await this.tools.store.listTemplates()).flatMap((row) => {
      const content = knownValue(templateContentSchema, row.content)
      return content === null ? [] : [{ ...content, id: row.id, createdAt: row.createdAt, updatedAt: row.updatedAt }]
    })
  }

  /** Saves a new template (`id` null) or changes one. @throws AppError `template.unknown`, `template.holds-secret`, `variable.name`, `keychain.*` */
  async save(id: string | null, content: TemplateContent): Promise<Template> {
    const earlier = id === null ? null : await this.get(id)
    refuseNames(content.variables)
    const field = await findSecretHolder(textsOf(content), this.tools)
    if (field !== null) throw new AppError('template.holds-secret', { field })
    const now = this.tools.now()
    const template = { ...content, id: earlier?.id ?? randomUUID(), createdAt: earlier?.createdAt ?? now, updatedAt: now }
    await this.tools.store.saveTemplates([rowOf(template)])
    return template
  }

  /** @throws AppError `template.unknown` */
  async get(id: string): Promise<Template> {
    const template = (await this.list()).find((candidate) => candidate.id === id)
    if (template === undefined) throw new AppError('template.unknown')
    return template
  }

  delete(ids: readonly string[]): Promise<number> {
    return this.tools.store.deleteTemplates(ids, this.tools.now())
  }

  restore(ids: readonly string[]): Promise<number> {
    return this.tools.store.restoreTemplates(ids)
  }

  /** For each template the name of its first part that holds a secret, or null. @throws AppError `keychain.*` */
  secretHolders(contents: readonly TemplateContent[]): Promise<(string | null)[]> {
    return findSecretHolders(contents.map(textsOf), this.tools)
  }

  /**
   * Takes in what came from files: by id, and where no template has it, by folder and name; then the template gets the file's id,
   * so that those who share the files come to agree on one. Says how many were new, changed and the same.
   */
  async takeIn(incoming: readonly IncomingTemplate[]): Promise<{ added: number; changed: number; same: number }> {
    const known = await this.list()
    const ids = new Map(known.map((template) => [template.id, template]))
    const incomingIds = new Set(incoming.map(({ id }) => id))
    // Of several in one place the first, as the list shows them.
    const places = new Map(known.filter(({ id }) => !incomingIds.has(id)).reverse().map((template) => [placeOf(template), template]))
    const counts = { added: 0, changed: 0, same: 0 }
    const rows: TemplateRow[] = []
    const replaced: string[] = []
    for (const { id, content } of incoming) {
      const ofId = ids.get(id)
      const earlier = ofId ?? places.get(placeOf(content))
      if (earlier !== undefined && ofId === undefined) replaced.push(earlier.id)
      if (ofId !== undefined && sameContent(ofId, content)) counts.same += 1
      else {
        counts[earlier === undefined ? 'added' : 'changed'] += 1
        const now = this.tools.now()
        rows.push(rowOf({ ...content, id, createdAt: earlier?.createdAt ?? now, updatedAt: now }))
      }
    }
    await this.tools.store.saveTemplates(rows, replaced)
    return counts
  }

  /** A profile's variables; what cannot be read any more counts as none. @throws AppError `profile.unknown` */
  async readVariables(profileId: string): Promise<{ variables: OwnVariables; nextSequence: string }> {
    await this.tools.profiles.get(profileId)
    return storedVariables(this.tools.store, profileId)
  }

  /** @throws AppError `profile.unknown`, `variable.name`, `variable.holds-secret`, `keychain.*` */
  async saveVariables(profileId: string, variables: OwnVariables): Promise<OwnVariables> {
    await this.tools.profiles.get(profileId)
    refuseNames(variables)
    const name = await findSecretHolder(Object.entries(variables).flatMap(namedTexts(UNNAMED, (variable) => variable)), this.tools)
    if (name !== null) throw new AppError('variable.holds-secret', { name })
    await this.tools.store.saveVariables(profileId, JSON.stringify(variables))
    return variables
  }

  /** Gives a profile the variables of another one; its counter stays its own. */
  async copyVariables(fromProfileId: string, toProfileId: string): Promise<void> {
    const { variables } = await this.tools.store.readVariables(fromProfileId)
    await this.tools.store.saveVariables(toProfileId, variables)
  }

  /** The profile's next number for `{{seq}}`, given once and never again. */
  takeSequence(profileId: string): Promise<string> {
    return this.tools.store.takeSequence(profileId)
  }
}

/** The variables of a profile as they are kept, and the number `{{seq}}` would be next; a profile without any has none. */
export async function storedVariables(
  store: Pick<TemplateTools['store'], 'readVariables'>,
  profileId: string,
): Promise<{ variables: OwnVariables; nextSequence: string }> {
  const { variables, nextSequence } = await store.readVariables(profileId)
  return { variables: knownValue(ownVariablesSchema, variables) ?? {}, nextSequence }
}

function refuseNames(variables: OwnVariables): void {
  const faulty = findFaultyName(variables)
  // A name that is meant to hold a secret may be one; it is not repeated.
  if (faulty !== null) throw new AppError('variable.name', { problem: faulty.problem })
}

/** Every text of a template. */
function textsOf({ name, folder, note, operation, values, variables }: TemplateContent): NamedText[] {
  return [
    { name: 'name', text: name },
    { name: 'folder', text: folder },
    { name: 'note', text: note },
    { name: 'operation', text: operation },
    ...Object.entries(values).flatMap(namedTexts('values', (path) => path)),
    ...Object.entries(variables).flatMap(namedTexts('variables', (variable) => `{{${variable}}}`)),
  ]
}

/** A name that is a secret itself cannot say where it is. */
const UNNAMED = '…'

/** The name and the text of an entry; the name goes by that of all of them. */
function namedTexts(whole: string, nameOf: (key: string) => string): (entry: readonly [string, string]) => NamedText[] {
  return ([key, text]) => [{ name: whole, text: key }, { name: nameOf(key), text }]
}

function sameContent(left: TemplateContent, right: TemplateContent): boolean {
  return contentOf(left) === contentOf(right)
}

function rowOf({ id, createdAt, updatedAt, ...content }: Template): TemplateRow {
  return { id, createdAt, updatedAt, content: JSON.stringify(content) }
}
