import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Locale } from '@shared/settings'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { aProfile, createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import ComposePane from './ComposePane.vue'

const SID = 'ly_create_session_dto.source.sid'
const REMOTE = aProfile({ id: 'remote', builtIn: false, name: 'Remote', environment: 'production', gatewayUrl: 'https://gw.example/router/rest' })

async function mountForm({ locale = 'en', isLocal = false, count = 1 }: { locale?: Locale; isLocal?: boolean; count?: number } = {}) {
  const bridge = createFakeBridge({ profiles: [isLocal ? aProfile() : REMOTE] })
  const newest = { exchangeId: 'earlier', startedAt: Date.UTC(2026, 10, 22, 10), outcome: 'succeeded' } as const
  bridge.answer('history.uses', async () => (count === 0 ? { count, newest: null } : { count, newest }))
  const pane = await mountWithStores(ComposePane, { bridge, locale })
  useDraftStore().fillExample()
  const send = async () => {
    await pane.findAll('.send').at(-1)?.trigger('click')
    await flushPromises()
  }
  return { pane, send, sends: () => bridge.calls.filter(({ method }) => method === 'exchange.send').length }
}

const question = (pane: VueWrapper) => pane.find('[role=alertdialog]')

describe('an id that was sent to a real gateway before', () => {
  it.each([
    ['en', 'This sid was used before. Send it again?', 'This is Production'],
    ['zh-CN', '这个 sid 已经用过，仍然发送？', '这是生产环境'],
  ] as const)('is asked about once, and sent when that is wanted, in %s', async (locale, title, live) => {
    const { pane, send, sends } = await mountForm({ locale })
    await send()
    expect([question(pane).text().includes(title), question(pane).text().includes(live), sends()]).toEqual([true, true, 0])
    // Whoever presses Enter without reading goes back.
    expect(document.activeElement).toBe(question(pane).findAll('footer button')[0]?.element)
    await question(pane).findAll('footer button')[1]?.trigger('click')
    await flushPromises()
    expect([question(pane).exists(), sends()]).toEqual([false, 1])
  })

  it('is not asked about any more when another one is typed', async () => {
    const { pane, send } = await mountForm()
    await send()
    useDraftStore().setValue(SID, 'another')
    await flushPromises()
    expect(question(pane).exists()).toBe(false)
  })

  it('leads to the exchange that used it', async () => {
    const { pane, send } = await mountForm()
    await send()
    await question(pane).find('.uses button').trigger('click')
    expect(useExchangesStore().selectedId).toBe('earlier')
  })

  it.each([
    ['at the local gateway', { isLocal: true }],
    ['that is new', { count: 0 }],
  ] as const)('is no question %s', async (_, given) => {
    const { pane, send, sends } = await mountForm(given)
    await send()
    expect([question(pane).exists(), sends()]).toEqual([false, 1])
  })
})
