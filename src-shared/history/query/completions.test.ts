import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, textOf } from '../../testing/arbitraries'
import { completionsAt } from './completions'
import { parseQuery } from './parse'

const known = [
  { field: 'code', values: [{ value: '25', count: 7 }, { value: '29', count: 2 }, { value: '50', count: 1 }] },
  { field: 'tag', values: [{ value: '退款 1234', count: 3 }, { value: 'urgent', count: 1 }] },
  { field: 'outcome', values: [{ value: 'refused', count: 9 }] },
]

/** Names of what is offered at the end of a text. */
function offered(text: string): string[] {
  return completionsAt(text, text.length, known).items.map(({ name }) => name)
}

/** The text after the first offer was taken. */
function taken(text: string, caret = text.length): string {
  const { span, items } = completionsAt(text, caret, known)
  return text.slice(0, span.start) + (items[0]?.insert ?? '') + text.slice(span.end)
}

describe('completions', () => {
  it.each([
    ['out', 'outcome:'],
    ['OUT', 'outcome:'],
    ['结', 'outcome:'],
    ['-out', '-outcome:'],
    ['退款 sub', '退款 sub_code:'],
    ['channel_u', 'channel_uid:'],
    ['outcome:ref', 'outcome:refused'],
    ['结果：平', '结果：refused'],
    ['outcome:failed,ref', 'outcome:failed,refused'],
    ['code:2', 'code:25'],
    ['tag:退', 'tag:"退款 1234"'],
    ['tag:"退款 1', 'tag:"退款 1234"'],
    ['tag:urg', 'tag:urgent'],
    ['is:p', 'is:pinned'],
    ['after:to', 'after:today'],
    ['slower:2', 'slower:2s'],
  ])('take %j to %j', (text, expected) => {
    expect(taken(text)).toBe(expected)
    expect(parseQuery(expected).problems.map(({ code }) => code).filter((code) => code !== 'missing-value')).toEqual([])
  })

  it('count what is there, and offer what is possible though it is not', () => {
    expect(completionsAt('outcome:', 8, known).items.slice(0, 3).map(({ name, count }) => [name, count])).toEqual([
      ['succeeded', 0],
      ['rejected', 0],
      ['refused', 9],
    ])
    expect(offered('code:')).toEqual(['25', '29', '50'])
  })

  it.each(['"out', '“out', 'x "a code:', 'nonsense:', 'sid:'])('offer nothing in %j', (text) => {
    expect(offered(text)).toEqual([])
  })

  it('replace only what stands before the caret', () => {
    expect(taken('out code:25', 3)).toBe('outcome: code:25')
  })

  it('stay inside of any text, wherever the caret is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, textOf('co:tag"“,- 结果：')), fc.integer({ min: -5, max: 50 }), (text, caret) => {
        const { span } = completionsAt(text, caret, known)
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThanOrEqual(span.start)
        expect(span.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
