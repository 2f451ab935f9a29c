import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { createFakeBridge } from '../../testing/fake-bridge'
import { anExchange, anExchangeUnderWay } from '../../testing/exchange-builder'
import { mountInPage } from '../../testing/mount-in-page'
import HistoryPane from './HistoryPane.vue'

const exchanges = [
  anExchangeUnderWay({ id: 'sending', callerId: 'sid-4' }),
  anExchange({ id: 'refused', callerId: 'sid-3', outcome: 'refused', code: '50', subCode: 'isv.invalid-parameter' }),
  anExchange({ id: 'ok', callerId: 'sid-2', subject: '张三' }),
  anExchange({ id: 'failed', callerId: 'sid-1', outcome: 'failed', failure: 'dns', startedAt: Date.UTC(2026, 9, 1, 12) }),
]

async function mountHistory(locale: 'en' | 'zh-CN') {
  const pane = mountInPage(HistoryPane, { locale, bridge: createFakeBridge({ exchanges }) })
  await flushPromises()
  return { pane, rows: () => pane.findAll('[data-exchange-id]') }
}

describe('the history', () => {
  it.each([
    ['en', ['sending', 'refused', 'succeeded', 'failed']],
    ['zh-CN', ['发送中', '平台拒绝', '成功', '失败']],
  ] as const)('names every row by outcome, caller and time in %s', async (locale, words) => {
    const { pane, rows } = await mountHistory(locale)
    rows().forEach((row, index) => {
      const name = row.attributes('aria-label') ?? ''
      expect(name).toContain(words[index])
      expect(name).toContain(exchanges[index]?.callerId)
      expect(name).toMatch(/\d\d:\d\d:\d\d/)
    })
    expect(rows().map((row) => row.attributes('data-outcome'))).toEqual(['in-progress', 'refused', 'succeeded', 'failed'])
    expect(pane.findAll('h3')).toHaveLength(2)
    pane.unmount()
  })

  it('moves choice and focus with the arrow keys', async () => {
    const { pane, rows } = await mountHistory('en')
    const store = useExchangesStore()
    await rows()[0]?.trigger('click')
    await rows()[0]?.trigger('keydown', { key: 'ArrowDown' })
    await flushPromises()
    expect(store.selectedId).toBe('refused')
    expect(document.activeElement?.getAttribute('data-exchange-id')).toBe('refused')
    await rows()[1]?.trigger('keydown', { key: 'End' })
    await flushPromises()
    expect(store.selectedId).toBe('failed')
    expect(rows().filter((row) => row.attributes('tabindex') === '0')).toHaveLength(1)
    pane.unmount()
  })

  it.each([
    ['en', 'No exchanges yet'],
    ['zh-CN', '还没有记录'],
  ] as const)('says what to do first when it is empty, in %s', async (locale, title) => {
    const pane = mountInPage(HistoryPane, { locale })
    await flushPromises()
    expect(pane.text()).toContain(title)
    pane.unmount()
  })
})
