import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import type { ShownComparison, ShownDifference } from '@shared/exchange/compare/compare-contract'
import type { IpcRequest } from '@shared/ipc/contract'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { keepSelectionQuiet } from '../../testing/editor-in-page'
import { anExchange, summaryOf } from '../../testing/exchange-builder'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import CompareMenu from './CompareMenu.vue'
import ComparisonHost from './ComparisonHost.vue'
import { useComparison, type ComparedSide } from './use-comparison'

enableAutoUnmount(afterEach)
let loud = (): void => {}
beforeAll(() => (loud = keepSelectionQuiet()))
afterAll(() => loud())

const OLD = anExchange({ id: 'old', callerId: 's-1', startedAt: 1_000 })
const OTHER = anExchange({ id: 'other', callerId: 's-9', startedAt: 2_000 })
const NEW = anExchange({ id: 'new', callerId: 's-1', startedAt: 3_000, outcome: 'refused', code: '40' })
const ONE: ComparedSide = { kind: 'exchange', exchangeId: 'old' }
const TWO: ComparedSide = { kind: 'exchange', exchangeId: 'new' }

const aSide = (text: string, line: number, path = '$.sid') => ({ path, text, from: 0, length: text.length, line })
const CHANGED: ShownDifference = {
  kind: 'changed',
  name: 'sid',
  isContainer: false,
  note: null,
  pattern: '$.sid',
  label: { zh: '会话 ID', en: 'session id' },
  left: aSide('"s-1"', 1),
  right: aSide('"s-2"', 1),
}
const ADDED: ShownDifference = { ...CHANGED, kind: 'added', name: 'n', pattern: '$.n', label: null, left: null, right: aSide('1.10', 2, '$.n') }
const FOUND: ShownComparison = {
  kind: 'structural',
  format: 'json',
  left: { origin: 'received', text: '{\n  "sid": "s-1"\n}', ignoredLines: [0], reason: null },
  right: { origin: 'received', text: '{\n  "sid": "s-2",\n  "n": 1.10\n}', ignoredLines: [], reason: null },
  differences: [CHANGED, ADDED],
  total: 2,
  ignored: [{ pattern: 'sign', count: 1 }],
  isStopped: false,
}

function aBridge(found: ShownComparison = FOUND): FakeBridge {
  const bridge = createFakeBridge({ exchanges: [NEW, OTHER, OLD] })
  bridge.answer('compare.documents', async () => found)
  return bridge
}

async function opened(bridge: FakeBridge, left: ComparedSide = ONE, right: ComparedSide = TWO, locale: 'en' | 'zh-CN' = 'en'): Promise<VueWrapper> {
  const page = mountInPage(ComparisonHost, { bridge, locale })
  useComparison().open(left, right)
  await flushPromises()
  return page
}

const asked = (bridge: FakeBridge): IpcRequest<'compare.documents'>[] =>
  bridge.calls.filter(({ method }) => method === 'compare.documents').map(({ request }) => request as IpcRequest<'compare.documents'>)
const byName = (page: VueWrapper, name: string) => page.findAll('button').find((button) => button.attributes('aria-label') === name || button.text().includes(name))

