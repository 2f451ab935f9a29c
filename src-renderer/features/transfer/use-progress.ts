import { onScopeDispose, ref, shallowRef } from 'vue'
import type { TransferProgress } from '@shared/history/transfer/transfer-contract'
import { call, subscribe } from '../../ipc/client'

/** One transfer of the dialog that is open: what it does at the moment, how far it is, why it failed. A dialog that goes away ends it. */
export function useTransferRun() {
  const isRunning = ref(false)
  const progress = shallowRef<TransferProgress | null>(null)
  const failure = shallowRef<unknown>(null)

  const stopListening = subscribe('transfer.progress', (told) => {
    if (isRunning.value) progress.value = told
  })
  onScopeDispose(() => {
    stopListening()
    if (isRunning.value) cancel()
  })

  /** What the transfer gives; null when it failed, which is shown, or when the user gave it up. */
  async function run<T>(transfer: () => Promise<T | null>): Promise<T | null> {
    isRunning.value = true
    progress.value = null
    failure.value = null
    try {
      return await transfer()
    } catch (error) {
      failure.value = error
      return null
    } finally {
      isRunning.value = false
    }
  }

  function cancel(): void {
    void call('transfer.cancel', {}).catch(() => undefined)
  }

  return { isRunning, progress, failure, run, cancel }
}
