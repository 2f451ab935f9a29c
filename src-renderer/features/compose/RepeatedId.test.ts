import { expect, it } from 'vitest'
import type { Locale } from '@shared/settings'
import { useDraftStore } from '../../stores/use-draft-store'
import { createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import RepeatedId from './RepeatedId.vue'

const SID = 'ly_create_session_dto.source.sid'

async function mountWith(count: number, locale: Locale) {
  const bridge = createFakeBridge()
  const newest = count === 0 ? null : { exchangeId: 'exchange-1', startedAt: Date.UTC(2026, 10, 22, 10), outcome: 'unknown' as const }
  bridge.answer('history.uses', async ({ callerId }) => (callerId === 'used' ? { count, newest } : { count: 0, newest: null }))
  const wrapper = await mountWithStores(RepeatedId, { bridge, locale })
  return { wrapper, bridge }
}

it.each([
  ['en', /sid was already sent to this gateway 3 times.*unknown.*may create another session/],
  ['zh-CN', /sid 已向该网关发送过 3 次.*结果未知.*重复创建会话/],
] as const)('warns in %s of an id that was used, and takes it back with the id', async (locale, words) => {
  const { wrapper } = await mountWith(3, locale)
  useDraftStore().setValue(SID, 'used')
  await expect.poll(() => wrapper.text()).toMatch(words)
  useDraftStore().setValue(SID, 'another')
  await expect.poll(() => wrapper.text()).toBe('')
})

it('asks nothing without an id', async () => {
  const { wrapper, bridge } = await mountWith(3, 'en')
  useDraftStore().setValue(SID, 'used')
  await expect.poll(() => wrapper.text()).not.toBe('')
  useDraftStore().setValue(SID, '')
  await expect.poll(() => wrapper.text()).toBe('')
  expect(bridge.calls.filter(({ method }) => method === 'history.uses')).toHaveLength(1)
})
