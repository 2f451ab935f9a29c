import type { dryRunMethods } from '@shared/exchange/dry-run-contract'
import type { guardMethods } from '@shared/guard/guard-contract'
import type { Services } from '../services'
import type { IpcHandlers } from './handlers'

/** The calls about what would be sent, and about what has to be typed before it is. */
export function guardHandlers({ exchanges, guard, localReady }: Services): Pick<IpcHandlers, keyof typeof dryRunMethods | keyof typeof guardMethods> {
  return {
    'exchange.rehearse': async (draft) => {
      await localReady
      return exchanges.dryRun(draft)
    },
    'guard.admitted': async () => ({ environments: await guard.admitted() }),
  }
}
