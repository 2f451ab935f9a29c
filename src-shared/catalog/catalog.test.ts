import { describe, expect, it } from 'vitest'
import { exampleValues } from '../descriptor/example'
import { leavesOf } from '../descriptor/paths'
import { findProblems } from '../descriptor/problems'
import { requestTree } from '../descriptor/serialise'
import type { Field, LocalizedText } from '../descriptor/types'
import { leafText, memberOf, type JsonNode } from '../exchange/json/tree'
import { catalog, findOperation } from './index'

function allFields(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...allFields(field.kind === 'object' ? field.fields : field.kind === 'list' ? [field.item] : [])])
}

function textsOf(field: Field): LocalizedText[] {
  const options = field.kind === 'object' || field.kind === 'list' ? [] : (field.options ?? []).map((option) => option.label)
  return [field.label, field.meaning, ...options]
}

function siblingsOf<F extends Field>(fields: readonly F[]): (readonly [F, readonly F[]])[] {
  return fields.flatMap((field) => [[field, fields] as const, ...(field.kind === 'object' ? siblingsOf(field.fields as readonly F[]) : [])])
}

it('holds every operation once', () => {
  const names = catalog.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(catalog.map(({ apiId }) => apiId)).size).toBe(catalog.length)
  for (const operation of catalog) expect(findOperation(operation.name)).toBe(operation)
})

it.each(['', 'constructor', 'alibaba.lyservice.lippi.session.Create'])('finds no operation named "%s"', (name) => {
  expect(findOperation(name)).toBeNull()
})

describe.each(catalog)('$name', (operation) => {
  const fields = allFields([...operation.request, ...operation.response])

  it('speaks both languages everywhere', () => {
    const texts = [operation.title, operation.summary, operation.category, ...fields.flatMap(textsOf)]
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/[\u4e00-\u9fffA-Z]/)
      expect(en).toMatch(/^[\x20-\x7e\u2019]+$/)
    }
  })

  it('survives a JSON round trip', () => {
    expect(JSON.parse(JSON.stringify(operation))).toEqual(operation)
  })

  it('names no field twice in one object', () => {
    for (const [field, siblings] of siblingsOf([...operation.request, ...operation.response])) {
      expect(siblings.filter(({ name }) => name === field.name)).toEqual([field])
    }
  })

  it('has an example without a problem', () => {
    expect(findProblems(operation, exampleValues(operation))).toEqual([])
  })

  it('has conditions and orders that name a sibling and a value it may have', () => {
    for (const [field, siblings] of siblingsOf(operation.request)) {
      if (field.kind === 'object') continue
      if (field.onlyWhen !== undefined) {
        const sibling = siblings.find(({ name }) => name === field.onlyWhen?.field)
        const known = sibling?.kind === 'object' ? [] : (sibling?.options ?? []).map(({ value }) => value)
        expect(known).toEqual(expect.arrayContaining([...field.onlyWhen.oneOf]))
      }
      if (field.kind === 'integer' && field.notBefore !== undefined) {
        expect(siblings.find(({ name }) => name === field.notBefore)?.kind).toBe('integer')
      }
    }
  })

  it('identifies an exchange by fields it has', () => {
    const paths = leavesOf(operation.request).map(({ path }) => path)
    expect(paths).toContain(operation.identity.callerId)
    if (operation.identity.subject !== undefined) expect(paths).toContain(operation.identity.subject)
    if (operation.identity.resultId !== undefined) {
      expect(leavesOf(operation.response).map(({ path }) => path)).toContain(operation.identity.resultId)
    }
  })

  it('serialises its example to exactly the values given', () => {
    const values = exampleValues(operation)
    const tree = requestTree(operation, values)
    for (const [path, value] of Object.entries(values)) {
      const node = path.split('.').reduce<JsonNode | null>((found, name) => memberOf(found, name), tree)
      expect(leafText(node)).toBe(value)
    }
  })
})

describe('alibaba.lyservice.lippi.session.create against the official page', () => {
  const leaves = leavesOf(findOperation('alibaba.lyservice.lippi.session.create')?.request ?? [])
  const namesBelow = (path: string): string[] =>
    leaves.filter(({ parentPath }) => parentPath === path).map(({ field }) => field.name).sort()

  it('has 24 leaves', () => {
    expect(leaves).toHaveLength(24)
  })

  it('has the twelve fields of source', () => {
    expect(namesBelow('ly_create_session_dto.source')).toEqual([
      'channel',
      'channel_avatar_url',
      'channel_nick',
      'channel_uid',
      'channel_user_source',
      'cms_id',
      'session_end_time',
      'session_source',
      'session_start_time',
      'session_status',
      'sid',
      'summary',
    ])
  })

  it('has the seven fields of target', () => {
    expect(namesBelow('ly_create_session_dto.target')).toEqual([
      'bu_id',
      'corp_id',
      'ding_corp_id',
      'open_instance_id',
      'production_type',
      'service_id',
      'session_source',
    ])
  })

  it('has the five fields of ly_ding_open_para_dto', () => {
    expect(namesBelow('ly_ding_open_para_dto')).toEqual(['corp_id', 'isv_org_id', 'org_id', 'suite_key', 'token_grant_type'])
  })

  it('has Numbers where the page has Number', () => {
    expect(leaves.filter(({ field }) => field.kind === 'integer').map(({ field }) => field.name).sort()).toEqual([
      'isv_org_id',
      'org_id',
      'production_type',
      'session_end_time',
      'session_start_time',
      'session_status',
      'token_grant_type',
    ])
  })
})
