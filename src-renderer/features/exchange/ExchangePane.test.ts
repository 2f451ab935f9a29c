import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '@shared/exchange/exchange'
import { FAILURE_KINDS } from '@shared/exchange/outcome'
import type { Locale } from '@shared/settings'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { createFakeBridge } from '../../testing/fake-bridge'
import type { FakeDocuments } from '../../testing/fake-documents'
import { anExchange, sampleOperation } from '../../testing/exchange-builder'
import { mountInPage } from '../../testing/mount-in-page'
import { aSignal } from '../../testing/signal'
import ExchangePane from './ExchangePane.vue'

const DOCUMENTS: FakeDocuments = {
  'request JSON': { text: '{\n  "sid": "testSessionId"\n}', origin: 'sent' },
  'request XML': { text: '<request>\n  <sid>testSessionId</sid>\n</request>', origin: 'converted' },
  'request Raw': { text: 'POST /router/rest HTTP/1.1\n\nsession=%5Bsession+token+1a2b3c4d%5D&sign=A1', origin: 'sent' },
  'response JSON': { text: '{\n  "data": "880000000000000001"\n}' },
  'response XML': { text: '<data>880000000000000001</data>', origin: 'converted' },
  'response Raw': { text: 'HTTP/1.1 200 OK\n\n{"error_response":{"code":50,\n "msg": oops}}' },
  'response Hex': { text: '00000000  7b 22' },
}
const noAnswer = { response: null, decodedBody: null, responseBytes: 0, responseFormat: null, resultId: null, requestId: null }

async function mountExchange(changes: Partial<Exchange> = {}, locale: Locale = 'en', documents: FakeDocuments = {}) {
  const exchange = anExchange(changes)
  const bridge = createFakeBridge({ exchanges: [exchange], documents: { ...DOCUMENTS, ...documents } })
  const pane = mountInPage(ExchangePane, { locale, bridge })
  await useExchangesStore().select(exchange.id)
  await flushPromises()
  return { pane, bridge }
}

const half = (pane: VueWrapper, index: 0 | 1): DOMWrapper<Element> => pane.findAll('.half')[index] as DOMWrapper<Element>
const tab = (of: DOMWrapper<Element>, name: string) => of.findAll('[role=tab]').find((one) => one.text() === name)
async function choose(of: DOMWrapper<Element>, name: string): Promise<void> {
  await tab(of, name)?.trigger('click')
  await flushPromises()
}
const chosenTab = (of: DOMWrapper<Element>) => of.find('[aria-selected=true]').text()
const origin = (of: DOMWrapper<Element>) => of.find('[data-origin]').attributes('data-origin')

