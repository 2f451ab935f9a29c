import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../composables/time-text'
import { anExchange, summaryOf } from '../../testing/exchange-builder'
import { dayItems, entriesBetween, groupItems, heightOf, isReachable, reachableFrom, type HistoryItem } from './history-items'

const sample = summaryOf(anExchange())
const summaries = (times: readonly number[]) => times.map((startedAt, index) => ({ ...sample, id: `e${index}`, startedAt }))
const someTimes = fc.array(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 0, 20) }), { maxLength: 60 })
const groupOf = (key: string, count: number, isOpen: boolean, hasMore: boolean) => {
  const entries = summaries(Array.from({ length: count }, () => 1))
  return { key, count, newest: sample, isOpen, entries, hasMore, next: null }
}
const someGroups = fc
  .uniqueArray(fc.string(), { maxLength: 8 })
  .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.nat(5), fc.boolean(), fc.boolean()).map((rest) => groupOf(key, ...rest)))))
const someItems = fc.oneof(
  fc.tuple(someTimes, fc.nat(5)).map(([times, pinned]) => dayItems(summaries(times), summaries(times).slice(0, pinned))),
  someGroups.map(groupItems),
)

describe('the items of the list', () => {
  it('show every exchange in its order under a heading of its own day, and what is pinned above', () => {
    fc.assert(
      fc.property(someTimes, fc.nat(10), (times, pinnedCount) => {
        const entries = summaries(times)
        const pinned = entries.slice(0, pinnedCount)
        const items = dayItems(entries, pinned)
        const rows = items.flatMap((item) => (item.kind === 'entry' ? [item.entry.id] : []))
        expect(rows).toEqual([...pinned, ...entries].map(({ id }) => id))
        let day = ''
        for (const item of items.slice(pinned.length === 0 ? 0 : pinned.length + 1)) {
          if (item.kind === 'day') {
            expect(item.day).not.toBe(day)
            day = item.day
          } else if (item.kind === 'entry') expect(dayOf(item.entry.startedAt)).toBe(day)
        }
      }),
    )
  })

  it('have keys of their own, whatever groups an exchange is in', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
      }),
    )
  })

  it('are higher with tags', () => {
    const [plain, tagged] = [sample, { ...sample, id: 'tagged', tags: ['T-1'] }].map((entry): HistoryItem => ({ kind: 'entry', key: entry.id, entry, group: null }))
    expect(plain !== undefined && tagged !== undefined && heightOf(tagged) > heightOf(plain)).toBe(true)
  })
})

describe('a step with a key', () => {
  it('leads to a row or a group, never past the ends, and back again', () => {
    fc.assert(
      fc.property(someItems, fc.nat(), fc.integer({ min: 1, max: 90 }), (items, seed, step) => {
        const reachable = items.flatMap((item, index) => (isReachable(item) ? [index] : []))
        fc.pre(reachable.length > 0)
        const at = seed % reachable.length
        const from = reachable[at] ?? 0
        expect(reachableFrom(items, from, step)).toBe(reachable[Math.min(reachable.length - 1, at + step)])
        expect(reachableFrom(items, from, -step)).toBe(reachable[Math.max(0, at - step)])
        expect(reachableFrom(items, 0, 0)).toBe(reachable[0])
      }),
    )
  })
})

describe('a range', () => {
  it('holds what lies between two rows, whichever was first', () => {
    fc.assert(
      fc.property(someItems, fc.nat(), fc.nat(), (items, one, other) => {
        fc.pre(items.length > 0)
        const [from, to] = [one % items.length, other % items.length]
        const between = entriesBetween(items, from, to)
        expect(entriesBetween(items, to, from)).toEqual(between)
        const isIn = (id: string): boolean => items.some((item, index) => item.kind === 'entry' && item.entry.id === id && index >= Math.min(from, to) && index <= Math.max(from, to))
        expect(between.every(({ id }) => isIn(id))).toBe(true)
        expect(items.filter((item) => item.kind === 'entry' && isIn(item.entry.id) && !between.some(({ id }) => id === item.entry.id))).toEqual([])
      }),
    )
  })
})
