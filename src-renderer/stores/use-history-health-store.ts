import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { AppError, HISTORY_PROBLEMS } from '@shared/errors'
import type { HistoryHealth } from '@shared/ipc/history-health'
import { call, subscribe } from '../ipc/client'

/** The state of the history's file: why nothing can be sent, and what a recovery has carried over. */
export const useHistoryHealthStore = defineStore('history-health', () => {
  const health = shallowRef<HistoryHealth | null>(null)
  /** Whether the user has asked to read a report that was put away. */
  const isReportAskedFor = ref(false)

  const problem = computed(() => health.value?.problem ?? null)
  const report = computed(() => health.value?.recovery ?? null)
  const isReportShown = computed(() => report.value !== null && (isReportAskedFor.value || health.value?.isRecoveryDismissed === false))

  subscribe('history.problem', () => void load().catch(() => undefined))

  async function load(): Promise<void> {
    health.value = await call('history.health', {})
  }

  async function dismissReport(): Promise<void> {
    isReportAskedFor.value = false
    if (health.value === null || health.value.isRecoveryDismissed) return
    health.value = { ...health.value, isRecoveryDismissed: true }
    // A history that cannot be written forgets it; the report then comes again at the next start.
    await call('recovery.dismiss', {}).catch(() => undefined)
  }

  /** Whether an error is the problem the window tells already, so that no other place has to. */
  function isTold(error: unknown): boolean {
    return problem.value !== null && error instanceof AppError && HISTORY_PROBLEMS.some((code) => code === error.code)
  }

  return { health, problem, report, isReportShown, load, isTold, dismissReport, askForReport: () => (isReportAskedFor.value = true) }
})
