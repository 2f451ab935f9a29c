import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import type { Locale } from '@shared/settings'
import { createTranslator } from '../i18n'
import { useAppStore } from '../stores/use-app-store'
import { useProfilesStore } from '../stores/use-profiles-store'
import { useSettingsStore } from '../stores/use-settings-store'
import { createFakeBridge, type FakeBridge } from './fake-bridge'

enableAutoUnmount(afterEach)

export interface MountOptions {
  readonly bridge?: FakeBridge
  readonly locale?: Locale
  readonly props?: Record<string, unknown>
}

/** Mounts a component in the document with real stores, real messages and main in memory, as the page does at its start. */
export async function mountWithStores(component: Component, options: MountOptions = {}): Promise<VueWrapper> {
  Object.assign(window, { bridge: options.bridge ?? createFakeBridge() })
  const pinia = createPinia()
  setActivePinia(pinia)
  await Promise.all([useAppStore().load(), useSettingsStore().load(), useAppStore().checkKeychain()])
  await useProfilesStore().load()
  const wrapper = mount(component, {
    attachTo: document.body,
    props: options.props ?? {},
    global: { plugins: [pinia, createTranslator(options.locale ?? 'en')] },
  })
  await flushPromises()
  return wrapper
}
