import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import type { Exchange } from '@shared/exchange/exchange'
import type { Locale } from '@shared/settings'
import { useDraftStore } from '../../stores/use-draft-store'
import { aResponse, anExchange, anExchangeUnderWay, shownOf } from '../../testing/exchange-builder'
import { createFakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import CopySummary from './CopySummary.vue'
import ExplanationPanel from './ExplanationPanel.vue'

const startedAt = Date.UTC(2026, 10, 22, 8, 2, 11)

function mountPanel(changes: Partial<Exchange>, locale: Locale = 'en') {
  const bridge = createFakeBridge()
  const panel = mountInPage(ExplanationPanel, { locale, bridge, props: { exchange: shownOf(anExchange({ startedAt, ...changes })) } })
  return { panel, bridge }
}

const refused = (changes: Partial<Exchange>): Partial<Exchange> => ({ outcome: 'refused', resultId: null, ...changes })
const aBan = (seconds: number) =>
  refused({
    code: '7',
    subCode: 'accesscontrol.limited-by-app-api-access-count',
    subMessage: `This ban will last for ${seconds} more seconds`,
    durationMs: 0,
  })

describe('the explanation panel', () => {
  it.each([
    ['en', 'The signature is not the one the platform calculated', 'You can fix this', 'can be diagnosed'],
    ['zh-CN', '签名与平台算出的不一致', '你可以处理', '签名可以逐项诊断'],
  ] as const)('says what a wrong signature means, who can fix it and how, in %s', (locale, ...texts) => {
    const { panel } = mountPanel(refused({ code: '25', message: 'Invalid signature' }), locale)
    for (const text of texts) expect(panel.text()).toContain(text)
    expect(panel.find('[data-explanation=code-25]').exists()).toBe(true)
    panel.unmount()
  })

  it('is absent for a success and while the answer is awaited', () => {
    for (const exchange of [anExchange(), anExchangeUnderWay()].map(shownOf)) {
      const panel = mountInPage(ExplanationPanel, { props: { exchange } })
      expect(panel.find('[data-explanation]').exists()).toBe(false)
      panel.unmount()
    }
  })

  it('warns of a clock that is off even after a success', () => {
    const late = aResponse('{}')
    late.response.head = late.response.head.replace('\r\n', '\r\nDate: Sun, 22 Nov 2026 08:04:10 GMT\r\n')
    const { panel } = mountPanel({ ...late, durationMs: 0, phases: null })
    expect(panel.text()).toContain('2 min behind the server’s')
    expect(panel.text()).not.toContain('Nobody has to fix this')
    panel.unmount()
  })

  it('folds and unfolds, and stays folded for the next exchange', async () => {
    const { panel } = mountPanel(refused({ code: '25' }))
    const button = panel.find('h3 button')
    await button.trigger('click')
    await panel.setProps({ exchange: shownOf(anExchange(refused({ code: '29' }))) })
    expect(button.attributes('aria-expanded')).toBe('false')
    expect(panel.find(`#${button.attributes('aria-controls')}`).isVisible()).toBe(false)
    expect(panel.text()).toContain('does not know this app key')
    panel.unmount()
  })

  it('leads from a missing argument to its field', async () => {
    const { panel } = mountPanel(refused({ code: '40', message: 'Missing required arguments:channelUid' }))
    await panel.find('[data-fact=parameter] button').trigger('click')
    expect(useDraftStore().jump?.path).toBe('ly_create_session_dto.source.channel_uid')
    expect(panel.find('[data-fact=parameter]').text()).toContain('customer id')
    panel.unmount()
  })

  it('names the argument without a way to it when the form holds another operation', () => {
    const { panel } = mountPanel(refused({ code: '40', message: 'Missing required arguments:sid', operation: 'some.other.operation' }))
    expect(panel.find('[data-fact=parameter]').text()).toContain('sid')
    expect(panel.find('[data-fact=parameter] button').exists()).toBe(false)
    panel.unmount()
  })

  it('copies the IP the platform saw', async () => {
    const { panel, bridge } = mountPanel(
      refused({
        code: '11',
        subCode: 'isv.permission-ip-whitelist-limit',
        subMessage: 'The appkey 1 is only allowed to call from 10.0.0.1, but your ip is 203.0.113.7',
      }),
    )
    await panel.find('[data-fact=seen-ip] button').trigger('click')
    expect(bridge.calls.at(-1)).toEqual({ method: 'clipboard.write', request: { text: '203.0.113.7' } })
    panel.unmount()
  })

  it('never renders what a web page brought', () => {
    const page = '<html><head><title>&lt;img src=x onerror=alert(1)&gt;</title></head><body><form><input type="password"></form></body></html>'
    const { panel } = mountPanel({ outcome: 'failed', failure: 'html', resultId: null, ...aResponse(page, 'text/html') })
    expect(panel.find('[data-explanation=page-sign-in]').exists()).toBe(true)
    expect(panel.find('[data-fact=page-title]').text()).toContain('<img src=x onerror=alert(1)>')
    expect(panel.find('img, form, input').exists()).toBe(false)
    panel.unmount()
  })

  it('has room for actions of others', () => {
    const exchange = shownOf(anExchange(refused({ code: '25' })))
    const panel = mountInPage({ render: () => h(ExplanationPanel, { exchange }, { actions: ({ explanation }: { explanation: { id: string } }) => h('em', explanation.id) }) })
    expect(panel.find('em').text()).toBe('code-25')
    panel.unmount()
  })

  describe('counting down a ban', () => {
    beforeEach(() => {
      vi.useFakeTimers({ now: startedAt })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    it('ticks without being read out, and announces the end once', async () => {
      const { panel } = mountPanel(aBan(41))
      const timer = () => panel.find('[role=timer]')
      expect([timer().attributes('aria-live'), timer().text().slice(0, 4)]).toEqual(['off', '0:42'])
      await vi.advanceTimersByTimeAsync(12_000)
      expect(timer().text()).toContain('0:30')
      expect(panel.find('.ban [role=status]').text()).toBe('')
      await vi.advanceTimersByTimeAsync(30_000)
      expect(timer().exists()).toBe(false)
      expect(panel.find('.ban [role=status]').text()).toContain('you can send again')
      expect(vi.getTimerCount()).toBe(0)
      panel.unmount()
    })

    it('announces nothing for a ban that was over before it was looked at', async () => {
      vi.setSystemTime(startedAt + 60_000)
      const { panel } = mountPanel(aBan(1))
      await flushPromises()
      expect(panel.find('.ban').text()).toContain('should have lifted')
      expect(panel.find('.ban [role=status]').text()).toBe('')
      panel.unmount()
    })

    it('announces nothing for a ban that ended while another one was looked at', async () => {
      const { panel } = mountPanel(aBan(1))
      await vi.advanceTimersByTimeAsync(600_000)
      await panel.setProps({ exchange: shownOf(anExchange({ startedAt: startedAt + 100_000, ...aBan(41) })) })
      await flushPromises()
      expect(panel.find('.ban').text()).toContain('should have lifted')
      expect(panel.find('.ban [role=status]').text()).toBe('')
      panel.unmount()
    })

    it('starts anew for another exchange', async () => {
      const { panel } = mountPanel(aBan(1))
      await vi.advanceTimersByTimeAsync(5_000)
      await panel.setProps({ exchange: shownOf(anExchange({ startedAt: startedAt + 5_000, ...aBan(31_062) })) })
      expect(panel.find('[role=timer]').text()).toContain('8:37:43')
      expect(panel.find('.ban [role=status]').text()).toBe('')
      await vi.advanceTimersByTimeAsync(1_000)
      expect(panel.find('[role=timer]').text()).toContain('8:37:42')
      panel.unmount()
    })
  })
})

describe('the button that copies the summary', () => {
  it.each([
    ['en', 'Copied', '## refused', 'session token'],
    ['zh-CN', '已复制', '## 平台拒绝', '授权令牌'],
  ] as const)('copies it masked, and says so, in %s', async (locale, confirmed, title, note) => {
    const bridge = createFakeBridge()
    const button = mountInPage(CopySummary, { locale, bridge, props: { exchange: shownOf(anExchange(refused({ code: '25', message: 'Invalid signature' }))) } })
    await button.trigger('click')
    await flushPromises()
    const { method, request } = bridge.calls.at(-1) as { method: string; request: { text: string } }
    expect(method).toBe('clipboard.write')
    expect(request.text).toContain(title)
    expect(request.text).toContain(note)
    expect(request.text).toContain('`ly_create_session_dto.source.channel_uid` = `testUid`')
    expect(request.text).not.toContain('1a2b3c4d')
    expect(request.text).not.toContain('testNick')
    expect(button.find('[role=status]').text()).toBe(confirmed)
    button.unmount()
  })
})
