import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { EVERYTHING } from '@shared/history/criteria'
import { createFakeBridge } from '../testing/fake-bridge'
import { anExchange, sampleOperation, shownOf, summaryOf } from '../testing/exchange-builder'
import { installBridge } from '../testing/mount-in-page'
import { aSignal } from '../testing/signal'
import { useExchangesStore } from './use-exchanges-store'

const request = {
  profileId: 'local',
  operation: sampleOperation().name,
  values: { 'ly_create_session_dto.source.sid': 'sid-1' },
  format: 'json',
  signMethod: 'md5',
  sendAnyway: false,
} as const

const manyExchanges = Array.from({ length: 150 }, (_, index) => anExchange({ id: `e${index}`, startedAt: 1_000_000 - index }))

beforeEach(() => setActivePinia(createPinia()))

describe('the exchanges', () => {
  it('are read page by page behind the last entry', async () => {
    const bridge = installBridge(createFakeBridge({ exchanges: manyExchanges }))
    const store = useExchangesStore()
    await store.loadFirst()
    expect([store.entries.length, store.total, store.hasMore]).toEqual([100, 150, true])
    await store.loadMore()
    expect([store.entries.length, store.hasMore]).toEqual([150, false])
    expect(bridge.calls.at(-1)?.request).toMatchObject({ before: '100' })
  })

  it('take in what another program has recorded, and keep what was loaded', async () => {
    const bridge = installBridge(createFakeBridge({ exchanges: manyExchanges }))
    const store = useExchangesStore()
    await store.loadFirst()
    await store.loadMore()
    const other = anExchange({ id: 'from-the-command-line', startedAt: 2_000_000 })
    bridge.answer('history.search', async () => ({ entries: [other, ...manyExchanges.slice(0, 99)], next: '100' }))
    bridge.answer('history.facets', async () => ({ total: 151, isComplete: true, facets: [] }))
    await store.refresh()
    expect([store.entries.length, store.entries[0]?.id, store.total, store.hasMore]).toEqual([151, 'from-the-command-line', 151, false])
  })

  it('are counted in all also when a search overtakes the first list', async () => {
    installBridge(createFakeBridge({ exchanges: manyExchanges }))
    const store = useExchangesStore()
    const first = store.loadFirst()
    await store.show({ ...EVERYTHING, all: [{ not: false, anyOf: [{ kind: 'is', trait: 'pinned' }] }] })
    await first
    expect([store.facets?.total, store.total]).toEqual([0, 150])
  })

  it('leave no gap when another program has recorded more than a page', async () => {
    const bridge = installBridge(createFakeBridge({ exchanges: manyExchanges }))
    const store = useExchangesStore()
    await store.loadFirst()
    const others = Array.from({ length: 100 }, (_, index) => anExchange({ id: `other${index}`, startedAt: 3_000_000 - index }))
    bridge.answer('history.search', async () => ({ entries: others, next: '100' }))
    bridge.answer('history.facets', async () => ({ total: 300, isComplete: true, facets: [] }))
    await store.refresh()
    expect([store.entries.length, store.entries.at(-1)?.id, store.hasMore]).toEqual([100, 'other99', true])
  })

  it('are not loaded twice at once', async () => {
    const bridge = installBridge(createFakeBridge({ exchanges: manyExchanges }))
    const store = useExchangesStore()
    await Promise.all([store.loadFirst(), store.refresh()])
    expect(bridge.calls.filter(({ method }) => method === 'history.search')).toHaveLength(1)
  })

  it('show a request as soon as it started, select it, and complete it', async () => {
    const answer = aSignal()
    installBridge(createFakeBridge({ sendUntil: answer.given }))
    const store = useExchangesStore()
    const sent = store.send(request)
    await flushPromises()
    expect(store.entries[0]).toMatchObject({ callerId: 'sid-1', outcome: null })
    expect(store.selectedId).toBe(store.inFlightId)
    expect(store.selected?.outcome).toBeNull()
    answer.give()
    await sent
    await flushPromises()
    expect([store.total, store.entries.length, store.inFlightId]).toEqual([1, 1, null])
    expect(store.selected?.outcome).toBe('succeeded')
  })

  it('are read once when one ends, though the event and the answer both tell of it', async () => {
    const ended = anExchange({ id: 'slow-to-read' })
    const readable = aSignal()
    const bridge = installBridge(createFakeBridge())
    bridge.answer('exchange.send', async () => {
      bridge.emit('exchange.started', { ...summaryOf(ended), outcome: null })
      bridge.emit('exchange.finished', summaryOf(ended))
      return summaryOf(ended)
    })
    bridge.answer('history.read', async () => readable.given.then(() => shownOf(ended)))
    const store = useExchangesStore()
    await store.send(request)
    readable.give()
    await flushPromises()
    expect(store.selected?.outcome).toBe('succeeded')
    // Once when it started, once when it ended.
    expect(bridge.calls.filter(({ method }) => method === 'history.read')).toHaveLength(2)
  })

  it('show a request whose answer overtakes the news that it started', async () => {
    const ended = anExchange({ id: 'quick' })
    const bridge = installBridge(createFakeBridge({ exchanges: [ended] }))
    bridge.answer('exchange.send', async () => summaryOf(ended))
    const store = useExchangesStore()
    await store.send(request)
    bridge.emit('exchange.started', { ...summaryOf(ended), outcome: null })
    await flushPromises()
    expect([store.selected?.id, store.entries[0]?.outcome, store.inFlightId]).toEqual(['quick', 'succeeded', null])
  })

  it('leave the choice of another exchange alone when one ends', async () => {
    const answer = aSignal()
    installBridge(createFakeBridge({ sendUntil: answer.given, exchanges: [anExchange({ id: 'old' })] }))
    const store = useExchangesStore()
    await store.loadFirst()
    const sent = store.send(request)
    await flushPromises()
    await store.select('old')
    answer.give()
    await sent
    await flushPromises()
    expect(store.selected?.id).toBe('old')
  })

  it('cancel what is under way', async () => {
    const answer = aSignal()
    installBridge(createFakeBridge({ sendUntil: answer.given }))
    const store = useExchangesStore()
    const sent = store.send(request)
    await flushPromises()
    await store.cancel()
    answer.give()
    await sent
    expect(store.entries[0]).toMatchObject({ outcome: 'unknown', failure: 'cancelled' })
  })

  it('ignore an answer that comes after the choice moved on', async () => {
    const bridge = installBridge(createFakeBridge())
    const late = aSignal()
    bridge.answer('history.read', async ({ exchangeId }) => {
      if (exchangeId === 'slow') await late.given
      return shownOf(anExchange({ id: exchangeId }))
    })
    const store = useExchangesStore()
    const slow = store.select('slow')
    await store.select('quick')
    late.give()
    await slow
    expect(store.selected?.id).toBe('quick')
  })

  it('keep the reason why one could not be read', async () => {
    installBridge(createFakeBridge())
    const store = useExchangesStore()
    await store.select('gone')
    expect(store.readError).toMatchObject({ code: 'history.unknown-entry' })
  })

  it('reject a send that did not start', async () => {
    const bridge = installBridge(createFakeBridge())
    bridge.answer('exchange.send', async () => {
      throw new AppError('credential.missing')
    })
    const store = useExchangesStore()
    await expect(store.send(request)).rejects.toMatchObject({ code: 'credential.missing' })
    expect(store.isSending).toBe(false)
  })
})
