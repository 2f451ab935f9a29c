import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeSummary } from '../exchange/exchange'
import { FAILURE_KINDS, OUTCOMES } from '../exchange/outcome'
import { A_TIME, aDuration, PARAMETER_NAMES, searchableText, searchableValue, someCriteria } from '../testing/history-arbitraries'
import type { Condition, Criteria } from './criteria'
import { addGrams } from './grams'
import { matches } from './matches'
import type { SearchDocument } from './search-document'
import { planOf, type Expression } from './search-plan'
import { gatherTokens } from './search-tokens'

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })

const aDocument: fc.Arbitrary<SearchDocument> = fc
  .record({
    summary: fc.record({
      id: fc.uuid(),
      startedAt: fc.integer({ min: A_TIME - 3_000, max: A_TIME + 6_000 }),
      callerId: searchableValue,
      subject: searchableText,
      outcome: orNull(fc.constantFrom(...OUTCOMES)),
      failure: orNull(fc.constantFrom(...FAILURE_KINDS)),
      ...Object.fromEntries(['code', 'subCode', 'message', 'subMessage', 'requestId', 'resultId', 'failureDetail', 'responseFormat', 'parentId'].map((name) => [name, orNull(searchableValue)])),
      ...Object.fromEntries(['name', 'note', 'profileName', 'gatewayUrl', 'operation', 'environment', 'appKey', 'format'].map((name) => [name, fc.oneof(fc.constant(''), searchableValue)])),
      httpStatus: orNull(fc.constantFrom(200, 502)),
      durationMs: orNull(aDuration),
      pinned: fc.boolean(),
      imported: fc.boolean(),
      tags: fc.array(searchableValue, { maxLength: 2 }),
    }),
    parameters: fc.array(fc.record({ name: fc.constantFrom(...PARAMETER_NAMES), value: fc.oneof(fc.constant(''), searchableValue) }), { maxLength: 3 }),
    requestTexts: fc.array(searchableText, { maxLength: 3 }),
    responseTexts: fc.array(searchableText, { maxLength: 2 }),
  })
  .map(({ summary, parameters, requestTexts, responseTexts }) => ({
    summary: summary as unknown as ExchangeSummary,
    parameters: () => parameters,
    requestTexts: () => requestTexts,
    responseTexts: () => responseTexts,
  }))

function tokensOf(document: SearchDocument): ReadonlySet<string> {
  const gathering = gatherTokens(document)
  for (;;) {
    const step = gathering.next()
    if (step.done) return step.value
  }
}

/** What an index does with an expression. */
function isSaid(tokens: ReadonlySet<string>, expression: Expression): boolean {
  switch (expression.kind) {
    case 'token':
      return tokens.has(expression.token)
    case 'prefix':
      return [...tokens].some((token) => token.startsWith(expression.token))
    case 'all':
      return expression.of.every((part) => isSaid(tokens, part))
    case 'any':
      return expression.of.some((part) => isSaid(tokens, part))
    case 'except':
      return isSaid(tokens, expression.base) && !isSaid(tokens, expression.without)
  }
}

const text = (searched: string, place: 'anywhere' | 'note' = 'anywhere'): Criteria => ({ all: [{ not: false, anyOf: [{ kind: 'text', text: searched, in: place }] }], removed: false })

describe('planOf', () => {
  it('finds every exchange the criteria mean, and no other where it says so', () => {
    fc.assert(
      fc.property(aDocument, someCriteria, (document, criteria) => {
        const plan = planOf(criteria)
        const { startedAt, durationMs } = document.summary
        const isInSpan = (plan.from === null || startedAt >= plan.from) && (plan.until === null || startedAt < plan.until)
        const isLongEnough = plan.atLeastMs === null || (durationMs !== null && durationMs >= plan.atLeastMs)
        const isShortEnough = plan.atMostMs === null || (durationMs !== null && durationMs <= plan.atMostMs)
        const isFound = isInSpan && isLongEnough && isShortEnough && (plan.expression === null || isSaid(tokensOf(document), plan.expression))
        const isMeant = matches(document, criteria)
        if (isMeant) expect(isFound).toBe(true)
        if (plan.isExact) expect(isFound).toBe(isMeant)
      }),
      { numRuns: 3_000 },
    )
  })

  it.each(['退', '退款', '2081', 'isv', '20', '，', '😀', '~'])('finds %s without reading anything', (searched) => {
    expect(planOf(text(searched)).isExact).toBe(true)
  })

  it('asks for a long id by few grams, each character once but for the last', () => {
    expect(planOf(text('208144771234567890')).expression).toEqual({
      kind: 'all',
      of: ['2081', '4477', '1234', '5678', '7890'].map((token) => ({ kind: 'token', token })),
    })
  })

  it.each([
    ['999999999', '_run9_9'],
    ['x0000000y', '_run7_0'],
    ['0'.repeat(40), '_run16_0'],
  ])('asks for the length of the run in %s, of which the other grams are all the same', (searched, run) => {
    expect(JSON.stringify(planOf(text(searched)).expression)).toContain(`"${run}"`)
  })

  it('looks for a note among noted exchanges only', () => {
    expect(planOf(text('退款', 'note')).expression).toEqual({ kind: 'all', of: [{ kind: 'token', token: '退款' }, { kind: 'token', token: ':is=noted' }] })
  })

  it('keeps a pair of capitals apart in names of parameters, as they are two', () => {
    const named = (name: string): Condition => ({ kind: 'parameter', name, value: '1', match: 'exact' })
    const [one, other] = ['sid', 'Sid'].map((name) => planOf({ all: [{ not: false, anyOf: [named(name)] }], removed: false }).expression)
    expect(one).not.toEqual(other)
  })
})

describe('addGrams', () => {
  it('finds in a text read in parts what it finds in the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'a', 'aaaaaa', '1', '退', '😀', ' ', '.', '\ud83d') }), fc.integer({ min: 1, max: 9 }), (text, part) => {
        const whole = new Set<string>()
        addGrams(text, whole)
        const inParts = new Set<string>()
        for (let from = 0; from < text.length; from += part) addGrams(text, inParts, from, Math.min(text.length, from + part))
        expect([...inParts].toSorted()).toEqual([...whole].toSorted())
      }),
    )
  })

  it('reads a word of a million letters without reading it again for every letter', () => {
    const grams = new Set<string>()
    addGrams('ab'.repeat(500_000), grams)
    expect([...grams].toSorted()).toEqual(['ab', 'abab', 'b', 'bab', 'baba'])
  })
})
