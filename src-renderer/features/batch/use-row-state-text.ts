import { useI18n } from 'vue-i18n'
import type { RowState } from '@shared/batch/batch-contract'
import { isOutcome } from './row-states'

/** Words the state of a row; an outcome as it is worded everywhere else. */
export function useRowStateText(): (state: RowState) => string {
  const { t } = useI18n()
  return (state) => (isOutcome(state) ? t(`common.outcome.${state}`) : t(`batch.rowStates.${state}`))
}
