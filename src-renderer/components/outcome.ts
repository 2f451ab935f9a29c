import type { Outcome } from '@shared/exchange/outcome'
import type { IconName } from './icon-paths'

/** An outcome as it is shown: one that is not there yet has a name too. */
export type ShownOutcome = Outcome | 'in-progress'

/** The name of an exchange's outcome, `in-progress` while there is none. */
export function shownOutcome(outcome: Outcome | null): ShownOutcome {
  return outcome ?? 'in-progress'
}

/** The mark of each outcome: told apart by form and word, colour only helps. */
export const OUTCOME_ICONS: Readonly<Record<ShownOutcome, IconName>> = {
  succeeded: 'check',
  rejected: 'exclamation',
  refused: 'cross',
  failed: 'lightning',
  unknown: 'question',
  'in-progress': 'spinner',
}

/** The token family each outcome is coloured with. */
export const OUTCOME_TONES: Readonly<Record<ShownOutcome, 'good' | 'warn' | 'bad' | 'unknown' | 'quiet'>> = {
  succeeded: 'good',
  rejected: 'warn',
  refused: 'bad',
  failed: 'bad',
  unknown: 'unknown',
  'in-progress': 'quiet',
}