describe('the comparison', () => {
  it('lists and counts the differences with their values and what their fields are called', async () => {
    const page = await opened(aBridge())
    expect(page.get('.count[role="status"]').text()).toBe('2 differences, 1 ignored')
    const items = page.findAll('.differences li')
    expect(items.map((item) => item.get('.path').text())).toEqual(['$.sid', '$.n'])
    expect(items[0]?.text()).toContain('session id')
    expect(items[0]?.findAll('.value code').map((value) => value.text())).toEqual(['"s-1"', '"s-2"'])
    expect(items[1]?.findAll('.value code').map((value) => value.text())).toEqual(['(not there)', '1.10'])
    expect(page.get('[aria-current="true"]').attributes('aria-label')).toBe('1 of 2: changed, $.sid')
  })

  it('shows quietly the lines in which only something ignored differs', async () => {
    const page = await opened(aBridge())
    expect(page.findAll('.cm-ignoredDifference').map((line) => line.text())).toEqual(['{'])
  })

  it('asks for one half at a time, in the format both answers came in', async () => {
    const bridge = aBridge()
    const page = await opened(bridge)
    await byName(page, 'Response')?.trigger('click')
    await flushPromises()
    const half = (exchangeId: string, which: string) => ({ kind: 'exchange', exchangeId, half: which })
    expect(asked(bridge)).toEqual([
      { left: half('old', 'request'), right: half('new', 'request'), ignore: ['sign', 'timestamp', 'request_id', 'comment()'], format: 'json' },
      { left: half('old', 'response'), right: half('new', 'response'), ignore: ['sign', 'timestamp', 'request_id', 'comment()'], format: 'json' },
    ])
  })

  it('marks in both texts the line of the difference that is looked at, and goes on with F8 and back with Shift+F8', async () => {
    const page = await opened(aBridge())
    const marked = () => page.findAll('.cm-currentDifference').map((line) => line.text().trim())
    expect(marked()).toEqual(['"sid": "s-1"', '"sid": "s-2",'])
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8' }))
    await flushPromises()
    expect(marked()).toEqual(['"n": 1.10'])
    expect(page.get('[aria-current="true"]').attributes('aria-label')).toBe('2 of 2: added, $.n')
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', shiftKey: true }))
    await flushPromises()
    expect(marked()).toHaveLength(2)
    await page.findAll('.choose')[1]?.trigger('click')
    expect(marked()).toEqual(['"n": 1.10'])
  })

  it('asks again with what the user wants ignored, keeps that, and takes what is no path for none', async () => {
    const bridge = aBridge()
    const page = await opened(bridge)
    await page.findAll('.ignore')[0]?.trigger('click')
    await flushPromises()
    expect(asked(bridge).at(-1)?.ignore).toContain('$.sid')
    expect(bridge.calls.find(({ method }) => method === 'settings.save')?.request).toEqual({ ignoredInComparisons: ['$.sid'] })

    await page.get('form.add input').setValue('a..b')
    await page.get('form.add').trigger('submit')
    expect(page.get('[role="alert"]').text()).toContain('cannot be read')
    await page.get('form.add input').setValue('items[*].time')
    await page.get('form.add').trigger('submit')
    await flushPromises()
    expect(asked(bridge).at(-1)?.ignore).toContain('items[*].time')

    await byName(page, 'Stop ignoring $.sid')?.trigger('click')
    await byName(page, 'Ignore sign (differs between any two calls)')?.trigger('click')
    await flushPromises()
    expect(asked(bridge).at(-1)?.ignore).toEqual(['timestamp', 'request_id', 'comment()', 'items[*].time'])
  })

  it('offers to ignore the id of what was created, in the answers only', async () => {
    const bridge = aBridge()
    const page = await opened(bridge)
    expect(byName(page, 'Ignore the session id')).toBeUndefined()
    await byName(page, 'Response')?.trigger('click')
    await flushPromises()
    await byName(page, 'Ignore the session id')?.trigger('click')
    await flushPromises()
    expect(asked(bridge).at(-1)?.ignore).toContain('result.data')
  })

  it('compares the facts and says which differ', async () => {
    const page = await opened(aBridge())
    expect(page.get('summary').text()).toContain('Facts: 2 differ')
    expect(page.get('[data-fact="outcome"]').findAll('td').map((cell) => cell.text())).toEqual(['succeeded', 'refused'])
    expect(page.findAll('tr.differs').map((row) => row.attributes('data-fact'))).toEqual(['outcome', 'code'])
  })

  it('swaps the sides', async () => {
    const bridge = aBridge()
    const page = await opened(bridge)
    await byName(page, 'Swap the sides')?.trigger('click')
    await flushPromises()
    expect(asked(bridge).at(-1)).toMatchObject({ left: { exchangeId: 'new' }, right: { exchangeId: 'old' } })
    expect(page.get('[data-side="A"]').text()).toContain('refused')
  })

  it('of a request that was not sent has no answer to compare', async () => {
    const bridge = aBridge()
    const page = await opened(bridge, ONE, { kind: 'draft', operation: OLD.operation, values: { 'a.b': '1' } })
    expect(page.findAll('[role="tab"]').map((tab) => tab.text())).toEqual(['Request', 'XML', 'JSON'])
    expect(asked(bridge)[0]?.right).toEqual({ kind: 'draft', operation: OLD.operation, values: { 'a.b': '1' } })
    expect(page.get('[data-side="B"]').text()).toContain('The form (not sent)')
  })

  it('copies a table in the language of the window', async () => {
    const bridge = aBridge()
    const copied: string[] = []
    bridge.answer('clipboard.write', async ({ text }) => {
      copied.push(text)
      return {}
    })
    const page = await opened(bridge, ONE, TWO, 'zh-CN')
    await byName(page, '复制为 Markdown')?.trigger('click')
    await flushPromises()
    expect(copied[0] ?? page.html()).toContain('| 修改 | `$.sid` | `s-1` | `s-2` |')
  })

  it('compares lines where there is no structure, and says why', async () => {
    const side = { ...FOUND.left, text: 'a' }
    const page = await opened(
      aBridge({ ...FOUND, kind: 'text', left: { ...side, reason: 'not-well-formed' }, differences: [{ ...CHANGED, left: aSide('x', 0, '1'), right: aSide('y', 0, '1') }], total: 1, ignored: [] }),
    )
    expect(page.get('.remark').text()).toBe('One side is not whole XML or JSON, so the lines are compared (Side A: not well-formed).')
    expect(page.get('.path').text()).toBe('line 1')
  })

  it('says when it was stopped, when texts are too large to show, and when there is nothing to compare', async () => {
    const stopped = await opened(aBridge({ ...FOUND, isStopped: true, total: 9_000, left: { ...FOUND.left, text: null } }))
    expect(stopped.findAll('.remark').map((remark) => remark.text())).toEqual([
      'This took too long and was stopped: there may be more differences.',
      'Only the first 2 are listed.',
    ])
    expect(stopped.text()).toContain('Too large to be shown side by side')
    const none = await opened(aBridge({ kind: 'none', left: null, right: 'empty' }))
    expect(none.text()).toContain('Side B: nothing there')
  })

  it('shows why an exchange could not be read or compared', async () => {
    const gone = await opened(aBridge(), ONE, { kind: 'exchange', exchangeId: 'gone' })
    expect(gone.findAll('[role="alert"]')).toHaveLength(1)
    const bridge = aBridge()
    bridge.answer('compare.documents', async () => {
      throw new AppError('document.reader-lost')
    })
    const lost = await opened(bridge)
    expect(lost.findAll('[role="alert"]')).toHaveLength(1)
    expect(lost.get('.count[role="status"]').text()).toBe('')
  })

  it('shows the answer to the last question only', async () => {
    const bridge = aBridge()
    const answers: ((found: ShownComparison) => void)[] = []
    bridge.answer('compare.documents', () => new Promise((resolve) => answers.push(resolve)))
    const page = await opened(bridge)
    await byName(page, 'Response')?.trigger('click')
    await flushPromises()
    answers[1]?.({ ...FOUND, differences: [], total: 0, ignored: [] })
    await flushPromises()
    answers[0]?.(FOUND)
    await flushPromises()
    expect(page.get('.count[role="status"]').text()).toBe('No differences')
  })
})

