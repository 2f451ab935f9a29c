import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asksFor, negated, withOnlyValue, withTerm, withTermReplaced, withValue, withoutValue } from './change'
import { QUERY_FIELDS } from './fields'
import { parseQuery } from './parse'
import { printQuery } from './print'
import type { Query, QueryTerm, QueryValue } from './query'
import { QUERY_REFERENCE, columnsOf, referenceText } from './reference'
import { textsOf } from './texts-of'

const query = (text: string): Query => parseQuery(text).query
const term = (text: string): QueryTerm => query(text).terms[0] as QueryTerm
const exact = (text: string): QueryValue => ({ text, match: 'exact' })

describe('changing a query', () => {
  it.each([
    ['退款', 'code:25', '退款 code:25'],
    ['退款 code:25', 'code:25', '退款 code:25'],
    ['code:25,29', 'code:29,25', 'code:25,29'],
    ['code:25', '-code:25', 'code:25 -code:25'],
  ])('%j with %j is %j', (text, added, expected) => {
    expect(printQuery(withTerm(query(text), term(added)))).toBe(expected)
  })

  it('turns a term round in its place', () => {
    expect(printQuery(withTermReplaced(query('a code:25 b'), 1, negated(term('code:25'))))).toBe('a -code:25 b')
  })

  it('asks for one more value of a field, or for one more of those it has at once', () => {
    expect(printQuery(withValue(query('-code:40 code:25 x'), 'code', exact('29'), false))).toBe('-code:40 code:25,29 x')
    expect(printQuery(withValue(query('tag:a'), 'tag', exact('b c'), true))).toBe('tag:a tag:"b c"')
    expect(printQuery(withOnlyValue(query('after:7d x'), 'after', exact('today')))).toBe('x after:today')
    expect(printQuery(withoutValue(query('code:25,29 x'), 'code', exact('25')))).toBe('code:29 x')
    expect(asksFor(query('-code:25'), 'code', exact('25'))).toBe(false)
  })

  it('finds what it added, and takes it away again', () => {
    fc.assert(
      fc.property(fc.constantFrom('code', 'tag', 'profile'), fc.string(), fc.boolean(), (field, text, hasSeveral) => {
        const added = withValue(query('退款 -code:1'), field, exact(text), hasSeveral)
        expect(asksFor(added, field, exact(text))).toBe(true)
        expect(withoutValue(added, field, exact(text))).toEqual(query('退款 -code:1'))
      }),
    )
  })
})

describe('the texts of a query', () => {
  it('are those that can be seen in a pair', () => {
    expect(textsOf(query('退款 -失败 退款 msg:sign code:25 sub_code:isv.* bu_id:"9 0" tag:x outcome:failed note:n after:7d code:""'))).toEqual([
      '退款',
      'sign',
      '25',
      'isv.',
      '9 0',
    ])
  })
})

describe('the page about the language', () => {
  it('shows only queries that work', () => {
    for (const { lines } of QUERY_REFERENCE) for (const { written } of lines) expect(parseQuery(written).problems, written).toEqual([])
  })

  it.each(['zh', 'en'] as const)('names every field in %s, its meanings in one column', (language) => {
    const text = referenceText(language)
    for (const { name } of QUERY_FIELDS) expect(text).toContain(`\n  ${name}:`)
    const starts = QUERY_FIELDS.map(({ name, example, meaning }) => {
      const found = text.split('\n').find((one) => one.startsWith(`  ${name}:${example}`) && one.endsWith(meaning[language])) ?? ''
      return columnsOf(found) - columnsOf(meaning[language])
    })
    expect(new Set(starts).size).toBe(1)
  })

  it('has no name twice', () => {
    const names = QUERY_FIELDS.flatMap(({ name, aliases }) => [name, ...aliases])
    expect(new Set(names).size).toBe(names.length)
  })
})
