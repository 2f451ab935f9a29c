import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { membersOfJson, membersOfXml } from '../exchange/document/members'
import { readJsonRows } from '../exchange/json/rows'
import { readXmlRows } from '../exchange/xml/rows'
import { errorFields, openEnvelope, requestRoot, responseFields, responseRoot } from './envelope'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const open = (text: string): ReturnType<typeof openEnvelope> => openEnvelope(membersOfJson(readJsonRows(bytes(text))), lippiSessionCreate)
const openXml = (text: string): ReturnType<typeof openEnvelope> => openEnvelope(membersOfXml(readXmlRows(bytes(text))), lippiSessionCreate)
const ROOT = 'alibaba_lyservice_lippi_session_create_response'

describe('roots', () => {
  it.each([
    ['alibaba.lyservice.lippi.session.create', ROOT],
    ['taobao.item.seller.get', 'item_seller_get_response'],
    ['tmall.taobao.get', 'tmall_taobao_get_response'],
  ])('of %s is %s', (name, root) => {
    expect(responseRoot(name)).toBe(root)
    expect(requestRoot(name)).toBe(root.replace('_response', '_request'))
  })

  it('of an operation that is itself called a response keeps that word', () => {
    expect(requestRoot('a.b_response.get')).toBe('a_b_response_get_request')
  })
})

describe('openEnvelope', () => {
  it('finds an error, even beside a response', () => {
    expect(open('{"error_response":{"code":1}}').kind).toBe('error')
    expect(open(`{"${ROOT}":{},"error_response":{"code":1}}`).kind).toBe('error')
  })

  it('tells plain from simplified', () => {
    expect(open(`{"${ROOT}":{"result":{}}}`)).toMatchObject({ kind: 'response', simplified: false })
    expect(open('{"result":{"success":true},"request_id":"r"}')).toMatchObject({ kind: 'response', simplified: true })
  })

  it.each(['{}', '[]', '1', 'null', '"x"', '{"other_response":{"result":{}}}', '{"request_id":"r"}', '{"error_response":"x"}', `{"${ROOT}":[]}`])(
    'does not recognise %s',
    (text) => {
      expect(open(text).kind).toBe('unrecognised')
    },
  )
})

describe('openEnvelope of XML', () => {
  it.each([
    ['<error_response><code>1</code></error_response>', { kind: 'error' }],
    ['<error_response/>', { kind: 'error' }],
    [`<${ROOT}><result/></${ROOT}>`, { kind: 'response', simplified: false }],
    ['<!-- a --><other_response/>', { kind: 'unrecognised' }],
  ])('of %s', (text, expected) => {
    expect(openXml(text)).toMatchObject(expected)
  })
})

describe('fields', () => {
  it('of an error are the documented ones', () => {
    expect(errorFields.map(({ name }) => name)).toEqual(['code', 'msg', 'sub_code', 'sub_msg', 'request_id'])
    expect(errorFields[0]?.kind).toBe('integer')
  })

  it('of a response have the request id beside the operation’s own', () => {
    expect(responseFields(lippiSessionCreate).map(({ name }) => name)).toEqual(['result', 'request_id'])
  })
})
