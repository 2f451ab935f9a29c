import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { parseJson } from '../exchange/json/parse'
import { leafText, memberOf, type JsonNode } from '../exchange/json/tree'
import { signatureVectors } from '../testing/fixtures'
import { wellFormedText } from '../testing/arbitraries'
import { leavesOf } from './paths'
import { businessParameters, camelCase, requestTree } from './serialise'

const leaves = leavesOf(lippiSessionCreate.request)

/** Values of a draft from the DTO texts of a request. */
function valuesOf(dtos: Readonly<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { path } of leaves) {
    const [dto, ...names] = path.split('.')
    const text = dtos[dto ?? '']
    if (text === undefined) continue
    const node = names.reduce<JsonNode | null>((found, name) => memberOf(found, name), parseJson(text))
    const value = leafText(node)
    if (value !== null) values[path] = value
  }
  return values
}

function vectorParams(id: string): Readonly<Record<string, string>> {
  return signatureVectors.find((vector) => vector.id === id)?.params ?? {}
}

describe('businessParameters', () => {
  it('writes the DTO as the official SDK does, but for its needless escape of the slash', () => {
    const official = vectorParams('api-05-full-java-order')
    const [dto] = businessParameters(lippiSessionCreate, valuesOf(official)).filter(({ name }) => name === 'ly_create_session_dto')
    expect(official.ly_create_session_dto).toContain('\\/')
    expect(dto?.value).toBe(official.ly_create_session_dto?.replaceAll('\\/', '/'))
  })

  it.each(['api-01-min-md5', 'api-04-full'])('keeps every value of %s, whatever order it was written in', (id) => {
    const params = vectorParams(id)
    const [dto] = businessParameters(lippiSessionCreate, valuesOf(params))
    expect(JSON.parse(dto?.value ?? '')).toEqual(JSON.parse(params.ly_create_session_dto ?? ''))
  })

  it('orders members by their camelCase names and the parameters likewise', () => {
    const values = Object.fromEntries(leaves.map(({ path, field }) => [path, field.example]))
    const parameters = businessParameters(lippiSessionCreate, values)
    expect(parameters.map(({ name }) => name)).toEqual(['ly_create_session_dto', 'ly_ding_open_para_dto'])
    const dto = JSON.parse(parameters[0]?.value ?? '') as { source: object; target: object }
    // PROTOCOL 3 lists both orders.
    expect(Object.keys(dto.source).map(camelCase)).toEqual([
      'channel',
      'channelAvatarUrl',
      'channelNick',
      'channelUid',
      'channelUserSource',
      'cmsId',
      'sessionEndTime',
      'sessionSource',
      'sessionStartTime',
      'sessionStatus',
      'sid',
      'summary',
    ])
    expect(Object.keys(dto.target).map(camelCase)).toEqual([
      'buId',
      'corpId',
      'dingCorpId',
      'openInstanceId',
      'productionType',
      'serviceId',
      'sessionSource',
    ])
  })

  it('leaves out what is empty: members, objects, parameters', () => {
    expect(businessParameters(lippiSessionCreate, {})).toEqual([])
    expect(businessParameters(lippiSessionCreate, { 'ly_create_session_dto.target.bu_id': '1', 'ly_ding_open_para_dto.org_id': '' })).toEqual([
      { name: 'ly_create_session_dto', value: '{"target":{"bu_id":"1"}}' },
    ])
  })

  it.each([
    ['9007199254740993', '{"org_id":9007199254740993}'],
    ['1.10', '{"org_id":1.10}'],
    ['1e400', '{"org_id":1e400}'],
    ['-0', '{"org_id":-0}'],
    ['00012', '{"org_id":"00012"}'],
    ['twelve', '{"org_id":"twelve"}'],
    ['NaN', '{"org_id":"NaN"}'],
    [' 1', '{"org_id":" 1"}'],
  ])('writes the number %s as %s', (value, expected) => {
    expect(businessParameters(lippiSessionCreate, { 'ly_ding_open_para_dto.org_id': value })[0]?.value).toBe(expected)
  })

  it('ignores paths the operation does not know', () => {
    const values = JSON.parse('{"__proto__.x":"1","ly_create_session_dto":"2","constructor":"3"}') as Record<string, string>
    expect(businessParameters(lippiSessionCreate, values)).toEqual([])
  })

  it('writes JSON that reads back as the values, for any well-formed texts', () => {
    const texts = fc.dictionary(fc.constantFrom(...leaves.filter(({ field }) => field.kind === 'string').map(({ path }) => path)), wellFormedText)
    fc.assert(
      fc.property(texts, (values) => {
        const parameters = businessParameters(lippiSessionCreate, values)
        const dtos = Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
        const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
        expect(valuesOf(dtos)).toEqual(kept)
        for (const { value } of parameters) expect(JSON.stringify(JSON.parse(value))).toBe(value)
      }),
    )
  })
})

describe('requestTree', () => {
  it('has the parameters with their DTOs expanded', () => {
    const tree = requestTree(lippiSessionCreate, { 'ly_ding_open_para_dto.org_id': '1' })
    expect(leafText(memberOf(memberOf(tree, 'ly_ding_open_para_dto'), 'org_id'))).toBe('1')
    expect(tree.members).toHaveLength(1)
  })
})

describe('camelCase', () => {
  it.each([
    ['channel_avatar_url', 'channelAvatarUrl'],
    ['sid', 'sid'],
    ['a_1', 'a1'],
  ])('of %s is %s', (name, expected) => {
    expect(camelCase(name)).toBe(expected)
  })
})
