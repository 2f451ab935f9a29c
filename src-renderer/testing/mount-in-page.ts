import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import type { Locale } from '@shared/settings'
import { copyTextKey } from '../composables/copy-text'
import { createTranslator } from '../i18n'
import { call } from '../ipc/client'
import { createFakeBridge, type FakeBridge } from './fake-bridge'

/** Puts a bridge where the preload would. */
export function installBridge(bridge: FakeBridge): FakeBridge {
  Object.defineProperty(window, 'bridge', { value: bridge, configurable: true })
  return bridge
}

/** Mounts a component with everything the app gives it: bridge, stores, messages, clipboard. */
export function mountInPage(
  component: Component,
  options: { locale?: Locale; bridge?: FakeBridge; props?: Record<string, unknown> } = {},
): VueWrapper {
  installBridge(options.bridge ?? createFakeBridge())
  const pinia = createPinia()
  setActivePinia(pinia)
  return mount(component, {
    props: options.props ?? {},
    attachTo: document.body,
    global: {
      plugins: [pinia, createTranslator(options.locale ?? 'en')],
      provide: {
        [copyTextKey as symbol]: async (text: string) => {
          await call('clipboard.write', { text })
        },
      },
    },
  })
}
