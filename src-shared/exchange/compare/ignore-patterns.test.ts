import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../testing/arbitraries'
import { IGNORED_BY_DEFAULT, IgnoreRules, MAX_PATTERN_LENGTH, ignorePatternFor, readIgnorePattern, type Steps } from './ignore-patterns'

const TIME: Steps = ['x_response', 'result', 'items', 3, 'time']

describe('an ignore pattern', () => {
  it.each<[string, boolean]>([
    ['time', true],
    ['items.time', true],
    ['items[*].time', true],
    ['items[3].time', true],
    ['*.time', true],
    ['result.*.time', true],
    ['items', true],
    ['items[*]', true],
    ['items[3]', true],
    ['$.x_response.result.items[*].time', true],
    ['$.*.result', true],
    ["['x_response'].result['items'][*]['time']", true],
    ['tim', false],
    ['items[2].time', false],
    ['result.time', false],
    ['items[*][*].time', false],
    ['result[*].items', false],
    ['$.result.items', false],
    ['$.time', false],
    ['time.x', false],
  ])('%s stands for a time among items: %s', (pattern, isIgnored) => {
    expect(new IgnoreRules([pattern]).find(TIME)).toBe(isIgnored ? pattern : null)
  })

  it.each(['', '.', 'a.', '.a', 'a..b', 'a b', '$', '$$', 'a[', 'a[]', 'a[-1]', 'a[1', "a['x", '/a/b', 'a[1234567890]', `a${'b'.repeat(MAX_PATTERN_LENGTH)}`])('is not %j', (text) => {
    expect(readIgnorePattern(text)).toBeNull()
  })

  it('knows attributes, comments and names of any characters', () => {
    expect(new IgnoreRules(['@id']).find(['r', 0, '@id'])).toBe('@id')
    expect(new IgnoreRules(['comment()']).find(['comment()', 0])).toBe('comment()')
    expect(new IgnoreRules(["['a.b']"]).find(['a.b'])).toBe("['a.b']")
    expect(new IgnoreRules(["['it\\'s']['\\\\']"]).find(["it's", '\\'])).not.toBeNull()
  })

  it('is read or refused, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...".[]*'$\\a1/ ") })), (text) => void new IgnoreRules([text]).find(TIME)))
  })

  it('made for a way stands for it and for nothing beside it', () => {
    const name = fc.oneof(fc.constantFrom('a', 'b', 'a.b', "it's", '', '会话', '*', '$', '[0]', '\\', '@x'), fc.string({ maxLength: 4 }))
    const steps = fc.array(fc.oneof(name, fc.nat(5)), { maxLength: 6 })
    fc.assert(
      fc.property(steps, steps, (way, other) => {
        const pattern = ignorePatternFor(way)
        const names = (all: Steps): Steps => all.filter((step) => typeof step === 'string')
        if (pattern === null) {
          expect(names(way)).toEqual([])
          return
        }
        const rules = new IgnoreRules([pattern])
        expect(rules.standsForAll(way)).toBe(true)
        expect(rules.standsForAll(other)).toBe(JSON.stringify(names(other)) === JSON.stringify(names(way)))
      }),
    )
  })
})

it('ignores by default what differs between any two calls', () => {
  const rules = new IgnoreRules(IGNORED_BY_DEFAULT)
  expect(['sign', 'timestamp', 'request_id'].map((name) => rules.find([name]))).toEqual(['sign', 'timestamp', 'request_id'])
  expect(rules.find(['x_response', 'request_id'])).toBe('request_id')
  for (const name of ['sign_method', 'session', 'data']) expect(rules.find([name])).toBeNull()
})
