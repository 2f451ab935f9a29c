import { basename } from 'node:path'
import type { templateMethods } from '@shared/template/template-contract'
import { takeInTemplates, writeTemplates } from '../templates/template-folder'
import type { Templates } from '../templates/templates'
import type { IpcHandlers } from './handlers'

/** What template files need of the desktop: the page never learns where they are. */
export interface TemplateDesktop {
  /** Asks the user for a folder; null when cancelled. */
  readonly chooseFolder: () => Promise<string | null>
  /** Asks the user for template files; none when cancelled. */
  readonly chooseTemplateFiles: () => Promise<readonly string[]>
}

/** The calls about templates and variables. */
export function templateHandlers(templates: Templates, desktop: TemplateDesktop): Pick<IpcHandlers, keyof typeof templateMethods> {
  return {
    'template.list': async () => ({ templates: await templates.list() }),
    'template.save': ({ templateId, content }) => templates.save(templateId, content),
    'template.delete': async ({ templateIds }) => ({ count: await templates.delete(templateIds) }),
    'template.restore': async ({ templateIds }) => ({ count: await templates.restore(templateIds) }),
    'template.export': async ({ templateIds }) => {
      const folder = await desktop.chooseFolder()
      if (folder === null) return { folder: null, written: 0, unchanged: 0, kept: [] }
      const wanted = (await templates.list()).filter(({ id }) => templateIds === null || templateIds.includes(id))
      return { folder: basename(folder), ...(await writeTemplates(folder, wanted)) }
    },
    'template.import': async ({ from }) => {
      const folder = from === 'folder' ? await desktop.chooseFolder() : null
      const chosen = from === 'files' ? await desktop.chooseTemplateFiles() : folder === null ? [] : [folder]
      if (chosen.length === 0) return { added: 0, changed: 0, same: 0, unread: [], cancelled: true }
      return { ...(await takeInTemplates(chosen, templates)), cancelled: false }
    },
    'variables.read': ({ profileId }) => templates.readVariables(profileId),
    'variables.save': async ({ profileId, variables }) => ({ variables: await templates.saveVariables(profileId, variables) }),
  }
}
