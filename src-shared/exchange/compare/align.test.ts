import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALONE, MAX_EFFORT, align, inOrder, inverse, longestIncreasing } from './align'

const equally = (): number => 1
const digests = (text: string): Uint32Array => Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0)
const partnersOf = (left: string, right: string, effort = MAX_EFFORT): number[] => [...align(digests(left), digests(right), equally, { left: effort })]
const text = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 30 })

describe('items of two lists', () => {
  it.each<[string, string, number[]]>([
    ['abc', 'abc', [0, 1, 2]],
    ['abc', 'axbc', [0, 2, 3]],
    ['abc', 'bc', [ALONE, 0, 1]],
    ['abc', 'axc', [0, 1, 2]],
    ['', 'a', []],
    ['a', '', [ALONE]],
    ['xaby', 'abz', [ALONE, 0, 1, 2]],
  ])('%s and %s', (left, right, partners) => {
    expect(partnersOf(left, right)).toEqual(partners)
  })

  it('find the same partners from both sides, in order, whatever effort is left', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom(0, 20, MAX_EFFORT), (left, right, effort) => {
        const there = align(digests(left), digests(right), equally, { left: effort })
        expect([...inverse(align(digests(right), digests(left), equally, { left: effort }), left.length)]).toEqual([...there])
        const found = [...there].filter((partner) => partner !== ALONE)
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b))
      }),
    )
  })

  it('are paired when they are equal as often as can be', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const equal = partnersOf(left, right).filter((partner, at) => partner !== ALONE && left[at] === right[partner])
        expect(equal.length).toBe(commonLength(left, right))
      }),
    )
  })

  it('are all told once, each side in its own order', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const steps = inOrder(Int32Array.from(partnersOf(left, right)), right.length)
        const side = (which: 0 | 1): number[] => steps.map((step) => step[which]).filter((at) => at !== ALONE)
        expect(side(0)).toEqual([...left].map((_, at) => at))
        expect(side(1)).toEqual([...right].map((_, at) => at))
      }),
    )
  })

  it('are found by what occurs once when the lists are too long for the table', () => {
    const left = Uint32Array.from({ length: 5_000 }, (_, at) => at * 2)
    const right = Uint32Array.from({ length: 5_000 }, (_, at) => (at % 3 === 0 ? at * 2 : at * 2 + 1))
    const partners = align(left, right, equally, { left: MAX_EFFORT })
    expect([...partners.keys()].filter((at) => at % 3 === 0 && partners[at] !== at)).toEqual([])
  })
})

it('the longest increasing subsequence is increasing and as long as any', () => {
  expect(longestIncreasing([2, 0, 3, 1, 4])).toHaveLength(3)
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 12 }), (numbers) => {
      const found = longestIncreasing(numbers).map((index) => numbers[index] ?? 0)
      expect(found).toEqual([...found].sort((a, b) => a - b))
      const sorted = [...numbers].sort((a, b) => a - b)
      expect(found.length).toBe(commonLength(numbers, sorted))
    }),
  )
})

/** Length of the longest common subsequence, by its definition. */
function commonLength(left: ArrayLike<unknown>, right: ArrayLike<unknown>): number {
  let row = new Array<number>(right.length + 1).fill(0)
  for (let one = left.length - 1; one >= 0; one -= 1) {
    const next = row.slice()
    for (let other = right.length - 1; other >= 0; other -= 1) {
      next[other] = left[one] === right[other] ? (row[other + 1] ?? 0) + 1 : Math.max(row[other] ?? 0, next[other + 1] ?? 0)
    }
    row = next
  }
  return row[0] ?? 0
}
