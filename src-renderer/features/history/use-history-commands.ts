import type { ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CommandId } from '@shared/commands/commands'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { GROUPINGS } from '@shared/history/history-contract'
import { useCommand } from '../../commands/use-command'
import { useCommandSource } from '../../commands/use-command-source'
import { onlyThis } from '../../stores/chosen'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useRemovalStore } from '../../stores/use-removal-store'
import { useSettingsStore } from '../../stores/use-settings-store'
import { useTransfer } from '../transfer/use-transfer'
import type { HistoryAction } from './use-history-actions'
import { useRemoving } from './use-removing'

interface HistoryPaneParts {
  /** Gives every exchange that is loaded, in the order of the list. */
  readonly loaded: () => readonly ExchangeSummary[]
  /** What the menu of the pane offers. */
  readonly actionOf: (id: 'pinned-first' | 'removed' | 'clear') => { readonly run: () => void } | undefined
  /** What the menu of a row offers. */
  readonly rowActions: ComputedRef<readonly HistoryAction[]>
}

/** Offers as commands what is done to the history and, from its list, to the exchange that is shown. */
export function useHistoryCommands({ loaded, actionOf, rowActions }: HistoryPaneParts): void {
  const { t } = useI18n()
  const exchanges = useExchangesStore()
  const settings = useSettingsStore()
  const removal = useRemovalStore()
  const { exportSomething, startImport } = useTransfer()
  const { undoLast } = useRemoving()

  /** Carries out for the shown exchange what the menu of its row would. */
  function offerForShown(id: CommandId, actionId: string): void {
    const found = () => rowActions.value.find((action) => action.id === actionId)
    useCommand(
      id,
      async () => {
        if (exchanges.selected !== null) await found()?.run(onlyThis(exchanges.selected))
      },
      () => exchanges.selected !== null && found()?.isEnabled(onlyThis(exchanges.selected)) === true,
    )
  }
  offerForShown('exportExchange', 'export')
  offerForShown('removeExchange', 'remove')

  /** The neighbour of the shown exchange in the list, below it or above; the first of the list where none of it is shown. */
  function beside(step: 1 | -1): ExchangeSummary | undefined {
    const all = loaded()
    const at = all.findIndex(({ id }) => id === exchanges.selectedId)
    return at === -1 ? all[0] : all[at + step]
  }
  async function go(step: 1 | -1): Promise<void> {
    const target = beside(step)
    if (target !== undefined) await exchanges.select(target.id)
  }
  useCommand('nextExchange', () => go(1), () => beside(1) !== undefined)
  useCommand('previousExchange', () => go(-1), () => beside(-1) !== undefined)

  useCommand('exportHistory', exportSomething, () => exchanges.total > 0)
  useCommand('importFile', startImport)
  useCommand('pinnedFirst', () => actionOf('pinned-first')?.run())
  useCommand('showRemoved', () => actionOf('removed')?.run())
  useCommand('clearHistory', () => actionOf('clear')?.run())
  useCommand('undoRemoval', undoLast, () => removal.last !== null)

  useCommandSource(() =>
    (['day', ...GROUPINGS] as const).map((by) => ({
      id: `grouping:${by}`,
      group: 'history',
      name: t('commands.entries.grouping', { name: t(`order.grouping.${by}`) }),
      run: () => settings.save({ historyGrouping: by }),
    })),
  )
}