describe('the menu of an exchange', () => {
  async function menuOf(id: string) {
    const exchange = [NEW, OTHER, OLD].find((one) => one.id === id) ?? NEW
    const page = mountInPage(CompareMenu, { bridge: aBridge(), props: { exchange: summaryOf(exchange) } })
    await useExchangesStore().loadFirst()
    await flushPromises()
    return page
  }

  it('compares with the last one of the same id, with the one before, and with the form', async () => {
    const page = await menuOf('new')
    expect(page.findAll('[role="menuitem"]').map((item) => item.attributes('data-compare'))).toEqual(['sameId', 'before', 'form'])
    await page.get('[data-compare="sameId"]').trigger('click')
    expect(useComparison().pair).toEqual({ left: ONE, right: TWO })
    await page.get('[data-compare="before"]').trigger('click')
    expect(useComparison().pair).toEqual({ left: { kind: 'exchange', exchangeId: 'other' }, right: TWO })
    await page.get('[data-compare="form"]').trigger('click')
    expect(useComparison().pair).toMatchObject({ left: TWO, right: { kind: 'draft', operation: NEW.operation } })
  })

  it('of the oldest exchange offers the form alone', async () => {
    const page = await menuOf('old')
    expect(page.findAll('[role="menuitem"]').map((item) => item.attributes('data-compare'))).toEqual(['form'])
  })
})
