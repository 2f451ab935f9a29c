import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../../catalog/lippi-session-create'
import type { Operation } from '../../descriptor/types'
import { filterJson } from '../filter/json-path'
import { filterXml } from '../filter/x-path'
import { readJsonRows } from '../json/rows'
import { readXmlRows } from '../xml/rows'
import { annotationOf, fieldOf } from './annotations'
import type { HALVES } from './document-contract'
import type { JsonRows, XmlRows } from './rows'
import { findPlatformCode, findSubCode } from '../../knowledge/find-meaning'

type Half = (typeof HALVES)[number]
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const operation = lippiSessionCreate

function at(text: string, path: string): [JsonRows | XmlRows, number] {
  if (text.startsWith('<')) {
    const rows = readXmlRows(encode(text))
    return [rows, filterXml(rows, path).matches[0]?.row ?? -1]
  }
  const rows = readJsonRows(encode(text))
  return [rows, filterJson(rows, path).matches[0]?.row ?? -1]
}
const nameAt = (text: string, path: string, half: Half, of: Operation = operation): string | undefined => fieldOf(...at(text, path), of, half)?.name
const label = { zh: '标签', en: 'label' }
const base = { required: false, label, meaning: label }

/** With a list of objects and a list of plain values, which the catalog's own answer has not. */
const listed: Operation = {
  ...operation,
  response: [
    {
      ...base,
      kind: 'list',
      name: 'groups',
      item: { ...base, kind: 'object', name: 'group_d_t_o', type: 'GroupDTO', fields: [{ ...base, kind: 'integer', name: 'made', format: 'epochMillis', example: '1' }] },
    },
    {
      ...base,
      kind: 'list',
      name: 'states',
      item: { ...base, kind: 'string', name: 'string', example: '0', options: [{ value: '0', label: { zh: '开', en: 'open' } }] },
    },
  ],
}

describe('fieldOf', () => {
  const root = 'alibaba_lyservice_lippi_session_create_response'

  it.each<[string, string, Half, string | undefined]>([
    [`{"${root}":{"result":{"code":"1"},"request_id":"r"}}`, '$..code', 'response', 'code'],
    [`{"${root}":{"result":{"code":"1"},"request_id":"r"}}`, '$..result', 'response', 'result'],
    [`{"${root}":{"result":{"code":"1"},"request_id":"r"}}`, '$..request_id', 'response', 'request_id'],
    [`{"${root}":{"result":{"code":"1"}}}`, `$.${root}`, 'response', undefined],
    [`{"${root}":{"result":{"code":"1"}}}`, '$', 'response', undefined],
    [`{"${root}":{"other":{"code":"1"}}}`, '$..code', 'response', undefined],
    ['{"result":{"code":"1"}}', '$..code', 'response', 'code'],
    ['{"error_response":{"sub_code":"1"}}', '$..sub_code', 'response', 'sub_code'],
    ['{"error_response":{"result":"1"}}', '$..result', 'response', undefined],
    [`<${root}><result><code>1</code></result></${root}>`, '//code', 'response', 'code'],
    [`<p:${root}><p:result><code>1</code></p:result></p:${root}>`, '//code', 'response', 'code'],
    ['<error_response><code>1</code></error_response>', '//code', 'response', 'code'],
    ['{"ly_create_session_dto":{"source":{"sid":"1"}}}', '$..sid', 'request', 'sid'],
    ['{"ly_create_session_dto":{"source":{"sid":"1"}}}', '$..source', 'request', 'source'],
    ['<x_request><ly_create_session_dto><source><sid>1</sid></source></ly_create_session_dto></x_request>', '//sid', 'request', 'sid'],
  ])('of %s at %s (%s) is %s', (text, path, half, name) => {
    expect(nameAt(text, path, half)).toBe(name)
  })

  it.each([
    ['{"x_response":{"groups":{"group_d_t_o":[{"made":1}]}}}', '$..made', 'made'],
    ['{"x_response":{"groups":{"group_d_t_o":[{"made":1}]}}}', '$..group_d_t_o', 'group_d_t_o'],
    ['{"x_response":{"groups":{"group_d_t_o":[{"made":1}]}}}', '$..group_d_t_o[0]', 'group_d_t_o'],
    ['{"groups":[{"made":1}]}', '$..made', 'made'],
    ['{"groups":[{"made":1}]}', '$.groups', 'groups'],
    ['{"states":["0"]}', '$.states[0]', 'string'],
    ['<x_response><states><string>0</string></states></x_response>', '//string', 'string'],
  ])('follows lists: %s at %s', (text, path, name) => {
    expect(nameAt(text, path, 'response', listed)).toBe(name)
  })
})

describe('annotationOf', () => {
  const told = (text: string, path: string, half: Half = 'response', of: Operation = operation): unknown => annotationOf(...at(text, path), of, half)
  const source = (member: string): string => `{"ly_create_session_dto":{"source":{${member}}}}`

  it('says what a choice means', () => {
    expect(told(source('"session_status":0'), '$..session_status', 'request')).toEqual({ kind: 'meaning', zh: '会话中', en: 'In session' })
    expect(told(source('"session_status":7'), '$..session_status', 'request')).toBeNull()
    expect(told('{"result":{"success":false}}', '$..success')).toMatchObject({ en: 'Not successful' })
    expect(told('{"states":["0"]}', '$.states[0]', 'response', listed)).toMatchObject({ en: 'open' })
  })

  it('says that digits are a time where the descriptor says so', () => {
    expect(told(source('"session_start_time":1577106235000'), '$..session_start_time', 'request')).toEqual({ kind: 'time', epochMs: '1577106235000' })
    expect(told(source('"session_start_time":"soon"'), '$..session_start_time', 'request')).toBeNull()
    expect(told('<r><groups><group_d_t_o><made>0</made></group_d_t_o></groups></r>', '//made', 'response', listed)).toEqual({ kind: 'time', epochMs: '0' })
  })

  it.each([
    ['gmt_time', '1577106235000', true],
    ['created_at', '1577106235000', true],
    ['date', '4133980799999', true],
    ['date', '4133980800000', false],
    ['created_at', '999999999999', false],
    ['created_at', '1577106235000.5', false],
    ['format', '1577106235000', false],
    ['created_by', '1577106235000', false],
  ])('guesses of an unknown %s with %s: %s', (name, digits, isTime) => {
    expect(told(`{"x_response":{"${name}":${digits}}}`, `$..${name}`)).toEqual(isTime ? { kind: 'time', epochMs: digits } : null)
    expect(told(`<x_response><${name}>${digits}</${name}></x_response>`, `//${name}`)).toEqual(isTime ? { kind: 'time', epochMs: digits } : null)
  })

  it('says what the codes of a platform error mean, and of nothing else', () => {
    expect(told('{"error_response":{"code":25}}', '$..code')).toEqual({ kind: 'meaning', ...findPlatformCode('25')?.headline })
    expect(told('<error_response><sub_code>isv.appkey-not-exists</sub_code></error_response>', '//sub_code')).toEqual({
      kind: 'meaning',
      ...findSubCode('isv.appkey-not-exists')?.headline,
    })
    expect(told('{"error_response":{"code":98765}}', '$..code')).toBeNull()
    expect(told('{"result":{"code":"25"}}', '$..code')).toBeNull()
  })

  it('says nothing of containers, comments and texts', () => {
    expect(told('{"x_response":{"a_time":{}}}', '$..a_time')).toBeNull()
    expect(told('<x_response><a_time><!--c--></a_time></x_response>', '//comment()')).toBeNull()
  })
})
