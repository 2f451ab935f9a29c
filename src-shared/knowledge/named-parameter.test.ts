import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog'
import { leavesOf } from '../descriptor/paths'
import { findSubCode } from './find-meaning'
import { namedParameters } from './named-parameter'

const operation = 'alibaba.lyservice.lippi.session.create'
const named = (code: string, message: string | null, subCode: string | null = null) =>
  namedParameters({ code, message, subCode, operation }, subCode === null ? null : findSubCode(subCode))
const paths = (found: ReturnType<typeof named>): string[][] => found.map(({ fields }) => fields.map(({ path }) => path))

describe('a parameter the platform names', () => {
  it('is found by its path', () => {
    const [found] = named('40', 'Missing required arguments:ly_create_session_dto.source.channel_uid')
    expect(found?.fields).toEqual([
      {
        path: 'ly_create_session_dto.source.channel_uid',
        jumpPath: 'ly_create_session_dto.source.channel_uid',
        label: { zh: '客户在渠道内的 ID', en: 'customer id' },
      },
    ])
  })

  it.each([
    ['channel_uid', ['ly_create_session_dto.source.channel_uid']],
    ['channelUid', ['ly_create_session_dto.source.channel_uid']],
    ['source.session_source', ['ly_create_session_dto.source.session_source']],
    ['session_source', ['ly_create_session_dto.source.session_source', 'ly_create_session_dto.target.session_source']],
    ['no_such_thing', []],
  ])('is found by its name %s', (name, expected) => {
    expect(paths(named('41', `Invalid arguments:${name}`))).toEqual([expected])
    expect(paths(named('50', 'Remote service error', `isv.missing-parameter:${name}`))).toEqual([expected])
  })

  it('may be a whole DTO: the form is entered at its first required field', () => {
    const [found] = named('40', 'Missing required arguments:ly_create_session_dto')
    expect(found?.fields.map(({ jumpPath }) => jumpPath)).toEqual(['ly_create_session_dto.source.sid'])
  })

  it('may be two that do not match', () => {
    expect(named('50', 'x', 'isv.parameters-mismatch:sid-and-bu_id').map(({ name }) => name)).toEqual(['sid', 'bu_id'])
  })

  it.each([
    ['40', 'Missing required arguments', null],
    ['40', null, null],
    ['25', 'Invalid signature:sid', null],
    ['50', 'Remote service error', 'isv.invalid-parameter'],
    ['50', 'Remote service error', 'isv.item-not-exist:12345'],
  ])('is not made up: %s %s %s', (code, message, subCode) => expect(named(code, message, subCode)).toEqual([]))

  it('leads to a field of the form, whichever field of the catalog it is', () => {
    for (const { name, request } of catalog) {
      const leaves = leavesOf(request).map(({ path }) => path)
      for (const path of leaves) {
        const [found] = namedParameters({ code: '40', message: `Missing required arguments:${path}`, subCode: null, operation: name }, null)
        expect(found?.fields.map(({ jumpPath }) => jumpPath)).toEqual([path])
      }
    }
  })

  it('has no field when the operation is not in the catalog', () => {
    expect(namedParameters({ code: '40', message: 'Missing required arguments:sid', subCode: null, operation: 'gone' }, null)).toEqual([{ name: 'sid', fields: [] }])
  })
})
