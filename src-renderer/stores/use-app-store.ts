import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { GatewayStatus, IpcResponse } from '@shared/ipc/contract'
import type { KeychainState } from '@shared/profile/profile'
import { call, subscribe } from '../ipc/client'

/** What the page knows about the program around it: versions, the local gateway, the keychain, the history's health. */
export const useAppStore = defineStore('app', () => {
  const description = ref<IpcResponse<'app.describe'> | null>(null)
  const gateway = ref<GatewayStatus>({ running: false, url: null, fault: null })
  const isGatewayChanging = ref(false)
  /** Null until it was asked for the first time. */
  const keychain = ref<KeychainState | null>(null)
  const isKeychainChecking = ref(false)

  subscribe('gateway.changed', (status) => {
    gateway.value = status
  })

  async function load(): Promise<void> {
    description.value = await call('app.describe', {})
    gateway.value = await call('gateway.status', {})
  }

  async function checkKeychain(): Promise<void> {
    isKeychainChecking.value = true
    try {
      keychain.value = (await call('keychain.check', {})).state
    } finally {
      isKeychainChecking.value = false
    }
  }

  async function changeGateway(method: 'gateway.start' | 'gateway.stop'): Promise<void> {
    isGatewayChanging.value = true
    try {
      gateway.value = await call(method, {})
    } finally {
      isGatewayChanging.value = false
    }
  }

  /** Makes the local gateway misbehave, written as `parseFault` reads it; null makes it behave. `times` null: until switched off. */
  async function setFault(fault: string | null, times: number | null): Promise<void> {
    gateway.value = await call('gateway.misbehave', { fault, times })
  }

  return {
    description,
    gateway,
    isGatewayChanging,
    keychain,
    isKeychainChecking,
    load,
    checkKeychain,
    startGateway: () => changeGateway('gateway.start'),
    stopGateway: () => changeGateway('gateway.stop'),
    setFault,
  }
})
