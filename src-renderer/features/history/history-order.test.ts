import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import { EVERYTHING } from '@shared/history/criteria'
import type { Settings } from '@shared/settings'
import { useNotices } from '../../composables/use-notices'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useHistoryCriteria } from '../../stores/use-history-criteria'
import { useHistorySearchStore } from '../../stores/use-history-search-store'
import { useHistoryGroupsStore } from '../../stores/use-history-groups-store'
import { useHistorySelectionStore } from '../../stores/use-history-selection-store'
import { createFakeBridge } from '../../testing/fake-bridge'
import { anExchange, anExchangeUnderWay, summaryOf } from '../../testing/exchange-builder'
import { mountWithStores } from '../../testing/mount-with-stores'
import HistoryPane from './HistoryPane.vue'

// Without layout nothing has a height, and a virtual list would draw next to nothing.
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900)

const LOCALES = ['zh-CN', 'en'] as const

const exchanges = [
  anExchangeUnderWay({ id: 'sending', callerId: 'sid-5' }),
  anExchange({ id: 'd', callerId: 'sid-4', tags: ['T-1'] }),
  anExchange({ id: 'c', callerId: 'sid-3', outcome: 'refused', code: '50' }),
  anExchange({ id: 'b', callerId: 'sid-2', tags: ['T-1', 'T-2'], name: '退款', note: 'first line\nsecond', pinned: true, parentId: 'a', imported: true }),
  anExchange({ id: 'a', callerId: 'sid-1' }),
]

async function mountHistory(locale: 'en' | 'zh-CN' = 'en', settings: Partial<Settings> = {}) {
  const bridge = createFakeBridge({ exchanges, settings })
  const pane = await mountWithStores(HistoryPane, { bridge, locale })
  const ids = () => pane.findAll('[data-exchange-id]').map((row) => row.attributes('data-exchange-id'))
  /** The row in its day: one that is pinned stands above the days as well. */
  const row = (id: string) => {
    const found = pane.findAll(`[data-exchange-id="${id}"]`).at(-1)
    if (found === undefined) throw new Error(`no row ${id}`)
    return found
  }
  const act = async (id: string, type: string, options: Record<string, unknown> = {}) => {
    await row(id).trigger(type, options)
    await flushPromises()
  }
  const focus = (id: string) => (row(id).element as HTMLElement).focus()
  const calls = (method: string) => bridge.calls.filter((call) => call.method === method).map(({ request }) => request)
  return { bridge, pane, ids, row, act, focus, calls }
}

/** Presses the button of the newest notice. */
async function takeOffer(): Promise<void> {
  useNotices().notices.value.findLast(({ kind }) => kind === 'offer')?.action?.run()
  await flushPromises()
}

describe('a row', () => {
  it.each([
    ['zh-CN', ['名称 退款', '标签 T-1、T-2', '已置顶', '备注：first line', '从文件导入', '重发自另一条记录']],
    ['en', ['name 退款', 'tags T-1, T-2', 'pinned', 'note: first line', 'imported from a file', 'repeats an earlier one']],
  ] as const)('says everything that was written on it, in %s', async (locale, words) => {
    const { row } = await mountHistory(locale)
    for (const word of [...words, 'sid-2']) expect(row('b').attributes('aria-label')).toContain(word)
    expect(row('b').attributes('aria-label')).not.toContain('second')
    expect(row('b').text()).toContain('sid-2')
    expect(row('a').attributes('aria-label')).not.toContain(words[2])
  })

  it('is pinned with a key at once, and stands above the days', async () => {
    const { ids, act, focus, bridge } = await mountHistory()
    expect(ids()).toEqual(['b', 'sending', 'd', 'c', 'b', 'a'])
    let keep = (): void => undefined
    const kept = new Promise<void>((resolve) => (keep = resolve))
    bridge.answer('history.label', async () => {
      await kept
      throw new AppError('history.unavailable')
    })
    focus('c')
    await act('c', 'keydown', { key: 'p' })
    expect(ids().filter((id) => id === 'c')).toHaveLength(2)
    keep()
    await flushPromises()
    expect(ids().filter((id) => id === 'c')).toHaveLength(1)
    expect(useNotices().notices.value.some(({ kind }) => kind === 'error')).toBe(true)
  })
})

