import { useI18n } from 'vue-i18n'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { exactTime } from '../../composables/time-text'
import type { ComparedSide } from './use-comparison'

/** Names a side: when it was sent and under which id, or what else it is. */
export function useSideName(): (side: ComparedSide, exchange: ExchangeSummary | null) => string {
  const { t } = useI18n()
  return (side, exchange) => {
    if (side.kind === 'draft') return side.name ?? t('compare.side.form')
    return exchange === null ? t('compare.side.unknown') : `${exactTime(exchange.startedAt)} · ${exchange.callerId || exchange.id}`
  }
}
