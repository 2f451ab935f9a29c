import fc from 'fast-check'
import { OUTCOMES } from '../exchange/outcome'
import { TEXT_PLACES, TRAITS, VALUE_FIELDS, type Condition, type Criteria } from '../history/criteria'

/** Few enough that they meet each other often, and each odd in its own way. */
const PIECES = [
  ...['退款', '退', '款', '订单', '会话创建失败', '龘', '，', '。', '客服', 'ひら', '한글'],
  ...['2081', '208', '20', '4', '208144771234567890', '1447', 'isv.', 'invalid', 'Invalid', 'inv', 'session-exists', 'x', '0000', '00000000'],
  ...['😀', '😀😁', '\ud83d', '𠮷', '𠮷野', 'İ', 'ß', 'ς', 'Σ', 'Привет', 'é', 'e\u0301', 'ǆ', '％'],
  ...[' ', '  ', '\n', '"', '\\', '&', '&amp;', '\\u9000', '{', '_', '=', ':', '*', '\0', '-', "'"],
] as const
const piece = fc.constantFrom(...PIECES)

/** Short texts that share pieces, so that searches find something. */
export const searchableText = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))

/** Parts of such texts: beginnings and ends of words and characters cut off. */
const searchedText = fc
  .tuple(searchableText, fc.nat(8), fc.nat(8))
  .map(([text, from, length]) => text.slice(Math.min(from, text.length - 1)).slice(0, length + 1))

export const searchableValue = fc.oneof(
  fc.constantFrom('25', '15', 'isv.invalid-parameter', 'ISV.session-exists', 'isv.', '208144771234567890', 'refused', '退款', '测试', 'T-1', 't-2'),
  searchableText,
  searchableText.map((text) => text.padEnd(31, 'x')),
  searchableText.map((text) => `${'a'.repeat(31)}${text}`),
)

const value = fc.oneof(searchableValue, searchableValue.chain((text) => fc.nat(4).map((length) => text.slice(0, length))), fc.constantFrom(...OUTCOMES, 'in-progress', ''))
const match = fc.constantFrom('exact', 'prefix')
export const A_TIME = 1_800_000_000_000
const time = fc.option(fc.integer({ min: A_TIME - 2_000, max: A_TIME + 5_000 }), { nil: null })
export const aDuration = fc.constantFrom(0, 0.5, 1, 1.5, 2, 9.99, 10, 200, 1_999, 2_000, 1e9)
export const PARAMETER_NAMES = ['sid', 'service_id', 'Sid', 'method', 'x=y', '字段'] as const

const aCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('text'), text: searchedText, in: fc.oneof({ weight: 3, arbitrary: fc.constant('anywhere') }, fc.constantFrom(...TEXT_PLACES)) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('value'), field: fc.constantFrom(...VALUE_FIELDS), value, match }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('parameter'), name: fc.constantFrom(...PARAMETER_NAMES), value, match }) },
  fc.record({ kind: fc.constant('time'), from: time, until: time }),
  fc.record({ kind: fc.constant('duration'), atLeastMs: fc.option(aDuration, { nil: null }), atMostMs: fc.option(aDuration, { nil: null }) }),
  fc.record({ kind: fc.constant('is'), trait: fc.constantFrom(...TRAITS) }),
) as fc.Arbitrary<Condition>

export const someCriteria: fc.Arbitrary<Criteria> = fc.record({
  all: fc.array(fc.record({ not: fc.integer({ max: 3, min: 0 }).map((nth) => nth === 0), anyOf: fc.array(aCondition, { minLength: 1, maxLength: 3 }) }), { maxLength: 3 }),
  removed: fc.integer({ min: 0, max: 5 }).map((nth) => nth === 0),
})
