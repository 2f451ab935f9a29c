import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { IconName } from '../../components/icon-paths'
import type { Chosen } from '../../stores/chosen'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useHistoryCriteria } from '../../stores/use-history-criteria'
import { useLabelEditingStore, type EditedLabel } from '../../stores/use-label-editing-store'
import { useLabelsStore } from '../../stores/use-labels-store'
import { exchangeSide, formSide, useComparison } from '../compare/use-comparison'
import { useReuse } from '../reuse/use-reuse'
import { useTransfer } from '../transfer/use-transfer'
import { useRemoving } from './use-removing'

/** Something that is done to one exchange or to all that are chosen. */
export interface HistoryAction {
  readonly id: string
  readonly label: (chosen: Chosen) => string
  readonly icon: IconName
  /** The key that does it while a row has the focus, as `KeyboardEvent.key` names it. */
  readonly key?: string
  readonly isEnabled: (chosen: Chosen) => boolean
  /** A promise that rejects is shown as an error. */
  readonly run: (chosen: Chosen) => Promise<void>
}

/** What the menu of a row and the bar of the selection offer, in their order; what was removed can only be brought back. */
export function useHistoryActions(): {
  readonly rowActions: ComputedRef<readonly HistoryAction[]>
  readonly chosenActions: ComputedRef<readonly HistoryAction[]>
} {
  const { t } = useI18n()
  const wanted = useHistoryCriteria()
  const labels = useLabelsStore()
  const editing = useLabelEditingStore()
  const removing = useRemoving()
  const comparison = useComparison()
  const exchanges = useExchangesStore()
  const draft = useDraftStore()
  const reuse = useReuse()
  const { exportSelection } = useTransfer()
  const always = (): boolean => true
  const areAllPinned = ({ entries }: Chosen): boolean => entries.length > 0 && entries.every(({ pinned }) => pinned)

  const editLabel = (label: EditedLabel, icon: IconName, key: string): HistoryAction => ({
    id: label,
    label: () => t(`order.actions.${label}`),
    icon,
    key,
    isEnabled: ({ entries }) => entries.length === 1,
    run: async ({ entries: [entry] }) => {
      if (entry !== undefined) await editing.edit(entry.id, label)
    },
  })

  const single = (id: 'load' | 'replay', icon: IconName, run: (exchangeId: string) => Promise<void>): HistoryAction => ({
    id,
    label: () => t(`order.actions.${id}`),
    icon,
    isEnabled: ({ entries }) => entries.length === 1 && entries[0]?.outcome !== null,
    run: async ({ entries: [entry] }) => {
      if (entry !== undefined) await run(entry.id)
    },
  })

  const compareTwo: HistoryAction = {
    id: 'compare',
    label: () => t('order.actions.compare'),
    icon: 'columns',
    isEnabled: ({ entries, count }) => count === 2 && entries.length === 2,
    run: async ({ entries }) => {
      // The older one on the left.
      const [older, newer] = entries.toSorted((left, right) => left.startedAt - right.startedAt)
      if (older !== undefined && newer !== undefined) comparison.open(exchangeSide(older.id), exchangeSide(newer.id))
    },
  }
  const compareWithShown: HistoryAction = {
    id: 'compare-with-shown',
    label: () => t('order.actions.compareWithShown'),
    icon: 'columns',
    isEnabled: ({ entries }) => entries.length === 1 && exchanges.selectedId !== null && entries[0]?.id !== exchanges.selectedId,
    run: async ({ entries: [entry] }) => {
      if (entry !== undefined && exchanges.selectedId !== null) comparison.open(exchangeSide(entry.id), exchangeSide(exchanges.selectedId))
    },
  }
  const compareWithForm: HistoryAction = {
    id: 'compare-with-form',
    label: () => t('order.actions.compareWithForm'),
    icon: 'columns',
    isEnabled: ({ entries }) => entries.length === 1,
    run: async ({ entries: [entry] }) => {
      if (entry !== undefined) comparison.open(exchangeSide(entry.id), formSide(draft))
    },
  }

  const pin: HistoryAction = {
    id: 'pin',
    label: (chosen) => t(areAllPinned(chosen) ? 'order.actions.unpin' : 'order.actions.pin'),
    icon: 'pin',
    key: 'p',
    isEnabled: always,
    run: (chosen) => labels.label(chosen, { pinned: !areAllPinned(chosen) }),
  }
  const tagChosen: HistoryAction = {
    id: 'tag',
    label: () => t('order.actions.tag'),
    icon: 'tag',
    key: 't',
    isEnabled: always,
    run: async () => {
      editing.isTaggingChosen = true
    },
  }
  const exportChosen: HistoryAction = {
    id: 'export',
    label: () => t('order.actions.export'),
    icon: 'export',
    isEnabled: ({ selection, entries }) => selection.kind === 'criteria' || entries.some(({ outcome }) => outcome !== null),
    run: async ({ selection, count }) => exportSelection(selection, count),
  }
  const remove: HistoryAction = {
    id: 'remove',
    label: () => t('order.actions.remove'),
    icon: 'bin',
    key: 'Delete',
    isEnabled: ({ selection, entries }) => selection.kind === 'criteria' || entries.some(({ outcome }) => outcome !== null),
    run: removing.remove,
  }
  const restore: HistoryAction = {
    id: 'restore',
    label: () => t('order.actions.restore'),
    icon: 'undo',
    isEnabled: always,
    run: removing.restore,
  }

  return {
    rowActions: computed(() =>
      wanted.criteria.removed ? [restore] : [
            ...[single('load', 'pencil', reuse.loadIntoForm), single('replay', 'repeat', reuse.replay)],
            ...[compareWithShown, compareWithForm, pin],
            ...[editLabel('name', 'text', 'F2'), editLabel('tag', 'tag', 't'), editLabel('note', 'note', 'n'), exportChosen, remove],
          ],
    ),
    chosenActions: computed(() => (wanted.criteria.removed ? [restore] : [compareTwo, tagChosen, pin, exportChosen, remove])),
  }
}
