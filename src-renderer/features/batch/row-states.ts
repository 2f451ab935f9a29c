import { ROW_STATES, type Batch, type RowState } from '@shared/batch/batch-contract'
import { OUTCOMES, type Outcome } from '@shared/exchange/outcome'
import { OUTCOME_ICONS, OUTCOME_TONES } from '../../components/outcome'
import type { IconName } from '../../components/icon-paths'

/** Outcomes first, since they are what people look for. */
export const SHOWN_STATES: readonly RowState[] = [...OUTCOMES, 'under-way', 'waiting', 'left-out']

export function isOutcome(state: RowState): state is Outcome {
  return OUTCOMES.some((outcome) => outcome === state)
}

/** The colour family of a state, the same as of the outcome everywhere else. */
export function toneOf(state: RowState): 'good' | 'warn' | 'bad' | 'unknown' | 'quiet' {
  return isOutcome(state) ? OUTCOME_TONES[state] : 'quiet'
}

/** The mark of a state; what only waits has none. */
export function iconOf(state: RowState): IconName | null {
  if (isOutcome(state)) return OUTCOME_ICONS[state]
  return state === 'under-way' ? 'spinner' : null
}

/** How many rows the batch sends or has sent. */
export function totalOf(rows: Batch['rows']): number {
  return ROW_STATES.reduce((sum, state) => (state === 'left-out' ? sum : sum + rows[state]), 0)
}

/** How many rows have an outcome, unknown ones among them: they are not sent by themselves either. */
export function doneOf(rows: Batch['rows']): number {
  return OUTCOMES.reduce((sum, outcome) => sum + rows[outcome], 0)
}