describe('the exchange pane', () => {
  it.each(['en', 'zh-CN'] as const)('opens JSON as received and converts to XML, in %s', async (locale) => {
    const { pane } = await mountExchange({}, locale)
    const response = half(pane, 1)
    expect(response.findAll('[role=tab]').map((one) => one.text())).toEqual(['XML', 'JSON', 'Table', 'Raw', 'Hex'])
    expect([chosenTab(response), origin(response)]).toEqual(['JSON', 'received'])
    await choose(response, 'XML')
    expect([chosenTab(response), origin(response)]).toEqual(['XML', 'converted'])
    expect(response.text()).toContain('<data>880000000000000001</data>')
    pane.unmount()
  })

  it('opens with the format that came over the wire', async () => {
    const { pane } = await mountExchange({ responseFormat: 'xml' }, 'en', { 'response XML': { text: '<data>1</data>' } })
    const response = half(pane, 1)
    expect([chosenTab(response), origin(response)]).toEqual(['XML', 'received'])
    pane.unmount()
  })

  it('shows a request as sent, converted and raw with its parameters', async () => {
    const { pane } = await mountExchange()
    const request = half(pane, 0)
    expect([chosenTab(request), origin(request)]).toEqual(['JSON', 'sent'])
    await choose(request, 'XML')
    expect(origin(request)).toBe('converted')
    await choose(request, 'Raw')
    expect(origin(request)).toBe('sent')
    expect(request.text()).toContain('POST /router/rest HTTP/1.1')
    expect(request.find('.cm-masked').text()).toBe('%5Bsession+token+1a2b3c4d%5D')
    expect(request.text()).toContain('The value of session is replaced by a marker')
    await choose(request, 'Table')
    expect(request.find('table').text()).toContain('[session token 1a2b3c4d]')
    pane.unmount()
  })

  it('moves between the views with the arrow keys', async () => {
    const { pane } = await mountExchange()
    const response = half(pane, 1)
    await tab(response, 'JSON')?.trigger('keydown', { key: 'ArrowRight' })
    expect(chosenTab(response)).toBe('Table')
    await tab(response, 'Table')?.trigger('keydown', { key: 'End' })
    expect(chosenTab(response)).toBe('Hex')
    await tab(response, 'Hex')?.trigger('keydown', { key: 'ArrowRight' })
    expect(chosenTab(response)).toBe('XML')
    pane.unmount()
  })

  it.each([
    ['en', 'Line 2, column 9', 'Show the place'],
    ['zh-CN', '第 2 行第 9 列', '查看出错的位置'],
  ] as const)('says where a broken answer breaks, and shows the place in Raw, in %s', async (locale, place, button) => {
    const broken = { reason: 'not-well-formed', problem: { line: 2, column: 9, fault: 'value-expected', reason: 'a value is expected' } } as const
    const { pane } = await mountExchange({ outcome: 'failed', failure: 'not-well-formed' }, locale, { 'response JSON': broken })
    const response = half(pane, 1)
    expect(response.text()).toContain(place)
    await response.findAll('button').find((one) => one.text() === button)?.trigger('click')
    await flushPromises()
    expect(chosenTab(response)).toBe('Raw')
    expect(response.find('.cm-fault').text()).toBe('o')
    pane.unmount()
  })

  it.each([
    ['en', 'succeeded', 'session id', 'Local gateway'],
    ['zh-CN', '成功', '会话 ID', '本机网关'],
  ] as const)('sums up a success in %s', async (locale, word, label, profile) => {
    const { pane } = await mountExchange({}, locale)
    const shown = pane.findAll('[data-outcome]')
    expect(shown.map((one) => one.attributes('data-outcome'))).toEqual(['succeeded'])
    const summary = pane.find('header').text()
    for (const text of [word, label, '880000000000000001', 'zzp0c5fj10y3', '142 ms', 'DNS 8 ms', profile]) expect(summary).toContain(text)
    pane.unmount()
  })

  it('copies the session id through main', async () => {
    const { pane, bridge } = await mountExchange()
    await pane.find('button[aria-label="Copy session id"]').trigger('click')
    expect(bridge.calls.at(-1)).toEqual({ method: 'clipboard.write', request: { text: '880000000000000001' } })
    pane.unmount()
  })

  it.each(FAILURE_KINDS.flatMap((kind) => [[kind, 'en'] as const, [kind, 'zh-CN'] as const]))(
    'says what to do about %s in %s',
    async (failure, locale) => {
      const { pane } = await mountExchange({ ...noAnswer, outcome: 'failed', failure }, locale)
      const advice = pane.find('[data-failure]')
      expect(advice.text()).not.toContain('exchange.advice')
      expect(advice.text()).toContain(locale === 'en' ? 'may have acted' : '可能已经处理')
      pane.unmount()
    },
  )

  it('says that nothing left when nothing did', async () => {
    const { pane } = await mountExchange({ ...noAnswer, outcome: 'failed', failure: 'dns', bytesLeft: false })
    expect(pane.find('[data-failure=dns]').text()).toContain('Nothing left this machine')
    pane.unmount()
  })

  it('goes from under way, with a button to cancel, to the result', async () => {
    const answer = aSignal()
    const pane = mountInPage(ExchangePane, { bridge: createFakeBridge({ sendUntil: answer.given }) })
    const sent = useExchangesStore().send({
      profileId: 'local',
      operation: sampleOperation().name,
      values: {},
      format: 'json',
      signMethod: 'md5',
      sendAnyway: true,
    })
    await flushPromises()
    expect(pane.find('[data-outcome]').attributes('data-outcome')).toBe('in-progress')
    expect(pane.text()).toContain('Waiting for the response')
    expect(pane.find('button.cancel').text()).toBe('Cancel')
    answer.give()
    await sent
    await flushPromises()
    expect(pane.find('[data-outcome]').attributes('data-outcome')).toBe('succeeded')
    expect(chosenTab(half(pane, 1))).toBe('JSON')
    pane.unmount()
  })

  it('words an exchange that cannot be read', async () => {
    const pane = mountInPage(ExchangePane)
    await useExchangesStore().select('gone')
    await flushPromises()
    expect(pane.find('[role=alert]').text()).toContain('This entry was not found')
    pane.unmount()
  })
})
