import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { groupsOf, joinPath, leavesOf } from './paths'

describe('leavesOf', () => {
  it('gives the leaves in the order of the page with their parents', () => {
    const leaves = leavesOf(lippiSessionCreate.request)
    expect(leaves[0]).toMatchObject({ path: 'ly_create_session_dto.source.sid', parentPath: 'ly_create_session_dto.source' })
    expect(leaves[0]?.parent?.name).toBe('source')
    expect(leaves.at(-1)?.path).toBe('ly_ding_open_para_dto.isv_org_id')
  })

  it('gives a leaf at the top no parent', () => {
    const [result] = leavesOf(lippiSessionCreate.response)
    expect(result?.path).toBe('result.msg')
    const flat = leavesOf(lippiSessionCreate.response.flatMap((field) => (field.kind === 'object' ? field.fields : [])))
    expect(flat[0]).toMatchObject({ path: 'msg', parent: null, parentPath: '' })
  })
})

describe('groupsOf', () => {
  it('names the three groups of the form', () => {
    expect(groupsOf(lippiSessionCreate).map(({ field }) => field.name)).toEqual(['source', 'target', 'ly_ding_open_para_dto'])
  })
})

describe('joinPath', () => {
  it('puts a dot between, but not at the top', () => {
    expect(joinPath('', 'a')).toBe('a')
    expect(joinPath('a.b', 'c')).toBe('a.b.c')
  })
})
