import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fittingTags } from './fitting-tags'

const someTags = fc.array(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 30 })

describe('tags in a row', () => {
  it('are at least one, at most all, and never fewer with more room', () => {
    fc.assert(
      fc.property(someTags, fc.nat(800), fc.nat(800), (tags, width, more) => {
        const count = fittingTags(tags, width)
        expect(count).toBeGreaterThanOrEqual(1)
        expect(fittingTags(tags, width + more)).toBeGreaterThanOrEqual(count)
        expect(fittingTags(tags, 30 * 140)).toBe(tags.length)
      }),
    )
  })

  it('are fewer when they are Chinese, whose characters are wider', () => {
    expect(fittingTags(Array.from({ length: 9 }, () => '退款售后'), 200)).toBeLessThan(fittingTags(Array.from({ length: 9 }, () => 'abcd'), 200))
  })
})
