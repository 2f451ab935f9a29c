import { describe, expect, it } from 'vitest'
import { aSummary } from '../testing/a-summary'
import { conditionSchema, type Condition } from './criteria'
import { holds, matches, valuesOf } from './matches'
import type { SearchDocument } from './search-document'

function aDocument(changes: Parameters<typeof aSummary>[0] = {}): SearchDocument {
  return {
    summary: aSummary(changes),
    parameters: () => [{ name: 'service_id', value: '880' }, { name: 'bu_id', value: '' }],
    requestTexts: () => ['ly_create_session_dto={"source":{"service_id":880,"summary":"退款 İstanbul"}}'],
    responseTexts: () => ['HTTP/1.1 200 OK', '<error_response><code>50</code></error_response>'],
  }
}

const value = (field: Extract<Condition, { kind: 'value' }>['field'], wanted: string, match: 'exact' | 'prefix' = 'exact'): Condition => ({ kind: 'value', field, value: wanted, match })
const text = (wanted: string, place: Extract<Condition, { kind: 'text' }>['in'] = 'anywhere'): Condition => ({ kind: 'text', text: wanted, in: place })

describe('a condition holds', () => {
  it.each<[string, Condition, Parameters<typeof aSummary>[0]?]>([
    ['one Chinese character of the request', text('款')],
    ['a text over several words', text('service_id":880')],
    ['whatever the case', text('REMOTE Service')],
    ['a part of the sid', text('5511058953')],
    ['a name and a tag', text('票-77'), { tags: ['票-77'] }],
    ['the head of the answer', text('200 OK', 'response')],
    ['a message in its place', text('创建失败', 'msg')],
    ['a note in its place', text('later', 'note'), { note: 'Later again' }],
    ['an exact code', value('code', '50')],
    ['a prefix of a sub code', value('sub_code', 'ISV.', 'prefix')],
    ['one of several tags', value('tag', 'b'), { tags: ['A', 'B'] }],
    ['no tag', value('tag', '')],
    ['any tag', value('tag', '', 'prefix'), { tags: ['x'] }],
    ['under way', value('outcome', 'in-progress'), { outcome: null }],
    ['the format of the answer before that of the request', value('format', 'xml')],
    ['a parameter at any depth', { kind: 'parameter', name: 'service_id', value: '88', match: 'prefix' }],
    ['a parameter that is empty', { kind: 'parameter', name: 'bu_id', value: '', match: 'exact' }],
    ['its own millisecond', { kind: 'time', from: Date.UTC(2026, 10, 22, 8), until: null }],
    ['at least as long', { kind: 'duration', atLeastMs: 800, atMostMs: null }],
    ['a repeated one', { kind: 'is', trait: 'replayed' }, { parentId: 'exchange-0' }],
  ])('for %s', (_, condition, changes) => {
    expect(conditionSchema.parse(condition)).toEqual(condition)
    expect(holds(aDocument(changes), condition)).toBe(true)
  })

  it.each<[string, Condition, Parameters<typeof aSummary>[0]?]>([
    ['a text over two fields', text('DTO uid')],
    ['a text of the other half', text('error_response', 'request')],
    ['a message somewhere else', text('退款', 'msg')],
    ['a part of a code', value('code', '5')],
    ['a code nobody gave', value('code', '', 'prefix'), { code: null }],
    ['a time that ends here', { kind: 'time', from: null, until: Date.UTC(2026, 10, 22, 8) }],
    ['the duration of what has not ended', { kind: 'duration', atLeastMs: 0, atMostMs: null }, { durationMs: null }],
    ['a name it has not', { kind: 'is', trait: 'named' }],
  ])('not for %s', (_, condition, changes) => {
    expect(holds(aDocument(changes), condition)).toBe(false)
  })
})

it('takes any of a criterion, none of a negated one, and every criterion', () => {
  const criteria = (not: boolean, ...anyOf: Condition[]) => ({ all: [{ not, anyOf }], removed: false })
  const document = aDocument()
  expect(matches(document, criteria(false, value('code', '25'), value('code', '50')))).toBe(true)
  expect(matches(document, criteria(true, value('code', '25'), value('code', '50')))).toBe(false)
  expect(matches(document, { all: [...criteria(false, value('code', '50')).all, ...criteria(true, text('退款')).all], removed: false })).toBe(false)
  expect(matches(document, { all: [], removed: false })).toBe(true)
})

it('knows no value where there is nothing to say', () => {
  expect(valuesOf(aSummary({ code: null, tags: [] }), 'code')).toEqual([])
  expect(valuesOf(aSummary({ callerId: '' }), 'sid')).toEqual([])
})
