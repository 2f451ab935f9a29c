import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { IpcResponse } from '@shared/ipc/contract'
import type { Template } from '@shared/template/template-contract'
import { exampleOf } from '../../stores/draft-example'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useTemplatesStore } from '../../stores/use-templates-store'
import { useVariablesStore } from '../../stores/use-variables-store'
import { exchangeSide, useComparison } from '../compare/use-comparison'
import { freeName } from '../profiles/free-name'
import { contentWithout } from './template-content'

/** What was done last in the list, and how it can be taken back. */
export interface TemplateReport {
  readonly text: string
  readonly unread?: IpcResponse<'template.import'>['unread']
  readonly undo?: () => Promise<void>
}

/** What can be done with templates in their list; every action reports what it did, or why it could not. */
export function useTemplateActions(close: () => void) {
  const { t } = useI18n()
  const templates = useTemplatesStore()
  const exchanges = useExchangesStore()
  const variables = useVariablesStore()
  const comparison = useComparison()
  const report = shallowRef<TemplateReport | null>(null)
  const failure = shallowRef<unknown>(null)

  async function attempt(work: () => Promise<TemplateReport | null>): Promise<void> {
    failure.value = null
    report.value = null
    try {
      report.value = await work()
    } catch (error) {
      failure.value = error
    }
  }

  const fill = (template: Template): Promise<void> =>
    attempt(async () => {
      templates.fill(template)
      close()
      return null
    })

  const duplicate = (template: Template): Promise<void> =>
    attempt(async () => {
      const taken = templates.templates.filter(({ folder }) => folder === template.folder).map(({ name }) => name)
      const copy = await templates.save(null, { ...contentWithout(template), name: freeName(template.name, taken) })
      return { text: t('templates.list.duplicated', { name: copy.name }) }
    })

  const remove = (template: Template): Promise<void> =>
    attempt(async () => {
      await templates.remove([template.id])
      const undo = async (): Promise<void> => attempt(async () => (await templates.restore([template.id]), null))
      return { text: t('templates.list.deleted', { name: template.name }), undo }
    })

  const exportFiles = (ids: readonly string[] | null): Promise<void> =>
    attempt(async () => {
      const { folder, written, unchanged, kept } = await templates.exportFiles(ids)
      if (folder === null) return null
      const said = t('templates.list.exported', { written, unchanged, folder })
      return { text: kept.length === 0 ? said : `${said} ${t('templates.list.kept', { files: kept.join(t('common.nameSeparator')) })}` }
    })

  const importFiles = (from: 'folder' | 'files'): Promise<void> =>
    attempt(async () => {
      const { cancelled, added, changed, same, unread } = await templates.importFiles(from)
      return cancelled ? null : { text: t('templates.list.imported', { added, changed, same }), unread }
    })

  /** Compares what a template would send now with the exchange on view. */
  function compare(template: Template): void {
    const id = exchanges.selectedId
    if (id === null) return
    const { values } = exampleOf(template.values, { ...variables.ofProfile, ...template.variables }, variables.nextSequence)
    close()
    comparison.open({ kind: 'draft', operation: template.operation, values, name: template.name }, exchangeSide(id))
  }

  return { report, failure, fill, duplicate, remove, exportFiles, importFiles, compare }
}
