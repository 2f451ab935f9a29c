import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_TAGS, NO_LABELS, changedLabels, labelChangeSchema, tagSchema } from './labels'

describe('changed labels', () => {
  it('keep what the change leaves out', () => {
    const labels = { ...NO_LABELS, name: 'works', note: 'x', tags: ['T-1'] }
    expect(changedLabels(labels, { pinned: true })).toEqual({ ...labels, pinned: true })
    expect(changedLabels(labels, { note: '' })).toEqual({ ...labels, note: '' })
  })

  it('hold a tag once, whatever its case, in the order of adding', () => {
    const labels = { ...NO_LABELS, tags: ['A', 'b'] }
    expect(changedLabels(labels, { addTags: ['a', 'C', 'c'], removeTags: ['B'] }).tags).toEqual(['A', 'C'])
  })

  it('hold no more tags than there is room for', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 80 }), (addTags) => {
        expect(changedLabels(NO_LABELS, { addTags }).tags.length).toBeLessThanOrEqual(MOST_TAGS)
      }),
    )
  })
})

it.each([' x', 'x ', '', 'a,b', 'a，b', 'a\nb', 'x'.repeat(61)])('%j is no tag', (tag) => {
  expect(tagSchema.safeParse(tag).success).toBe(false)
  expect(labelChangeSchema.safeParse({ addTags: [tag] }).success).toBe(false)
})
