import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Exchange } from '@shared/exchange/exchange'
import { createFakeBridge, type FakeBridge } from '../testing/fake-bridge'
import { anExchange, sampleOperation, summaryOf } from '../testing/exchange-builder'
import { installBridge } from '../testing/mount-in-page'
import { aSignal } from '../testing/signal'
import { useExchangesStore } from './use-exchanges-store'
import { useHistorySearchStore } from './use-history-search-store'

const exchanges = [
  anExchange({ id: 'c', callerId: 'sid-3', outcome: 'refused', code: '50', subCode: 'isv.x', tags: ['退款'] }),
  anExchange({ id: 'b', callerId: 'sid-2', outcome: 'refused', code: '25', durationMs: 3_000 }),
  anExchange({ id: 'a', callerId: 'sid-1', note: '退款', durationMs: 10 }),
]

let bridge: FakeBridge

async function prepare(all: readonly Exchange[] = exchanges) {
  bridge = installBridge(createFakeBridge({ exchanges: all }))
  const [list, search] = [useExchangesStore(), useHistorySearchStore()]
  await list.loadFirst()
  return { list, search, listed: () => list.entries.map(({ id }) => id) }
}

/** Lets the pause after a keystroke pass, and what follows it. */
async function settle(): Promise<void> {
  await flushPromises()
  await vi.advanceTimersByTimeAsync(100)
  await flushPromises()
}

const searches = () => bridge.calls.filter(({ method }) => method === 'history.search')
const atEnd = (text: string) => ({ text, caret: text.length })

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => vi.useRealTimers())

describe('a search of the history', () => {
  it('lists what it means, and counts it beside the total', async () => {
    const { list, search, listed } = await prepare()
    search.type(atEnd('退款'))
    await settle()
    expect(listed()).toEqual(['c', 'a'])
    expect([search.found, list.total]).toEqual([2, 3])
    search.clear()
    await settle()
    expect(listed()).toEqual(['c', 'b', 'a'])
    expect([search.found, list.total]).toEqual([3, 3])
  })

  it('is made once for several keystrokes', async () => {
    const { search } = await prepare()
    const before = searches().length
    for (const text of ['s', 'si', 'sid', 'sid-2']) search.type(atEnd(text))
    await settle()
    expect(searches().length - before).toBe(1)
  })

  it('drops the late answer of an older text', async () => {
    const { search, listed } = await prepare()
    const late = aSignal()
    bridge.answer('history.search', async ({ criteria }) => {
      const [condition] = criteria.all[0]?.anyOf ?? []
      const text = condition?.kind === 'text' ? condition.text : ''
      if (text === 'slow') await late.given
      return { entries: [summaryOf(anExchange({ id: text }))], next: null }
    })
    search.type(atEnd('slow'))
    await settle()
    search.type(atEnd('quick'))
    await settle()
    late.give()
    await settle()
    expect(listed()).toEqual(['quick'])
  })

  it('keeps what was found last while the text cannot be understood', async () => {
    const { search, listed } = await prepare()
    search.type(atEnd('code:25'))
    await settle()
    const before = searches().length
    search.type(atEnd('code:25 outcome:may'))
    await settle()
    expect(listed()).toEqual(['b'])
    expect(searches().length).toBe(before)
    const [problem] = search.problems
    expect(search.draft.slice(problem?.span.start, problem?.span.end)).toBe('may')
  })

  it('has chips and text, which are one query', async () => {
    const { search, listed } = await prepare()
    search.type(atEnd('outcome:refused -code:50 sid '))
    expect([search.chips.length, search.draft, search.text]).toEqual([2, 'sid ', 'outcome:refused -code:50 sid'])
    await settle()
    expect(listed()).toEqual(['b'])
    search.negate(1)
    await settle()
    expect(listed()).toEqual(['c'])
    expect(search.edit(1)).toEqual({ text: 'code:50 sid ', caret: 7 })
    expect([search.chips.length, search.text]).toEqual([1, 'outcome:refused code:50 sid'])
    search.editAsText()
    search.type(atEnd('outcome:refused code:25 sid '))
    expect([search.chips.length, search.draft]).toEqual([0, 'outcome:refused code:25 sid '])
    search.commit()
    expect([search.chips.length, search.draft]).toEqual([2, 'sid'])
    expect(search.texts).toEqual(['25', 'sid'])
  })

  it('takes values of facets in and out', async () => {
    const { search, listed } = await prepare()
    const value = (text: string) => ({ text, match: 'exact' }) as const
    search.type(atEnd('sid outcome:refused'))
    search.toggle('code', value('25'), 'any-of')
    search.toggle('code', value('50'), 'any-of')
    await settle()
    expect([search.text, listed()]).toEqual(['outcome:refused code:25,50 sid', ['c', 'b']])
    expect(search.facets.find(({ field }) => field === 'code')?.values.map((one) => one.value).toSorted()).toEqual(['25', '50'])
    search.toggle('outcome', value('refused'), 'any-of')
    search.toggle('code', value('25'), 'any-of')
    search.toggle('after', value('7d'), 'only')
    search.toggle('after', value('30d'), 'only')
    expect(search.text).toBe('code:50 after:30d sid')
  })

  it('does not list a new exchange that it does not mean, but shows it', async () => {
    const { list, search, listed } = await prepare()
    search.setText('outcome:refused')
    await settle()
    const sent = list.send({
      profileId: 'local',
      operation: sampleOperation().name,
      values: { 'ly_create_session_dto.source.sid': 'sid-4' },
      format: 'json',
      signMethod: 'md5',
      sendAnyway: false,
    })
    await settle()
    await sent
    await settle()
    expect(listed()).toEqual(['c', 'b'])
    expect([list.selected?.callerId, list.total, search.found]).toEqual(['sid-4', 4, 2])
  })

  it('follows when exchanges come, go or change', async () => {
    const { search, listed } = await prepare()
    search.setText('is:pinned')
    await settle()
    expect(listed()).toEqual([])
    await (bridge['history.label'] as (request: unknown) => Promise<unknown>)({ selection: { kind: 'exchanges', exchangeIds: ['b'] }, change: { pinned: true } })
    bridge.emit('history.changed', {})
    await settle()
    expect(listed()).toEqual(['b'])
  })

  it('pages within what it means', async () => {
    const many = Array.from({ length: 250 }, (_, index) => anExchange({ id: `e${index}`, outcome: index % 2 === 0 ? 'refused' : 'failed' }))
    const { list, search } = await prepare(many)
    search.setText('outcome:refused')
    await settle()
    expect([list.entries.length, list.hasMore]).toEqual([100, true])
    await list.loadMore()
    expect([list.entries.length, list.hasMore]).toEqual([125, false])
    expect(list.entries.every(({ outcome }) => outcome === 'refused')).toBe(true)
  })

  it('says why it has no answer', async () => {
    const { search, listed } = await prepare()
    bridge.answer('history.search', async () => {
      throw new Error('no disk')
    })
    search.type(atEnd('x'))
    await settle()
    expect(search.error).toMatchObject({ code: 'internal' })
    expect(listed()).toHaveLength(3)
  })
})
