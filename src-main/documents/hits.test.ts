import { describe, expect, it } from 'vitest'
import { aKey, aReader, aResponseHalf, textOf } from './testing/readers'

describe.each(['inline', 'threaded'] as const)('the %s reader, looking for hits', (kind) => {
  it.each(['JSON', 'Raw', 'Hex'] as const)('finds the places of several texts at once in %s, whatever their case', async (view) => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf('{"a":"Xyz 12","b":"zzz"}'))
    const all = (await textOf(reader, aKey(view))).match(/xyz|22/giu) ?? []
    const search = { ...aKey(view), matchCase: false, regexp: false, from: 0, reason: 'hits' } as const
    expect((await reader.search({ ...search, text: 'xyz', others: ['22'] })).total).toBe(all.length)
    expect(all.length).toBeGreaterThan(0)
  })

  it('looks for hits and for what the user searches side by side', async () => {
    const { reader, stored } = aReader(kind)
    const many = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => `abc ${index}`))
    stored.set('response one', aResponseHalf(many))
    stored.set('response two', aResponseHalf(many))
    const search = { ...aKey('JSON'), matchCase: false, regexp: false, from: 0 }
    const hits = (changes: object) => reader.search({ ...search, text: 'abc', others: ['xyz'], reason: 'hits', ...changes })
    const [own, first] = await Promise.all([reader.search({ ...search, text: 'b+c \\d+', regexp: true }), hits({})])
    expect([own.complete, first.complete, own.total, first.total]).toEqual([true, true, 60_000, 60_000])
    // Whoever moves on has no use for the hits of what was shown before.
    const [left, shown] = await Promise.all([hits({}), hits({ exchangeId: 'two' })])
    expect([left.complete, shown.complete]).toEqual([false, true])
  })
})
