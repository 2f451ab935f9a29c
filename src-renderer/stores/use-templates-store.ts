import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { AppError } from '@shared/errors'
import { call } from '../ipc/client'
import type { IpcResponse } from '@shared/ipc/contract'
import type { Template, TemplateContent } from '@shared/template/template-contract'
import { useDraftStore } from './use-draft-store'

/** What is open about templates: their list, the dialog that saves the form or changes one, or the variables. */
export type TemplateDialog =
  | { readonly kind: 'list' }
  | { readonly kind: 'save' }
  | { readonly kind: 'edit'; readonly template: Template }
  | { readonly kind: 'variables' }

/** The saved templates, and which dialog about them is open; anything of the page may open one. */
export const useTemplatesStore = defineStore('templates', () => {
  const draft = useDraftStore()
  const templates = ref<readonly Template[]>([])
  const dialog = shallowRef<TemplateDialog | null>(null)

  async function load(): Promise<void> {
    templates.value = (await call('template.list', {})).templates
  }

  /** Saves a new template (`id` null) or changes one. @throws IpcError `template.*`, `variable.name`, `keychain.*` */
  async function save(id: string | null, content: TemplateContent): Promise<Template> {
    const saved = await call('template.save', { templateId: id, content })
    await load()
    return saved
  }

  async function remove(ids: readonly string[]): Promise<void> {
    await call('template.delete', { templateIds: [...ids] })
    await load()
  }

  async function restore(ids: readonly string[]): Promise<void> {
    await call('template.restore', { templateIds: [...ids] })
    await load()
  }

  /** Null exports all of them. */
  function exportFiles(ids: readonly string[] | null): Promise<IpcResponse<'template.export'>> {
    return call('template.export', { templateIds: ids === null ? null : [...ids] })
  }

  async function importFiles(from: 'folder' | 'files'): Promise<IpcResponse<'template.import'>> {
    const taken = await call('template.import', { from })
    await load()
    return taken
  }

  /** Fills the form; what was there can be brought back. @throws AppError `operation.unknown` */
  function fill(template: Template): void {
    const { id, name, variables, values } = template
    if (!draft.loadTemplate(template.operation, { id, name, variables, values })) throw new AppError('operation.unknown')
    if (template.format !== null) draft.format = template.format
    if (template.signMethod !== null) draft.signMethod = template.signMethod
  }

  function open(next: TemplateDialog): void {
    dialog.value = next
  }

  /** Closes the dialog of that kind; whoever changed a template is back at the list. One that another has taken the place of is closed already. */
  function close(kind: TemplateDialog['kind']): void {
    if (dialog.value?.kind === kind) dialog.value = kind === 'edit' ? { kind: 'list' } : null
  }

  return { templates, dialog, load, save, remove, restore, exportFiles, importFiles, fill, open, close }
})
