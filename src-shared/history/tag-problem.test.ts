import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_TAG, MOST_TAGS, NO_LABELS, changedLabels, tagProblem, tagSchema } from './labels'

describe('a tag that is typed', () => {
  it.each([
    ['T-20931', [], null],
    ['退款', ['T-1'], null],
    ['a,b', [], 'comma'],
    ['甲，乙', [], 'comma'],
    [' T-1', [], 'blank-around'],
    ['T-1\u3000', [], 'blank-around'],
    ['T\u00071', [], 'control-character'],
    ['x'.repeat(LONGEST_TAG + 1), [], 'too-long'],
    ['t-1', ['T-1'], 'already-there'],
    ['one more', Array.from({ length: MOST_TAGS }, (_, index) => `tag ${index}`), 'too-many'],
  ] as const)('%j beside %j: %s', (tag, present, problem) => {
    expect(tagProblem(tag, present)).toBe(problem)
  })

  it('is taken whole by the exchange whenever nothing is wrong with it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }), fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }), (tag, present) => {
        const isGood = tagProblem(tag, present) === null
        if (isGood) expect(changedLabels({ ...NO_LABELS, tags: present }, { addTags: [tag] }).tags).toEqual([...present, tag])
        if (isGood) expect(tagSchema.safeParse(tag).success).toBe(true)
        else expect(tagSchema.safeParse(tag).success && changedLabels({ ...NO_LABELS, tags: present }, { addTags: [tag] }).tags.length > present.length).toBe(false)
      }),
    )
  })
})