describe('groups', () => {
  it.each([
    ['zh-CN', 'tag', ['没有标签，3 条', 'T-1，2 条', 'T-2，1 条']],
    ['en', 'tag', ['No tag, 3', 'T-1, 2', 'T-2, 1']],
    ['zh-CN', 'outcome', ['发送中，1 条', '成功，3 条', '平台拒绝，1 条']],
    ['en', 'outcome', ['sending, 1', 'succeeded, 3', 'refused, 1']],
    ['en', 'sid', ['sid-5, 1', 'sid-4, 1', 'sid-3, 1', 'sid-2, 1', 'sid-1, 1']],
  ] as const)('say in %s what they are and how many, by %s', async (locale, historyGrouping, names) => {
    const { pane } = await mountHistory(locale, { historyGrouping })
    expect(pane.findAll('[data-group]').map((group) => group.attributes('aria-label'))).toEqual(names)
  })

  it('are waited for no more once the days are shown again', async () => {
    const { bridge } = await mountHistory('en', { historyGrouping: 'tag' })
    const groups = useHistoryGroupsStore()
    bridge.answer('history.groups', () => new Promise(() => undefined))
    void groups.load('sid')
    expect(groups.isLoading).toBe(true)
    groups.forget()
    expect(groups.isLoading).toBe(false)
  })

  it('unfold, fold and are walked through with the arrow keys', async () => {
    const { pane, ids } = await mountHistory('en', { historyGrouping: 'tag' })
    const press = async (key: string) => {
      await pane.get(`[data-key]:has(:focus)`).trigger('keydown', { key })
      await flushPromises()
    }
    ;(pane.get('[data-group="T-1"]').element as HTMLElement).focus()
    await press('ArrowRight')
    expect(ids()).toEqual(['d', 'b'])
    await press('ArrowRight')
    expect(useExchangesStore().selectedId).toBe('d')
    await press('ArrowDown')
    expect(useExchangesStore().selectedId).toBe('b')
    await press('ArrowLeft')
    expect(document.activeElement?.getAttribute('data-group')).toBe('T-1')
    await press('ArrowLeft')
    expect(ids()).toEqual([])
  })

  it('read their exchanges page by page, and keep them when something new comes', async () => {
    const many = Array.from({ length: 250 }, (_, index) => anExchange({ id: `e${index}`, callerId: 'one', startedAt: 1_000_000 - index }))
    const bridge = createFakeBridge({ exchanges: many, settings: { historyGrouping: 'sid' } })
    await mountWithStores(HistoryPane, { bridge })
    const groups = useHistoryGroupsStore()
    await groups.toggle('one')
    await groups.loadMoreOf('one')
    await groups.loadMoreOf('one')
    const ids = groups.groups[0]?.entries.map(({ id }) => id)
    expect(ids).toEqual(many.map(({ id }) => id))
    await groups.refresh()
    expect(groups.groups[0]?.entries.map(({ id }) => id)).toEqual(ids)
    expect(groups.groups[0]?.hasMore).toBe(false)
  })
})

describe('what is chosen', () => {
  it('grows with Ctrl and Shift, with Space, and ends with Escape or with other criteria', async () => {
    const { act, focus } = await mountHistory()
    const selection = useHistorySelectionStore()
    await act('d', 'pointerdown')
    await act('d', 'click', { ctrlKey: true })
    await act('b', 'pointerdown')
    await act('b', 'click', { shiftKey: true })
    expect([selection.count, ['d', 'c', 'b', 'a'].map((id) => selection.has(id))]).toEqual([3, [true, true, true, false]])
    focus('c')
    await act('c', 'keydown', { key: ' ' })
    expect([selection.count, selection.has('c')]).toEqual([2, false])
    await act('c', 'keydown', { key: 'Escape' })
    expect(selection.count).toBe(0)
    // The row that is open belongs to the first choice, so that two can be compared with a click each.
    await act('a', 'click')
    await act('d', 'click', { ctrlKey: true })
    expect([selection.count, selection.has('a'), selection.has('d')]).toEqual([2, true, true])
    await act('a', 'click', { ctrlKey: true })
    expect([selection.count, selection.has('a')]).toEqual([1, false])
    await act('c', 'keydown', { key: ' ' })
    useHistoryCriteria().criteria = { ...EVERYTHING, all: [{ not: false, anyOf: [{ kind: 'is', trait: 'pinned' }] }] }
    await flushPromises()
    expect(selection.count).toBe(0)
  })

  it.each([
    ['zh-CN', '已选 5 条'],
    ['en', '5 selected'],
  ] as const)('is everything that is found with Ctrl+A, and is labelled as that, in %s', async (locale, words) => {
    const { pane, act, focus, calls } = await mountHistory(locale)
    focus('c')
    await act('c', 'keydown', { key: 'a', ctrlKey: true })
    expect(pane.get('[role="toolbar"]').text()).toContain(words)
    await pane.get('[role="toolbar"] [data-action="tag"]').trigger('click')
    const field = pane.get<HTMLInputElement>('[role="toolbar"] [role="combobox"]')
    await field.setValue('T-9')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(calls('history.label')).toEqual([{ selection: { kind: 'criteria', criteria: EVERYTHING }, change: { addTags: ['T-9'] } }])
    expect(pane.findAll('[data-exchange-id]').every((row) => row.text().includes('T-9') || row.attributes('aria-label')?.includes('T-9'))).toBe(true)
  })
})

