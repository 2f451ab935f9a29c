import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { putBack } from './put-back'

const named = (ids: readonly string[]) => ids.map((id) => ({ id }))
const some = fc.uniqueArray(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 40 })

describe('entries that are put back', () => {
  it('stand where they stood, whatever came on top or was loaded behind meanwhile', () => {
    fc.assert(
      fc.property(some, fc.array(fc.boolean()), fc.nat(3), fc.nat(3), (older, choices, above, below) => {
        const removed = new Set(older.filter((_, index) => choices[index] === true))
        const kept = older.filter((id) => !removed.has(id))
        fc.pre(kept.length > 0)
        const added = (count: number, where: string) => Array.from({ length: count }, (_, index) => `${where} ${index}`)
        const now = [...added(above, 'new'), ...kept, ...added(below, 'old')]
        const back = putBack(named(now), named(older), removed).map(({ id }) => id)
        expect(back).toEqual([...added(above, 'new'), ...older, ...added(below, 'old')])
      }),
    )
  })

  it('are not put in twice, and nothing else comes with them', () => {
    expect(putBack(named(['a', 'b']), named(['a', 'b', 'c', 'd']), new Set(['b', 'c']))).toEqual(named(['a', 'b', 'c']))
  })

  it('make the list again when nothing was left', () => {
    expect(putBack([], named(['a', 'b']), new Set(['a', 'b']))).toEqual(named(['a', 'b']))
  })
})
