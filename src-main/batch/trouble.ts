import type { PauseReason } from '@shared/batch/batch-contract'
import { AppError } from '@shared/errors'
import type { ExchangeSummary } from '@shared/exchange/exchange'

/** Codes that say something of the app, its key, signature, session, permission or clock, and so of every row alike (PROTOCOL 5). */
const REFUSES_THE_APP: ReadonlySet<string> = new Set(['9', '11', '12', '13', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30', '31', '32', '33', '34', '42', '44', '53'])
const REFUSALS_IN_A_ROW = 3
const FAILURES_IN_A_ROW = 5

/** Errors by which a send is refused for what its row holds: the next row may be sent. */
const OF_THE_ROW: ReadonlySet<string> = new Set(['draft.blocked', 'draft.needs-confirmation', 'draft.holds-secret'])

/** Whether a send was refused for what its row holds, before anything left. */
export function isOfTheRow(error: unknown): error is AppError {
  return error instanceof AppError && OF_THE_ROW.has(error.code)
}

/** Why a batch pauses when a send is refused before anything left. */
export function reasonOf(error: unknown): PauseReason {
  const code = error instanceof AppError ? error.code : 'internal'
  if (code === 'credential.missing') return 'credential'
  const [area = ''] = code.split('.')
  const reasons: Readonly<Record<string, PauseReason>> = { keychain: 'keychain', profile: 'profile', certificate: 'profile', operation: 'profile', history: 'history', gateway: 'unreachable' }
  return reasons[area] ?? 'internal'
}

/** Counts what went wrong in a row: sooner or later it is not the rows. */
export class TroubleWatch {
  private refusals = 0
  private failures = 0

  /** Takes an outcome in; answers why the batch should pause, null as long as it should not. */
  see({ outcome, code, failure }: Pick<ExchangeSummary, 'outcome' | 'code' | 'failure'>): PauseReason | null {
    // A cancelled one says nothing about the gateway.
    if (failure === 'cancelled') return null
    this.refusals = outcome === 'refused' && REFUSES_THE_APP.has(code ?? '') ? this.refusals + 1 : 0
    this.failures = outcome === 'failed' || outcome === 'unknown' ? this.failures + 1 : 0
    if (this.refusals >= REFUSALS_IN_A_ROW) return 'refused'
    return this.failures >= FAILURES_IN_A_ROW ? 'unreachable' : null
  }
}
