import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, textOf, wellFormedText } from '../../testing/arbitraries'
import { criteriaSchema } from '../criteria'
import { criteriaOf } from './criteria-of'
import { QUERY_FIELDS } from './fields'
import { parseQuery } from './parse'
import { printQuery } from './print'
import { isUnfinished, problemText } from './problems'

const CHINA = { now: Date.UTC(2026, 10, 22, 4, 30), timeZoneOffsetAt: () => 480 }

/** What a text says, short enough for a table. */
function said(text: string): unknown[] {
  const { query, problems } = parseQuery(text)
  expect(problems, text).toEqual([])
  return query.terms.map((term) => {
    const not = term.not ? '-' : ''
    if (term.kind === 'text') return `${not}“${term.text}”`
    return `${not}${term.field} ${term.values.map((value) => (value.match === 'prefix' ? `${value.text}…` : `=${value.text}`)).join(' ')}`
  })
}

describe('a query', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['  \u3000 ', []],
    ['退款', ['“退款”']],
    ['a 款', ['“a”', '“款”']],
    ['"退款 1234"', ['“退款 1234”']],
    ['“退款 1234”', ['“退款 1234”']],
    ['＂退款　1234＂', ['“退款　1234”']],
    [String.raw`"say \"hi\" \\ C:\temp"`, [String.raw`“say "hi" \ C:\temp”`]],
    ['"他说“好”"', ['“他说“好””']],
    ['-refused', ['-“refused”']],
    ['-"two words" -', ['-“two words”', '“-”']],
    ['－退款', ['-“退款”']],
    ['http://a.b/c?d=e*', ['“http://a.b/c?d=e*”']],
    ['12:30:05', ['“12:30:05”']],
    ['{"sid":"1","code":25}', ['“{"sid":"1","code":25}”']],
    ['success:true key:value', ['“success:true”', '“key:value”']],
    [':25 ：', ['“:25”', '“：”']],
    ['100% *', ['“100%”', '“*”']],
    ['code:25', ['code =25']],
    ['CODE：25', ['code =25']],
    ['错误码：25，29', ['code =25 =29']],
    ['code:25,29 -code:40', ['code =25 =29', '-code =40']],
    ['sub_code:isv.*', ['sub_code isv.…']],
    ['sub_code:isv.missing-parameter:sid', ['sub_code =isv.missing-parameter:sid']],
    ['sub_code:* code:""', ['sub_code …', 'code =']],
    ['tag:"退款 1234"', ['tag =退款 1234']],
    ['标签：“退款 1234”，加急', ['tag =退款 1234 =加急']],
    ['tag:"退款 "* tag:"25*"', ['tag 退款 …', 'tag =25*']],
    ['outcome:refused 结果:平台拒绝', ['outcome =refused', 'outcome =refused']],
    ['outcome:RE*', ['outcome re…']],
    ['env:prod 环境：生产', ['env =production', 'env =production']],
    ['session:8800* service_id:5 channel_uid:"张 三"', ['session_id 8800…', 'service_id =5', 'channel_uid =张 三']],
    ['msg:a* note:退款,换货', ['msg =a*', 'note =退款 =换货']],
    ['after:2026-11-22 before:11-22T9:05 on:今天', ['after =2026-11-22', 'before =11-22T09:05', 'on =today']],
    ['after:"2026-11-22 10:00:05" 之后:7天', ['after =2026-11-22T10:00:05', 'after =7d']],
    ['after:2026年11月2日 on:11/2 after:昨天T08:00', ['after =2026-11-02', 'on =11-02', 'after =yesterdayT08:00']],
    ['slower:1.50s faster:800MS 慢于：2秒', ['slower =1.5s', 'faster =800ms', 'slower =2s']],
    ['has:note,tag is:pinned 有:备注 -is:replayed', ['has =note =tag', 'is =pinned', 'has =note', '-is =replayed']],
    ['status:5* status:404', ['status 5…', 'status =404']],
    ['data:x', ['“data:x”']],
    ['note:http://a', ['note =http://a']],
  ])('reads %j', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  it.each([
    ['codee:25', 'unknown-field', 'codee', ['code']],
    ['-oucome:failed x', 'unknown-field', 'oucome', ['outcome']],
    ['sub_cod:isv', 'unknown-field', 'sub_cod', ['sub_code']],
    ['service_ids:1', 'unknown-field', 'service_ids', ['service_id']],
    ['a after:yesterdayy', 'not-a-time', 'yesterdayy', undefined],
    ['after:2026-02-30', 'not-a-time', '2026-02-30', undefined],
    ['after:today,24:00', 'not-a-time', '24:00', undefined],
    ['on:7d', 'not-a-day', '7d', undefined],
    ['on:2026-11-22T10:00', 'not-a-day', '2026-11-22T10:00', undefined],
    ['slower:fast', 'not-a-duration', 'fast', undefined],
    ['slower:800', 'not-a-duration', '800', undefined],
    ['outcome:maybe', 'no-such-choice', 'maybe', undefined],
    ['outcome:failed,x* b', 'no-such-choice', 'x*', undefined],
    ['is:red', 'no-such-choice', 'red', ['pinned', 'replayed', 'imported', 'in-progress', 'removed']],
    ['has:""', 'no-such-choice', '""', undefined],
    ['status:ok', 'not-a-status', 'ok', undefined],
    ['code: 25', 'missing-value', 'code:', undefined],
    ['code:25,', 'missing-value', 'code:25,', undefined],
    ['x "abc', 'unclosed-quote', '"abc', undefined],
    ['tag:"abc', 'unclosed-quote', '"abc', undefined],
    ['tag:"abc"d e', 'after-quote', 'd', undefined],
    ['x ""', 'empty-text', '""', undefined],
    ['note:""', 'empty-text', '""', undefined],
    ['-is:removed', 'removed-alone', '-is:removed', undefined],
    ['is:removed,pinned', 'removed-alone', 'is:removed,pinned', undefined],
    [`x ${'y'.repeat(1_000)}`, 'too-long', 'y'.repeat(1_000), undefined],
    [`code:${'1,'.repeat(50)}1`, 'too-many-values', `code:${'1,'.repeat(50)}1`, undefined],
    [`${'a '.repeat(50)}b c`, 'too-many-terms', 'b', undefined],
  ] as const)('says where %j is wrong', (text, code, found, expected) => {
    const { problems } = parseQuery(text)
    expect(problems.map((problem) => problem.code)).toEqual([code])
    expect(problems[0]?.found).toBe(found)
    expect(text.slice(problems[0]?.span.start, problems[0]?.span.end)).toBe(found)
    if (expected !== undefined) expect(problems[0]?.expected).toEqual(expected)
  })

  it('keeps what is right beside what is wrong', () => {
    expect(parseQuery('退款 codee:25 code:25').query.terms).toHaveLength(2)
  })

  it('knows what is only unfinished while somebody types', () => {
    for (const text of ['"ab', 'code:', 'code:25,', '"']) expect(parseQuery(text).problems.every(isUnfinished), text).toBe(true)
    for (const text of ['outcome:maybe', 'codee:1']) expect(parseQuery(text).problems.some(isUnfinished), text).toBe(false)
  })

  it('words every problem with what was found and what is possible, in both languages', () => {
    const [problem] = parseQuery('outcome:maybe').problems
    const words = problem === undefined ? null : problemText(problem)
    expect(words?.en).toContain('“maybe”')
    expect(words?.en).toContain('in-progress')
    expect(words?.zh).toContain('“maybe”')
    expect(words?.zh).toContain('succeeded、rejected')
  })
})

