import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ShownExchange } from '@shared/exchange/exchange'

/** The exchange the replay dialog is open for. */
export const useReplayStore = defineStore('replay', () => {
  const exchange = shallowRef<ShownExchange | null>(null)

  function open(repeated: ShownExchange): void {
    exchange.value = repeated
  }

  function close(): void {
    exchange.value = null
  }

  return { exchange, open, close }
})