describe('what is pinned', () => {
  it('is asked for where it stands above the days, and by no search', async () => {
    const { calls, ids } = await mountHistory()
    const asked = () => calls('history.search').filter((request) => (request as { limit: number }).limit === 50).length
    expect([asked(), ids()[0]]).toEqual([1, 'b'])
    await useExchangesStore().show({ ...EVERYTHING, all: [{ not: false, anyOf: [{ kind: 'is', trait: 'tagged' }] }] })
    await flushPromises()
    expect([asked(), ids()]).toEqual([1, ['d', 'b']])
    await useExchangesStore().show(EVERYTHING)
    await flushPromises()
    expect([asked(), ids()[0]]).toEqual([2, 'b'])
  })
})

describe('deleting', () => {
  it.each(LOCALES)('leaves what is under way, keeps the keys in the list, and is undone in place, in %s', async (locale) => {
    const { ids, act, focus, pane } = await mountHistory(locale, { pinnedFirst: false })
    await act('c', 'click')
    focus('c')
    await act('c', 'keydown', { key: 'a', ctrlKey: true })
    await act('c', 'keydown', { key: 'Delete' })
    expect(ids()).toEqual(['sending'])
    await takeOffer()
    expect(ids()).toEqual(['sending', 'd', 'c', 'b', 'a'])
    expect(useExchangesStore().selectedId).toBe('c')

    focus('c')
    await act('c', 'keydown', { key: 'Delete' })
    expect(ids()).toEqual(['sending', 'd', 'b', 'a'])
    expect(useExchangesStore().selectedId).toBeNull()
    expect(document.activeElement?.getAttribute('data-exchange-id')).toBe('b')
    await act('b', 'keydown', { key: 'z', ctrlKey: true })
    expect(ids()).toEqual(['sending', 'd', 'c', 'b', 'a'])
    expect(pane.find('[role="toolbar"]').exists()).toBe(false)
  })

  it('lists what was removed, which can be brought back and nothing else', async () => {
    const { pane, ids, act, focus, row } = await mountHistory('en', { pinnedFirst: false })
    focus('d')
    await act('d', 'keydown', { key: 'Delete' })
    useHistorySearchStore().setText('is:removed')
    await useHistorySearchStore().search()
    await flushPromises()
    expect(ids()).toEqual(['d'])
    await row('d').trigger('contextmenu')
    await flushPromises()
    expect(pane.findAll('[role="menu"] [role="menuitem"][data-action]').map((item) => item.attributes('data-action')).filter((id) => id !== 'clear')).toEqual(['restore'])
    await pane.get('[role="menu"] [data-action="restore"]').trigger('click')
    await flushPromises()
    expect(ids()).toEqual([])
    useHistorySearchStore().clear()
    await useHistorySearchStore().search()
    await flushPromises()
    expect(ids()).toEqual(['sending', 'd', 'c', 'b', 'a'])
  })

  it('leaves what was found meanwhile where it is', async () => {
    const { bridge, ids, act, focus } = await mountHistory('en', { pinnedFirst: false })
    focus('c')
    await act('c', 'keydown', { key: 'Delete' })
    bridge.emit('exchange.finished', summaryOf(anExchange({ id: 'new' })))
    await takeOffer()
    expect(ids()).toEqual(['new', 'sending', 'd', 'c', 'b', 'a'])
  })
})
