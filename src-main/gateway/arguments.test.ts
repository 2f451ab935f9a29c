import { describe, expect, it } from 'vitest'
import type { RequestField, Operation } from '@shared/descriptor/types'
import { lippiSessionCreate } from '@shared/catalog/lippi-session-create'
import { textAt } from '@shared/exchange/json/tree'
import { readArguments } from './arguments'
import { sessionDto } from './testing/call'

const words = { label: { zh: '', en: '' }, meaning: { zh: '', en: '' }, example: '', required: true } as const

function operationOf(request: readonly RequestField[]): Operation {
  return { ...lippiSessionCreate, request }
}

function codeOf(operation: Operation, parameters: Readonly<Record<string, string>>): string {
  const read = readArguments(operation, new Map(Object.entries(parameters)))
  return read.ok ? 'ok' : `${read.refusal.code} ${read.refusal.message.split(':')[1] ?? ''}`
}

describe('readArguments', () => {
  it('gives the DTOs as one tree and keeps digits', () => {
    const read = readArguments(
      lippiSessionCreate,
      new Map([
        ['ly_create_session_dto', sessionDto()],
        ['ly_ding_open_para_dto', '{"org_id":9007199254740993}'],
      ]),
    )
    expect(read.ok && textAt(read.tree, 'ly_create_session_dto.source.sid')).toBe('s1')
    expect(read.ok && textAt(read.tree, 'ly_ding_open_para_dto.org_id')).toBe('9007199254740993')
    expect(read.ok && textAt(read.tree, 'ly_ding_open_para_dto.no.such')).toBeNull()
  })

  it.each(['sid', 'channel', 'channel_uid', 'session_source'])('misses source.%s', (name) => {
    const path = `ly_create_session_dto.source.${name}`
    expect(codeOf(lippiSessionCreate, { ly_create_session_dto: sessionDto({ source: { [name]: undefined } }) })).toBe(`40 ${path}`)
    expect(codeOf(lippiSessionCreate, { ly_create_session_dto: sessionDto({ source: { [name]: '' } }) })).toBe(`40 ${path}`)
  })

  it.each(['service_id', 'bu_id', 'session_source'])('misses target.%s', (name) => {
    const dto = sessionDto({ target: { [name]: undefined } })
    expect(codeOf(lippiSessionCreate, { ly_create_session_dto: dto })).toBe(`40 ly_create_session_dto.target.${name}`)
  })

  it('takes null and an empty text in an optional member for absent', () => {
    const dto = sessionDto({ source: { summary: null, session_status: null, cms_id: '' } })
    expect(codeOf(lippiSessionCreate, { ly_create_session_dto: dto, ly_ding_open_para_dto: '{}' })).toBe('ok')
  })

  it('reads parameters that are no DTOs by their type', () => {
    const operation = operationOf([
      { ...words, kind: 'string', name: 'text' },
      { ...words, kind: 'integer', name: 'number' },
      { ...words, kind: 'boolean', name: 'flag' },
    ])
    expect(codeOf(operation, { text: '{', number: '9223372036854775807', flag: 'true' })).toBe('ok')
    expect(codeOf(operation, { text: 'x', number: '1.0', flag: 'true' })).toBe('41 number')
    expect(codeOf(operation, { text: 'x', number: '1', flag: 'TRUE' })).toBe('41 flag')
    expect(codeOf(operation, { number: '1', flag: 'true' })).toBe('40 text')
  })

  it('checks booleans inside a DTO', () => {
    const operation = operationOf([{ ...words, kind: 'object', type: 'X', name: 'dto', fields: [{ ...words, kind: 'boolean', name: 'flag' }] }])
    expect(codeOf(operation, { dto: '{"flag":false}' })).toBe('ok')
    expect(codeOf(operation, { dto: '{"flag":"false"}' })).toBe('41 dto.flag')
  })
})
