import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { parseJson } from '../exchange/json/parse'
import { errorFields, openEnvelope, requestRoot, responseFields, responseRoot } from './envelope'

const open = (text: string): ReturnType<typeof openEnvelope> => openEnvelope(parseJson(text), lippiSessionCreate)
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

describe('fields', () => {
  it('of an error are the documented ones', () => {
    expect(errorFields.map(({ name }) => name)).toEqual(['code', 'msg', 'sub_code', 'sub_msg', 'request_id'])
    expect(errorFields[0]?.kind).toBe('integer')
  })

  it('of a response have the request id beside the operation’s own', () => {
    expect(responseFields(lippiSessionCreate).map(({ name }) => name)).toEqual(['result', 'request_id'])
  })
})
