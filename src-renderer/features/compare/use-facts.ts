import { useI18n } from 'vue-i18n'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { shownOutcome } from '../../components/outcome'
import { durationText, exactTime } from '../../composables/time-text'
import { useProfileName } from '../../composables/use-profile-name'
import { compareFacts, factsOfExchange, type Fact, type FactWords, type Facts } from './facts'
import type { ComparedPair, ComparedSide } from './use-comparison'

/** Words the facts of both sides in the current language. */
export function useFacts(): {
  readonly factsOf: (compared: { readonly pair: ComparedPair; readonly left: ExchangeSummary | null; readonly right: ExchangeSummary | null }) => Fact[]
} {
  const { t } = useI18n()
  const profileName = useProfileName()
  const words: FactWords = {
    outcome: ({ outcome }) => t(`common.outcome.${shownOutcome(outcome)}`),
    profile: ({ profileId, profileName: name }) => profileName({ id: profileId, name }),
    environment: ({ environment }) => t(`profiles.environments.${environment}`),
    sent: exactTime,
    duration: durationText,
  }
  const sideFacts = (side: ComparedSide, exchange: ExchangeSummary | null): Facts => {
    if (side.kind === 'draft') return { operation: side.operation }
    return exchange === null ? {} : factsOfExchange(exchange, words)
  }
  return { factsOf: ({ pair, left, right }) => compareFacts(sideFacts(pair.left, left), sideFacts(pair.right, right)) }
}
