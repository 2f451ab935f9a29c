import type { Bridge } from '@shared/ipc/contract'

declare global {
  interface Window {
    /** Put here by the preload; only `ipc/client.ts` reads it. */
    readonly bridge: Bridge
  }
}
