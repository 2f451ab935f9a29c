import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { answerRequest, answerUnavailable, type AnswerContext } from './answer'
import type { GatewayRequest } from './request'
import { SessionBook } from './sessions'
import { secretOf, signedCall, type CallChanges } from './testing/call'

const nowMs = Date.UTC(2026, 0, 1, 4)

function aContext(changes: Partial<AnswerContext> = {}): AnswerContext {
  return { secretOf, nowMs, sessions: new SessionBook(() => 'aa'), newRequestId: () => 'zzp0c5fj10y3', operations: catalog, ...changes }
}

function aRequest(changes: CallChanges = {}): GatewayRequest {
  const list = signedCall({ timestampMs: nowMs, ...changes })
  return { method: 'POST', parameters: new Map(list.map(({ name, value }) => [name, value])), isUtf8: true }
}

describe('answerRequest', () => {
  it('gives the answer of the samples in JSON', async () => {
    const { body } = await answerRequest(aRequest(), aContext())
    expect(body).toBe(
      '{"alibaba_lyservice_lippi_session_create_response":{"result":{"code":"0","data":"aa","msg":"ok","success":true},"request_id":"zzp0c5fj10y3"}}',
    )
  })

  it('gives the same in XML', async () => {
    const { body } = await answerRequest(aRequest({ parameters: { format: 'xml' } }), aContext())
    expect(body.replace(/>\s+</g, '><')).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8" \?><alibaba_lyservice_lippi_session_create_response><result><code>0<\/code><data>aa<\/data><msg>ok<\/msg><success>true<\/success><\/result><request_id>zzp0c5fj10y3<\/request_id><\/alibaba_lyservice_lippi_session_create_response><!--[^>]+-->$/,
    )
  })

  it('gives the refusal of the sample', async () => {
    const { body } = await answerRequest(aRequest({ secret: 'x' }), aContext({ newRequestId: () => '109wcmcgllsj1' }))
    expect(body).toBe('{"error_response":{"code":25,"msg":"Invalid signature","request_id":"109wcmcgllsj1"}}')
  })

  it('escapes the slash in JSON', async () => {
    const { body } = await answerRequest(aRequest(), aContext({ sessions: new SessionBook(() => 'a/b\\/c') }))
    expect(body).toContain('"data":"a\\/b\\\\\\/c"')
    expect(body).not.toMatch(/[^\\]\//)
  })

  it('depends on nothing but its arguments', async () => {
    const request = aRequest()
    expect(await answerRequest(request, aContext())).toEqual(await answerRequest(request, aContext()))
  })

  it('knows no operation that it cannot perform', async () => {
    const [operation] = catalog
    if (operation === undefined) throw new Error('the catalog is empty')
    const described = { ...operation, name: 'alibaba.lyservice.not.performed' }
    const { body } = await answerRequest(aRequest({ operation: described }), aContext({ operations: [described] }))
    expect(body).toContain('"code":22')
  })

  it('asks for no secret before the timestamp is right', async () => {
    const asked: string[] = []
    const context = aContext({ nowMs: 0, secretOf: (appKey) => secretOf(asked[asked.push(appKey) - 1] ?? '') })
    expect((await answerRequest(aRequest(), context)).body).toContain('"code":31')
    expect(asked).toEqual([])
  })

  it('lets a failing reader of secrets fail', async () => {
    const context = aContext({ secretOf: async () => Promise.reject(new Error('locked')) })
    await expect(answerRequest(aRequest(), context)).rejects.toThrow('locked')
  })
})

describe('answerUnavailable', () => {
  it('answers 10 in the format asked for', () => {
    expect(answerUnavailable(aRequest(), () => 'r').body).toBe(
      '{"error_response":{"code":10,"msg":"Service currently unavailable","request_id":"r"}}',
    )
    expect(answerUnavailable(aRequest({ parameters: { format: null } }), () => 'r').body).toContain('<code>10</code>')
  })
})
