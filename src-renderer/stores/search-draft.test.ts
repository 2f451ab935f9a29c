import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '@shared/history/query/parse'
import { printQuery } from '@shared/history/query/print'
import { textOf } from '@shared/testing/arbitraries'
import { putBack, takeAll, takeComplete } from './search-draft'

/** A draft with `|` where the caret is. */
function draft(marked: string): { text: string; caret: number } {
  return { text: marked.replace('|', ''), caret: marked.indexOf('|') }
}

describe('what is typed', () => {
  it.each([
    ['code:25|', [], 'code:25|'],
    ['code:25 |', ['code:25'], '|'],
    ['退款 code:25 |', ['code:25'], '退款 |'],
    ['code:25 退|款', ['code:25'], '退|款'],
    ['code:2|5 退款', [], 'code:2|5 退款'],
    ['|code:25 x', [], '|code:25 x'],
    ['code: |', [], 'code: |'],
    ['tag:"a |', [], 'tag:"a |'],
    ['tag:"a b" -code:1,2 x|', ['tag:"a b"', '-code:1,2'], 'x|'],
    ['outcome:maybe |', [], 'outcome:maybe |'],
  ])('%j gives the chips %j', (marked, chips, rest) => {
    const { terms, text, caret } = takeComplete(draft(marked))
    expect(terms.map((term) => printQuery({ terms: [term] }))).toEqual(chips)
    expect(`${text.slice(0, caret)}|${text.slice(caret)}`).toBe(rest)
  })

  it('loses nothing when its fields become chips, and none of what is wrong', () => {
    const pieces = fc.constantFrom('code:25', '-tag:"a b"', '退款', '"x y"', 'codee:1', 'outcome:no', 'after:7d', ' ', '  ')
    const text = fc.oneof(fc.array(pieces).map((parts) => parts.join(' ')), textOf('code:25 "-,tag'))
    fc.assert(
      fc.property(text, fc.nat(60), (typed, place) => {
        const caret = Math.min(place, typed.length)
        for (const taken of [takeAll(typed), takeComplete({ text: typed, caret })]) {
          const before = parseQuery(typed)
          const after = parseQuery(taken.text)
          const sorted = (terms: readonly unknown[]): string[] => terms.map((term) => JSON.stringify(term)).toSorted()
          expect(sorted([...taken.terms, ...after.query.terms])).toEqual(sorted(before.query.terms))
          expect(after.problems.map(({ code }) => code)).toEqual(before.problems.map(({ code }) => code))
          expect(taken.caret).toBeGreaterThanOrEqual(0)
          expect(taken.caret).toBeLessThanOrEqual(taken.text.length)
        }
      }),
    )
  })

  it('takes a chip back in front, with the caret behind it', () => {
    const [term] = parseQuery('tag:"a b"').query.terms
    if (term === undefined) throw new Error('no term')
    expect(putBack(term, ' x')).toEqual({ text: 'tag:"a b" x', caret: 9 })
    expect(putBack(term, '')).toEqual({ text: 'tag:"a b"', caret: 9 })
  })
})
