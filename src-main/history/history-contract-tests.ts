import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExchangeEnd, ExchangeStart } from '@shared/exchange/exchange'
import { EVERYTHING, type Condition, type Criteria } from '@shared/history/criteria'
import type { Selection } from '@shared/history/history-contract'
import { REMOVED_FOR_DAYS } from '@shared/history/labels'
import { KEEP_EVERYTHING, DAY_MS } from '@shared/history/retention'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import type { History, PageRequest } from './history'

const NOW = Date.UTC(2026, 10, 20, 12)

/** A history of one test's own. `reopen` ends it as its program would and opens the same one again. */
export interface OpenHistory {
  readonly history: History
  readonly reopen: () => Promise<OpenHistory>
  readonly close: () => Promise<void>
}

/** What `History` promises, for any implementation: `open` gives an empty one (docs/adr/0011). */
export function testHistoryContract(name: string, open: () => Promise<OpenHistory>): void {
  describe(`the history in ${name}`, () => {
    let opened: OpenHistory
    beforeEach(async () => void (opened = await open()))
    afterEach(() => opened.close())

    async function keep(id: string, start: Partial<ExchangeStart> = {}, end: Partial<ExchangeEnd> = {}): Promise<void> {
      await opened.history.begin(aStart({ id, startedAt: NOW, ...start }), aRequest())
      await opened.history.finish(id, anEnd(end), aResponse())
    }
    const named = (...exchangeIds: string[]): Selection => ({ kind: 'exchanges', exchangeIds })
    const where = (condition: Condition, removed = false): Criteria => ({ all: [{ not: false, anyOf: [condition] }], removed })
    const REMOVED: Criteria = { all: [], removed: true }

    /** Every page to the end, a few at a time. */
    async function walk<T>(page: (request: PageRequest) => Promise<{ part: readonly T[]; next: string | null }>, limit = 2): Promise<T[]> {
      const all: T[] = []
      for (let before: string | null = null; ; ) {
        const { part, next } = await page({ limit, before })
        expect(part.length).toBeLessThanOrEqual(limit)
        all.push(...part)
        if (next === null) return all
        before = next
      }
    }
    const idsOf = (criteria: Criteria = EVERYTHING): Promise<string[]> =>
      walk(async (request) => {
        const { entries, next } = await opened.history.search({ criteria, ...request })
        return { part: entries.map(({ id }) => id), next }
      })

    it('has a row as soon as it has begun, and keeps it over an end', async () => {
      await opened.history.begin(aStart({ startedAt: NOW }), aRequest({ masked: ['session'] }))
      opened = await opened.reopen()
      expect(await opened.history.read('exchange-1')).toMatchObject({ callerId: 'sid-1', response: null, request: { masked: ['session'] } })
    })

    it('gives back the exact bytes of both halves, short and long, before and after it was tidied', async () => {
      const long = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index % 1_000 < 900 ? 65 : index * 31))
      await opened.history.begin(aStart({ startedAt: NOW }), aRequest({ body: Uint8Array.of(0, 255, 13, 10, 0) }))
      await opened.history.finish('exchange-1', anEnd(), aResponse({ body: long, maskedCopies: 2 }))
      const looks = async (): Promise<void> => {
        const exchange = await opened.history.read('exchange-1')
        expect([...exchange.request.body]).toEqual([0, 255, 13, 10, 0])
        expect(Buffer.compare(exchange.response?.body ?? new Uint8Array(), long)).toBe(0)
        expect((await opened.history.outline('exchange-1')).response).toMatchObject({ bodyBytes: 3_000_000, maskedCopies: 2 })
        expect(Buffer.compare((await opened.history.readHalf('exchange-1', 'response'))?.body ?? new Uint8Array(), long)).toBe(0)
      }
      await looks()
      while ((await opened.history.tidy({ rules: KEEP_EVERYTHING, now: NOW })).more);
      await looks()
      opened = await opened.reopen()
      await looks()
    })

    it('keeps a response before its row is complete, and completes it once', async () => {
      await opened.history.begin(aStart({ startedAt: NOW }), aRequest())
      await opened.history.keepResponse('exchange-1', aResponse())
      expect(await opened.history.read('exchange-1')).toMatchObject({ outcome: null, response: { maskedCopies: 0 } })
      expect(await opened.history.finish('exchange-1', anEnd({ code: '7' }), null)).toMatchObject({ outcome: 'succeeded', code: '7' })
    })

    it('names what it does not have', async () => {
      for (const asked of [opened.history.read('none'), opened.history.outline('none'), opened.history.readHalf('none', 'request')])
        await expect(asked).rejects.toMatchObject({ code: 'history.unknown-entry' })
      await opened.history.begin(aStart({ startedAt: NOW }), aRequest())
      expect(await opened.history.readHalf('exchange-1', 'response')).toBeNull()
    })

    it('counts what is not safe to repeat', async () => {
      await keep('a', { startedAt: NOW }, { outcome: 'succeeded' })
      await keep('b', { startedAt: NOW + 1_000 }, { outcome: 'refused' })
      await keep('c', { startedAt: NOW + 2_000 }, { outcome: 'unknown' })
      const { operation, gatewayUrl, callerId } = aStart()
      expect(await opened.history.earlierUses({ operation, gatewayUrl, callerId })).toEqual({ count: 2, newest: { exchangeId: 'c', startedAt: NOW + 2_000, outcome: 'unknown' } })
      expect(await opened.history.earlierUses({ operation, gatewayUrl, callerId: 'another' })).toEqual({ count: 0, newest: null })
    })

    it('lists newest first, page by page, without losing or repeating any while new ones come', async () => {
      for (let index = 0; index < 7; index += 1) await keep(`e${index}`, { startedAt: NOW + Math.floor(index / 3) * 1_000 })
      expect(await idsOf()).toEqual(['e6', 'e5', 'e4', 'e3', 'e2', 'e1', 'e0'])
      const first = await opened.history.search({ criteria: EVERYTHING, limit: 3, before: null })
      await keep('new', { startedAt: NOW + 9_000 })
      const second = await opened.history.search({ criteria: EVERYTHING, limit: 3, before: first.next })
      expect(second.entries.map(({ id }) => id)).toEqual(['e3', 'e2', 'e1'])
    })

    it('finds what the criteria mean: texts without regard to case, values, times and traits', async () => {
      await keep('plain', { callerId: 'SID-Abc', startedAt: NOW - 5_000 })
      await keep('refused', { callerId: 'other', startedAt: NOW }, { outcome: 'refused', subCode: 'isv.invalid-parameter', message: '会话不存在' })
      await opened.history.label(named('refused'), { note: 'see ticket', addTags: ['T-1'] })
      const expected: [Condition, string[]][] = [
        [{ kind: 'text', text: 'sid-ABC', in: 'anywhere' }, ['plain']],
        [{ kind: 'text', text: '会话', in: 'msg' }, ['refused']],
        [{ kind: 'text', text: '不存', in: 'anywhere' }, ['refused']],
        [{ kind: 'value', field: 'sub_code', value: 'ISV.', match: 'prefix' }, ['refused']],
        [{ kind: 'value', field: 'sub_code', value: '', match: 'exact' }, ['plain']],
        [{ kind: 'value', field: 'tag', value: 't-1', match: 'exact' }, ['refused']],
        [{ kind: 'time', from: NOW, until: null }, ['refused']],
        [{ kind: 'time', from: null, until: NOW }, ['plain']],
        [{ kind: 'is', trait: 'noted' }, ['refused']],
        [{ kind: 'text', text: 'nowhere', in: 'anywhere' }, []],
      ]
      for (const [condition, ids] of expected) expect(await idsOf(where(condition)), JSON.stringify(condition)).toEqual(ids)
      expect(await idsOf({ all: [{ not: true, anyOf: [{ kind: 'is', trait: 'tagged' }] }], removed: false })).toEqual(['plain'])
    })

    it('counts values and gathers groups of what the criteria mean', async () => {
      await keep('a', { callerId: 's1', startedAt: NOW })
      await keep('b', { callerId: 's2', startedAt: NOW + 1_000 }, { outcome: 'failed' })
      await keep('c', { callerId: 's1', startedAt: NOW + 2_000 })
      const { total, isComplete, facets } = await opened.history.facets({ criteria: EVERYTHING })
      expect({ total, isComplete }).toEqual({ total: 3, isComplete: true })
      expect(facets.find(({ field }) => field === 'outcome')?.values).toEqual([{ value: 'succeeded', count: 2 }, { value: 'failed', count: 1 }])
      const groups = await walk(async (request) => {
        const page = await opened.history.groups({ criteria: EVERYTHING, by: 'sid', ...request })
        return { part: page.groups, next: page.next }
      }, 1)
      expect(groups.map(({ key, count, newest }) => [key, count, newest.id])).toEqual([['s1', 2, 'c'], ['s2', 1, 'b']])
    })

    it('labels what is named or meant, and finds it by that at once', async () => {
      await keep('a')
      await keep('b')
      const { count, entries } = await opened.history.label(named('a'), { pinned: true, name: 'One', addTags: ['T-1'] })
      expect([count, entries[0]]).toEqual([1, expect.objectContaining({ id: 'a', pinned: true, name: 'One', tags: ['T-1'] })])
      expect(await opened.history.label({ kind: 'criteria', criteria: EVERYTHING }, { note: 'n' })).toEqual({ count: 2, entries: [] })
      expect(await idsOf(where({ kind: 'is', trait: 'pinned' }))).toEqual(['a'])
      expect(await idsOf(where({ kind: 'is', trait: 'noted' }))).toHaveLength(2)
    })

    it('takes out and brings back, by name or all of one removal, but nothing under way', async () => {
      for (const id of ['a', 'b', 'c']) await keep(id)
      await opened.history.begin(aStart({ id: 'under way', startedAt: NOW + 1 }), aRequest())
      expect(await opened.history.remove({ kind: 'criteria', criteria: EVERYTHING }, 'r1', NOW)).toBe(3)
      expect(await idsOf()).toEqual(['under way'])
      expect((await idsOf(REMOVED)).toSorted()).toEqual(['a', 'b', 'c'])
      expect(await opened.history.restore(named('b'))).toBe(1)
      expect(await opened.history.restore({ kind: 'removal', removalId: 'r1' })).toBe(2)
      expect((await idsOf()).toSorted()).toEqual(['a', 'b', 'c', 'under way'])
    })

    it('deletes for good what was removed, when it is told to or after its days', async () => {
      for (const id of ['a', 'b', 'kept']) await keep(id)
      await opened.history.remove(named('a'), 'r1', NOW)
      while ((await opened.history.purge({ before: NOW })).more);
      expect(await idsOf(REMOVED)).toEqual(['a'])
      while ((await opened.history.purge({ before: NOW + 1 })).more);
      await expect(opened.history.read('a')).rejects.toMatchObject({ code: 'history.unknown-entry' })
      await opened.history.remove(named('b'), 'r2', NOW)
      while ((await opened.history.tidy({ rules: KEEP_EVERYTHING, now: NOW + REMOVED_FOR_DAYS * DAY_MS + 1 })).more);
      expect(await opened.history.restore({ kind: 'removal', removalId: 'r2' })).toBe(0)
      expect(await idsOf()).toEqual(['kept'])
    })

    it('takes by the rules what it said it would, oldest first, and never what somebody wrote on', async () => {
      for (let index = 0; index < 6; index += 1) await keep(`e${index}`, { startedAt: NOW - (10 - index) * DAY_MS })
      await opened.history.label(named('e0'), { pinned: true })
      const request = { rules: { ...KEEP_EVERYTHING, maxCount: 3 }, now: NOW }
      expect(await opened.history.previewRetention(request)).toMatchObject({ count: 2, byCount: 2, staying: 1, oldestAt: NOW - 9 * DAY_MS, newestAt: NOW - 8 * DAY_MS })
      const listed = await walk(async ({ limit, before }) => {
        const { entries, next } = await opened.history.listOutgoing({ ...request, limit, after: before })
        return { part: entries.map(({ id }) => id), next }
      }, 1)
      expect(listed).toEqual(['e1', 'e2'])
      while ((await opened.history.tidy(request)).more);
      expect(await idsOf()).toEqual(['e5', 'e4', 'e3', 'e0'])
      expect(await opened.history.restore(named('e1', 'e2'))).toBe(2)
    })

    it('tells the disk it takes and gives back what is free', async () => {
      await opened.history.begin(aStart({ startedAt: NOW }), aRequest())
      await opened.history.finish('exchange-1', anEnd(), aResponse({ body: new Uint8Array(2_000_000).fill(1) }))
      expect(await opened.history.describeStorage()).toMatchObject({ count: 1, staying: 0, removed: 0 })
      await opened.history.remove(named('exchange-1'), 'r', NOW)
      while ((await opened.history.purge({ before: NOW + 1 })).more);
      const before = await opened.history.describeStorage()
      while ((await opened.history.compact()).more);
      const after = await opened.history.describeStorage()
      expect(after.freeBytes).toBe(0)
      expect(after.totalBytes).toBeLessThanOrEqual(before.totalBytes)
      expect(after).toMatchObject({ count: 0, bodiesBytes: 0, removedBytes: 0 })
    })
  })
}
