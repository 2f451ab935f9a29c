import { describe, expect, it } from 'vitest'
import { isIRegexp, matchesIRegexp } from './i-regexp'

describe('isIRegexp', () => {
  it.each(['', 'a|b', '(a|b)*c{2,3}', '[^a-z-]', '[-a]', '\\p{Lu}\\P{N}', '\\.\\-\\n', 'a{2,}', '会[话]', '[\\]\\\\]'])('takes %s', (pattern) => {
    expect(isIRegexp(pattern)).toBe(true)
  })

  it.each(['\\d', '\\w+', '(?:a)', '(?=a)', '[a', 'a)', '(a', '*a', 'a**', 'a{,2}', 'a{3,2}', '\\1', '\\p{Script=Han}', '[]', '\\', '[[a]]'])('refuses %s', (pattern) => {
    expect(isIRegexp(pattern)).toBe(false)
  })
})

describe('matchesIRegexp', () => {
  it.each([
    ['a.c', 'abc', true, true],
    ['a.c', 'a\nc', true, false],
    ['a.c', 'a\u2028c', true, true],
    ['b', 'abc', true, false],
    ['b', 'abc', false, true],
    ['a|b', 'ab', true, false],
    ['^ab.*', 'abc', true, true],
    ['.', '😀', true, true],
    ['\\p{Lu}[^\\-]', 'A会', true, true],
    ['(a+)+b', `${'a'.repeat(5_000)}`, false, false],
    ['\\d', '1', true, false],
  ])('%s on %j, whole: %s', (pattern, text, whole, expected) => {
    expect(matchesIRegexp(pattern, text, whole)).toBe(expected)
  })
})
