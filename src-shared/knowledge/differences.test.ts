import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareParameters, firstDifference } from './differences'

describe('firstDifference', () => {
  it('is the first byte that is not the same', () => {
    const bytes = fc.uint8Array({ maxLength: 40 })
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        const found = firstDifference(left, right)
        const offset = found?.offset ?? Math.max(left.length, right.length)
        expect(left.slice(0, offset)).toEqual(right.slice(0, offset))
        if (found === null) expect(left).toEqual(right)
        else expect(left[offset]).not.toBe(right[offset])
      }),
    )
  })

  it('is the end of the shorter one when the other goes on', () => {
    expect(firstDifference(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).toEqual({ offset: 2, left: null, right: 3 })
  })
})

describe('compareParameters', () => {
  it('sorts by name and tells same, different and one-sided apart, in bytes', () => {
    const left = [{ name: 'b', value: '会1' }, { name: 'a', value: '1' }, { name: 'c', value: '' }]
    const right = [{ name: 'a', value: '1' }, { name: 'b', value: '会2' }, { name: 'd', value: '' }]
    expect(compareParameters(left, right)).toEqual([
      { name: 'a', left: '1', right: '1', result: 'same', difference: null },
      { name: 'b', left: '会1', right: '会2', result: 'different', difference: { offset: 3, left: 0x31, right: 0x32 } },
      { name: 'c', left: '', right: null, result: 'only-left', difference: null },
      { name: 'd', left: null, right: '', result: 'only-right', difference: null },
    ])
  })

  it('compares what is repeated one by one', () => {
    const once = [{ name: 'a', value: '1' }]
    expect(compareParameters([...once, { name: 'a', value: '2' }], once).map(({ result }) => result)).toEqual(['same', 'only-left'])
  })
})