/** Texts made of what the language is made of, so that most of them hit some rule. */
const piece = fc.oneof(
  fc.constantFrom(...QUERY_FIELDS.flatMap(({ name, aliases }) => [name, ...aliases])),
  fc.constantFrom('-', '－', ':', '：', ',', '，', '"', '“', '”', '＂', '\\', '*', ' ', '\u3000', '\n', '退', '2s', '7d', 'today', '2026-11-22', 'refused', 'note', 'removed'),
  textOf('ab\\"*:,- 退'),
  wellFormedText,
)
const queryText = fc.oneof(anyText, fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')))

describe('any text', () => {
  it('is valid, or answered with where it is wrong', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { terms, problems } = parseQuery(text)
        for (const { span, found, code } of problems) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeGreaterThan(span.start)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(text.slice(span.start, span.end)).toBe(found)
          expect(code).not.toBe('')
        }
        // Whatever is no blank was understood or complained of.
        if (text.trim() !== '') expect(terms.length + problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('has terms that stand one after another in it', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        let end = 0
        for (const { span } of parseQuery(text).terms) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1_000 },
    )
  })

  it('means the same after it was printed, and is printed alike from then on', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { query } = parseQuery(text)
        const printed = printQuery(query)
        const again = parseQuery(printed)
        expect(again.problems).toEqual([])
        expect(again.query).toEqual(query)
        expect(printQuery(again.query)).toBe(printed)
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives criteria that a history accepts, and the same ones when it was printed', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { query } = parseQuery(text)
        const criteria = criteriaOf(query, CHINA)
        expect(criteriaSchema.parse(criteria)).toEqual(criteria)
        expect(criteriaOf(parseQuery(printQuery(query)).query, CHINA)).toEqual(criteria)
      }),
      { numRuns: 1_000 },
    )
  })

  it('can be quoted, and is then found as it is', () => {
    fc.assert(
      fc.property(anyText.filter((text) => text !== ''), fc.boolean(), (text, not) => {
        expect(parseQuery(printQuery({ terms: [{ kind: 'text', not, text }] })).query.terms).toEqual([{ kind: 'text', not, text }])
      }),
      { numRuns: 1_000 },
    )
  })
})
