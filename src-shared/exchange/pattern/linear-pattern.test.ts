import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinearPattern, type Place } from './linear-pattern'
import { PatternError } from './pattern-parser'

function placesOf(pattern: string, text: string, ignoreCase = false): Place[] {
  const places: Place[] = []
  new LinearPattern(pattern, { ignoreCase }).eachPlace(text, (from, to) => places.push({ from, to }))
  return places
}

/** What the engine of the language finds, without empty matches. */
function builtInPlaces(pattern: string, text: string, flags: string): Place[] {
  return [...text.matchAll(new RegExp(pattern, flags))]
    .filter(([found]) => found !== '')
    .map(({ 0: found, index }) => ({ from: index, to: index + found.length }))
}

function faultOf(pattern: string): string {
  try {
    new LinearPattern(pattern)
  } catch (error) {
    if (error instanceof PatternError) return error.fault
    throw error
  }
  return 'none'
}

// Repetitions hold something that is not empty: where an empty match is preferred, a search that skips it finds another place.
const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.', '\\u0061', '\\u{1f600}', '会', '[\\]b]', '\\x62')
const pattern: fc.Arbitrary<string> = fc.letrec<{ any: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.tuple(atom, fc.constantFrom('+', '+?', '{2}', '{1,2}', '{1,2}?', '{1,}')).map(([one, sign]) => one + sign),
    fc.tuple(tie('any'), fc.constantFrom('', '{1,2}', '+')).map(([inside, sign]) => `(${inside})${sign}`),
    fc.tuple(tie('any'), tie('any')).map(([one, other]) => `(?:${one}|${other})`),
  ),
  any: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
})).any
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '.', ']', '会', '😀', ' '), maxLength: 12 })

describe('LinearPattern', () => {
  it('finds what the engine of the language finds', () => {
    fc.assert(
      fc.property(pattern, text, fc.boolean(), (source, sought, ignoreCase) => {
        expect(placesOf(source, sought, ignoreCase)).toEqual(builtInPlaces(source, sought, ignoreCase ? 'giu' : 'gu'))
      }),
      { numRuns: 1_500 },
    )
  })

  it.each([
    ['^ab?', 'abab'],
    ['b$', 'abab'],
    ['\\bab\\b', 'ab xab ab.'],
    ['\\Bb', 'ab b'],
    ['a*', 'baac'],
    ['(?<year>\\d{4})-\\d\\d', 'on 2024-05 and 2025-06'],
    ['\\p{Script=Han}+', 'x会话y'],
    ['[\\u4e00-\\u9fff]{2}', '新建会话'],
    ['a|ab|abc', 'abc'],
    ['(?:)', 'ab'],
  ])('finds %s where the engine of the language does', (source, sought) => {
    expect(placesOf(source, sought)).toEqual(builtInPlaces(source, sought, 'gu'))
  })

  it('gives a pattern that backtracks for ages its answer in linear time', () => {
    const long = 'a'.repeat(20_000)
    expect(new LinearPattern('(a+)+$').test(`${long}!`)).toBe(false)
    expect(new LinearPattern('(a|aa)+b').find(long, 0)).toBeNull()
    expect(new LinearPattern('(a*)*').find(long, 0)).toEqual({ from: 0, to: 20_000 })
  })

  it('gives up a look through a text that takes the square of its length, and says so', () => {
    let count = 0
    const take = (): void => void (count += 1)
    expect(new LinearPattern('a.*b|a').eachPlace('a'.repeat(50_000), take)).toBe(false)
    expect(count).toBeGreaterThan(0)
    expect(new LinearPattern('a.*b|a').eachPlace('a'.repeat(500), take)).toBe(true)
    expect(new LinearPattern('(a+)+c').eachPlace('a'.repeat(300_000), take)).toBe(true)
    expect(new LinearPattern('a', { shouldGoOn: () => false }).eachPlace('a'.repeat(300_000), take)).toBe(false)
  })

  it.each([
    ['(', 'not-a-pattern'],
    ['{', 'not-a-pattern'],
    ['a{2,1}', 'not-a-pattern'],
    ['(?=a)', 'looks-around'],
    ['(?<!a)b', 'looks-around'],
    ['(a)\\1', 'refers-back'],
    ['(?<n>a)\\k<n>', 'refers-back'],
    ['a{1001}', 'pattern-too-large'],
    ['((a{9}){9}){9}){9}'.replace('((', '((('), 'pattern-too-large'],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'pattern-too-large'],
  ])('refuses %s: %s', (source, fault) => {
    expect(faultOf(source)).toBe(fault)
  })
})
