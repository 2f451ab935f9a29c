import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h, nextTick, provide, shallowRef } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Exchange } from '@shared/exchange/exchange'
import type { Locale } from '@shared/settings'
import { searchedTextsKey } from '../../composables/use-searched-texts'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { keepSelectionQuiet } from '../../testing/editor-in-page'
import { anExchange } from '../../testing/exchange-builder'
import { createFakeBridge } from '../../testing/fake-bridge'
import type { FakeDocuments } from '../../testing/fake-documents'
import { mountInPage } from '../../testing/mount-in-page'
import ExchangePane from '../exchange/ExchangePane.vue'

const DOCUMENTS: FakeDocuments = {
  'request JSON': { text: '{\n  "sid": "abc",\n  "nick": "退款 Abc"\n}', origin: 'sent' },
  'request XML': { text: '<sid>abc</sid>', origin: 'converted' },
  'request Raw': { text: 'POST /router/rest\n\nsid=abc', origin: 'sent' },
  'response JSON': { text: '{\n  "data": "abc",\n  "msg": "xyz"\n}' },
  'response XML': { text: '<data>abc</data>', origin: 'converted' },
  'response Raw': { text: 'HTTP/1.1 200 OK\nX-Trace: header-only\n\n{}' },
}

async function mountWith(searched: readonly string[], options: { locale?: Locale; exchanges?: Exchange[]; documents?: FakeDocuments } = {}) {
  const texts = shallowRef(searched)
  const exchanges = options.exchanges ?? [anExchange()]
  const bridge = createFakeBridge({ exchanges, documents: { ...DOCUMENTS, ...options.documents } })
  const page = defineComponent(() => {
    provide(searchedTextsKey, texts)
    return () => h(ExchangePane)
  })
  const pane = mountInPage(page, { bridge, locale: options.locale ?? 'en' })
  await useExchangesStore().select(exchanges[0]?.id ?? '')
  await flushPromises()
  return { pane, bridge, texts }
}

let endQuiet = (): void => undefined
beforeEach(() => (endQuiet = keepSelectionQuiet()))
afterEach(() => endQuiet())

const bar = (pane: VueWrapper) => pane.find('.hits')
const status = (pane: VueWrapper) => (bar(pane).exists() ? bar(pane).find('[role=status]').text() : null)
const half = (pane: VueWrapper, index: 0 | 1) => pane.findAll('.half')[index] as DOMWrapper<Element>
const tabOf = (of: DOMWrapper<Element>, name: string) => of.findAll('[role=tab]').find((one) => one.text().startsWith(name))
const marked = (of: DOMWrapper<Element>) => of.findAll('.cm-searchMatch').map((one) => one.text())
const current = (pane: VueWrapper) => pane.findAll('.cm-currentMatch').map((one) => one.text())
const press = (key: string, shiftKey = false) => window.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey }))
const searches = (bridge: ReturnType<typeof createFakeBridge>) => bridge.calls.filter(({ method }) => method === 'document.search')

describe('hits of the search inside a pair', () => {
  it('are not there while nothing is searched for', async () => {
    const { pane, bridge } = await mountWith([])
    expect([bar(pane).exists(), searches(bridge).length]).toEqual([false, 0])
    pane.unmount()
  })

  it.each([
    ['en', '1 of 3', '3 of 3'],
    ['zh-CN', '第 1 处，共 3 处', '第 3 处，共 3 处'],
  ] as const)('are highlighted in both halves and gone through from one into the other, in %s', async (locale, first, last) => {
    const { pane } = await mountWith(['abc'], { locale })
    await expect.poll(() => status(pane)).toBe(first)
    expect([marked(half(pane, 0)), marked(half(pane, 1)), current(pane)]).toEqual([['abc', 'Abc'], ['abc'], ['abc']])
    expect(tabOf(half(pane, 0), 'JSON')?.find('.mark').text()).toBe('2')
    press('F3')
    press('F3')
    await expect.poll(() => status(pane)).toBe(last)
    expect(half(pane, 1).find('.cm-currentMatch').exists()).toBe(true)
    expect(half(pane, 0).find('.cm-currentMatch').exists()).toBe(false)
    press('F3')
    await expect.poll(() => status(pane)).toBe(first)
    press('F3', true)
    await expect.poll(() => status(pane)).toBe(last)
    pane.unmount()
  })

  it('of several texts are one row of places', async () => {
    const { pane } = await mountWith(['退款', 'xyz'])
    await expect.poll(() => status(pane)).toBe('1 of 2')
    expect([marked(half(pane, 0)), marked(half(pane, 1))]).toEqual([['退款'], ['xyz']])
    pane.unmount()
  })

  it('are shown in the response when only it has any', async () => {
    const { pane } = await mountWith(['xyz'])
    await expect.poll(() => status(pane)).toBe('1 of 1')
    expect(half(pane, 1).find('.cm-currentMatch').text()).toBe('xyz')
    pane.unmount()
  })

  it('mark the tab of a view that has them when the shown one has none', async () => {
    const { pane } = await mountWith(['header-only'])
    await expect.poll(() => tabOf(half(pane, 1), 'Raw')?.find('.mark').exists()).toBe(true)
    expect(status(pane)).toBe('“header-only” is not in what is shown')
    expect(half(pane, 0).find('[role=tab] .mark').exists()).toBe(false)
    await tabOf(half(pane, 1), 'Raw')?.trigger('click')
    await expect.poll(() => status(pane)).toBe('1 of 1')
    pane.unmount()
  })

  it('can be closed until something else is searched for', async () => {
    const { pane, texts } = await mountWith(['abc'])
    await expect.poll(() => status(pane)).toBe('1 of 3')
    await bar(pane).findAll('button').at(-1)?.trigger('click')
    await flushPromises()
    expect([bar(pane).exists(), marked(half(pane, 0))]).toEqual([false, []])
    texts.value = ['abc']
    await flushPromises()
    expect(bar(pane).exists()).toBe(false)
    texts.value = ['xyz']
    await expect.poll(() => status(pane)).toBe('1 of 1')
    pane.unmount()
  })

  it('leave the user’s own search in a half alone', async () => {
    const { pane } = await mountWith(['abc'])
    await expect.poll(() => status(pane)).toBe('1 of 3')
    await half(pane, 0).find('button[aria-label="Find"]').trigger('click')
    await half(pane, 0).find('.search input').setValue('nick')
    await expect.poll(() => marked(half(pane, 0))).toEqual(['nick'])
    expect(marked(half(pane, 1))).toEqual(['abc'])
    await half(pane, 0).find('.search input').trigger('keydown', { key: 'Escape' })
    await expect.poll(() => marked(half(pane, 0))).toEqual(['abc', 'Abc'])
    pane.unmount()
  })

  it('are not looked for in what is only passed by', async () => {
    const exchanges = ['one', 'two', 'three'].map((id) => anExchange({ id }))
    const { pane, bridge } = await mountWith(['abc'], { exchanges })
    for (const id of ['two', 'three']) {
      await useExchangesStore().select(id)
      await nextTick()
    }
    await expect.poll(() => status(pane)).toBe('1 of 3')
    expect(new Set(searches(bridge).map(({ request }) => (request as { exchangeId: string }).exchangeId))).toEqual(new Set(['three']))
    pane.unmount()
  })
})
