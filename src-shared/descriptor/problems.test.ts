import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOperation } from '../catalog'
import { anyText } from '../testing/arbitraries'
import { exampleValues } from './example'
import { LONG_TEXT_BYTES, findProblems, isInt64, isInteger, isWellFormedText, type Problem } from './problems'
import type { RequestField, Operation } from './types'

const found = findOperation('alibaba.lyservice.lippi.session.create')
if (found === null) throw new Error('the catalog lacks the operation')
const operation: Operation = found
const example = exampleValues(operation)

const SID = 'ly_create_session_dto.source.sid'
const CHANNEL = 'ly_create_session_dto.source.channel'
const SUMMARY = 'ly_create_session_dto.source.summary'
const STATUS = 'ly_create_session_dto.source.session_status'
const START = 'ly_create_session_dto.source.session_start_time'
const END = 'ly_create_session_dto.source.session_end_time'
const ORG_ID = 'ly_ding_open_para_dto.org_id'

function problemsWith(changes: Readonly<Record<string, string>>): string[] {
  return findProblems(operation, { ...example, ...changes }).map(({ path, code, severity }) => `${path} ${code} ${severity}`)
}

describe('findProblems', () => {
  it('lists every required field of an empty draft, in the order of the page', () => {
    const problems = findProblems(operation, {})
    expect(problems.every(({ code, severity }) => code === 'required' && severity === 'error')).toBe(true)
    expect(problems.map(({ path }) => path.split('.').slice(1).join('.'))).toEqual([
      'source.sid',
      'source.channel',
      'source.channel_uid',
      'source.session_source',
      'target.service_id',
      'target.bu_id',
      'target.session_source',
    ])
  })

  it.each([
    [STATUS, 'zero', 'not-integer error'],
    [STATUS, '1.0', 'not-integer error'],
    [STATUS, '1e3', 'not-integer error'],
    [STATUS, '00012', 'not-integer error'],
    [STATUS, '+1', 'not-integer error'],
    [STATUS, ' 1', 'not-integer error'],
    [STATUS, '7', 'unknown-option warning'],
    [ORG_ID, '9223372036854775808', 'out-of-int64 error'],
    [ORG_ID, '-9223372036854775809', 'out-of-int64 error'],
    [ORG_ID, '9'.repeat(100_000), 'too-long error'],
    [CHANNEL, '9', 'unknown-option warning'],
    [SID, ' s', 'surrounding-blank warning'],
    [SID, 's\u3000', 'surrounding-blank warning'],
    [SUMMARY, 'a\ud800b', 'not-unicode blocking'],
    [SUMMARY, '\udc00', 'not-unicode blocking'],
    [SID, '', 'required error'],
  ])('says of %s = %j first: %s', (path, value, expected) => {
    expect(problemsWith({ [path]: value })[0]).toBe(`${path} ${expected}`)
  })

  it.each([
    [ORG_ID, '9223372036854775807'],
    [ORG_ID, '-9223372036854775808'],
    [ORG_ID, '9007199254740993'],
    [ORG_ID, '-0'],
    [SUMMARY, '"quotes" \\ 会话 😀\n<b>'],
    [SUMMARY, '会'.repeat(Math.floor(LONG_TEXT_BYTES / 3))],
  ])('has nothing to say of %s = %j', (path, value) => {
    expect(problemsWith({ [path]: value })).toEqual([])
  })

  it('measures length in UTF-8 bytes', () => {
    expect(problemsWith({ [SUMMARY]: 'x'.repeat(LONG_TEXT_BYTES) })).toEqual([])
    expect(problemsWith({ [SUMMARY]: 'x'.repeat(LONG_TEXT_BYTES + 1) })).toEqual([`${SUMMARY} too-long error`])
    expect(problemsWith({ [SUMMARY]: '会'.repeat(LONG_TEXT_BYTES / 2) })).toEqual([`${SUMMARY} too-long error`])
  })

  it('reads a summary of a megabyte in no time', () => {
    const startedAt = performance.now()
    expect(problemsWith({ [SUMMARY]: '会😀x\ud800'.repeat(200_000) })).toEqual([
      `${SUMMARY} not-unicode blocking`,
      `${SUMMARY} too-long error`,
    ])
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })

  it('warns of a field whose condition does not hold', () => {
    const suite = { 'ly_ding_open_para_dto.suite_key': 'k', 'ly_ding_open_para_dto.isv_org_id': '5' }
    expect(problemsWith({ ...suite, 'ly_ding_open_para_dto.token_grant_type': '0' })).toEqual([
      'ly_ding_open_para_dto.suite_key condition-unmet warning',
      'ly_ding_open_para_dto.isv_org_id condition-unmet warning',
    ])
    expect(problemsWith({ ...suite, 'ly_ding_open_para_dto.token_grant_type': '1' })).toEqual([])
    const [problem] = findProblems(operation, { ...example, ...suite, 'ly_ding_open_para_dto.token_grant_type': '' })
    expect(problem?.detail).toEqual({ field: 'token_grant_type', value: '1' })
  })

  it('warns of an end before its start, beyond what a double can tell apart', () => {
    expect(problemsWith({ [START]: '9007199254740993', [END]: '9007199254740992' })).toEqual([`${END} end-before-start warning`])
    expect(problemsWith({ [START]: '9007199254740993', [END]: '9007199254740993' })).toEqual([])
    expect(problemsWith({ [START]: '', [END]: '1' })).toEqual([])
    expect(problemsWith({ [START]: 'x', [END]: '1' })).toEqual([`${START} not-integer error`])
  })

  it('blocks a path the operation does not know, unless it is empty', () => {
    expect(problemsWith({ 'ly_create_session_dto.source.sidd': 'x', 'no.such': '' })).toEqual([
      'ly_create_session_dto.source.sidd unknown-field blocking',
    ])
  })

  it('never repeats a value', () => {
    const value = 'S3CRET-7'
    const values = Object.fromEntries(Object.keys(example).map((path) => [path, value]))
    const problems: Problem[] = findProblems(operation, values)
    expect(problems.length).toBeGreaterThan(5)
    expect(JSON.stringify(problems)).not.toContain(value)
  })

  it('asks for a required member of an optional object only when the object is used', () => {
    const words = { label: { zh: '', en: '' }, meaning: { zh: '', en: '' }, example: '' } as const
    const members: RequestField[] = [
      { ...words, kind: 'string', name: 'a', required: true },
      { ...words, kind: 'boolean', name: 'b', required: false },
    ]
    const withOptional: Operation = { ...operation, request: [{ ...words, kind: 'object', type: 'T', name: 'o', required: false, fields: members }] }
    expect(findProblems(withOptional, {})).toEqual([])
    expect(findProblems(withOptional, { 'o.b': 'true' }).map(({ path, code }) => [path, code])).toEqual([['o.a', 'required']])
    expect(findProblems(withOptional, { 'o.a': 'x', 'o.b': 'yes' }).map(({ code }) => code)).toEqual(['not-boolean'])
  })
})

describe('isInt64', () => {
  it('agrees with arithmetic on every integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), (number) => {
        expect(isInt64(String(number))).toBe(BigInt.asIntN(64, number) === number)
      }),
    )
  })

  it.each([
    [(2n ** 63n - 1n).toString(), true],
    [(2n ** 63n).toString(), false],
    [(-(2n ** 63n)).toString(), true],
    [(-(2n ** 63n) - 1n).toString(), false],
    ['', false],
    ['-', false],
    ['0x1', false],
    ['1_000', false],
    ['١', false],
    ['1\n', false],
  ])('of %j is %s', (text, expected) => {
    expect(isInt64(text)).toBe(expected)
  })
})

describe('isInteger', () => {
  it('accepts what JSON.parse gives an integer for, and no other spelling', () => {
    fc.assert(
      fc.property(fc.bigInt(), (number) => {
        expect(isInteger(String(number))).toBe(true)
        expect(isInteger(`0${String(number)}`)).toBe(false)
        expect(isInteger(`${String(number)}.0`)).toBe(false)
      }),
    )
  })
})

describe('isWellFormedText', () => {
  it('agrees with the round trip through UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isWellFormedText(text)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text)) === text)
      }),
    )
  })
})
