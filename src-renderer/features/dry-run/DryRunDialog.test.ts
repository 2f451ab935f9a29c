import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import type { Locale } from '@shared/settings'
import { AppError } from '@shared/errors'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import DryRunDialog from './DryRunDialog.vue'

const OPERATION = 'alibaba.lyservice.lippi.session.create'
const PROPS = { request: { profileId: 'local', operation: OPERATION, values: {}, format: 'json', signMethod: 'md5' } }
const FORM = 'method=alibaba.lyservice.lippi.session.create&session=%3Cstored%3E&ly_create_session_dto=%7B%22source%22%3A%7B%22sid%22%3A%22s-1%22%7D%7D&sign=0A1B'

function aBridge(timestampMs = Date.now()) {
  const bridge = createFakeBridge()
  const request = { head: 'POST /router/rest HTTP/1.1\r\n\r\n', body: Uint8Array.from(new TextEncoder().encode(FORM)), masked: ['session'] }
  bridge.answer('exchange.rehearse', async () => ({ operation: OPERATION, gatewayUrl: 'http://127.0.0.1:1/router/rest', timestampMs, sizeBytes: 200, request }))
  return bridge
}

async function mountDialog(bridge: FakeBridge, locale: Locale = 'en') {
  const dialog = mountInPage(DryRunDialog, { bridge, locale, props: PROPS })
  await useProfilesStore().load()
  await flushPromises()
  return dialog
}

it.each([
  ['en', 'Nothing was sent', 'A marker with its fingerprint stands for the session token'],
  ['zh-CN', '没有发送任何内容', '授权令牌以标记代替'],
] as const)('says in %s that nothing was sent, and shows signature, address and what is masked', async (locale, nothing, masked) => {
  const bridge = aBridge()
  const dialog = await mountDialog(bridge, locale)
  for (const words of [nothing, masked, '0A1B', 'http://127.0.0.1:1/router/rest']) expect(dialog.text()).toContain(words)
  expect(bridge.calls.map(({ method }) => method)).not.toContain('exchange.send')
})

it.each([
  ['JSON', '"sid": "s-1"'],
  ['XML', '<sid>s-1</sid>'],
  ['Raw', 'POST /router/rest HTTP/1.1'],
  ['Signing string', '••••'],
] as const)('shows %s', async (name, words) => {
  const bridge = aBridge()
  const dialog = await mountDialog(bridge)
  await dialog.findAll('[role=tab]').find((tab) => tab.text() === name)?.trigger('click')
  await flushPromises()
  expect(dialog.get('.panel').attributes('aria-label')).toBe(name)
  expect(dialog.get('.cm-content').text()).toContain(words)
})

it('says when its timestamp is too old, and builds it again', async () => {
  const bridge = aBridge(Date.now() - 601_000)
  const dialog = await mountDialog(bridge)
  expect(dialog.text()).toContain('more than 10 minutes old')
  bridge.answer('exchange.rehearse', async () => {
    throw new AppError('keychain.locked')
  })
  await dialog.findAll('footer button')[0]?.trigger('click')
  await vi.waitFor(() => expect(dialog.get('[role=alert]').text()).toContain('locked'))
  expect(dialog.text()).not.toContain('0A1B')
})
