import { useI18n } from 'vue-i18n'
import { groupsOf, leavesOf, type LocatedField } from '@shared/descriptor/paths'
import { meetsCondition } from '@shared/descriptor/problems'
import type { LeafField } from '@shared/descriptor/types'
import { useCommandSource } from '../../commands/use-command-source'
import { useLocalized } from '../../i18n/use-localized'
import { useDraftStore } from '../../stores/use-draft-store'

/** Offers every field of the form by its name on the wire and its label: whoever types `channel_uid` gets there. */
export function useFieldEntries(): void {
  const { t } = useI18n()
  const localized = useLocalized()
  const draft = useDraftStore()

  /** The form has no place for a field whose condition does not hold, unless it holds a value. */
  const isShown = (leaf: LocatedField<LeafField>): boolean =>
    leaf.field.onlyWhen === undefined || (draft.values[leaf.path] ?? '') !== '' || meetsCondition(leaf, draft.values)

  useCommandSource(() => {
    const groups = new Set(groupsOf(draft.operation).map(({ path }) => path))
    return leavesOf(draft.operation.request)
      .filter((leaf) => groups.has(leaf.parentPath) && isShown(leaf))
      .map(({ path, field, parent }) => ({
        id: `field:${draft.operation.name}:${path}`,
        group: 'request',
        name: t('commands.entries.field', { name: field.name }),
        detail: `${parent?.name ?? ''} · ${localized(field.label)}`,
        otherWords: [field.name, field.label.zh, field.label.en],
        isOnlyFound: true,
        run: () => draft.jumpTo(path),
      }))
  })
}
