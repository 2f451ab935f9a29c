import type { HistoryHealthService } from '../history/history-health'
import type { IpcHandlers } from './handlers'

/** Connects the calls about the history's own state. */
export function historyHealthHandlers(health: HistoryHealthService): Pick<IpcHandlers, 'history.health' | 'recovery.dismiss'> {
  return {
    'history.health': () => health.describe(),
    'recovery.dismiss': async () => {
      await health.dismissRecovery()
      return {}
    },
  }
}
