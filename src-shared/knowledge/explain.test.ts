import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAILURE_KINDS, OUTCOMES } from '../exchange/outcome'
import { readAnswer } from '../exchange/answer'
import { findOperation } from '../catalog'
import { responseSample } from '../testing/fixtures'
import { anyText } from '../testing/arbitraries'
import { documentedCodes, documentedSubCodes } from '../testing/knowledge-fixtures'
import { explain } from './explain'
import type { ExplainedExchange, ExplainedResponse, Explanation } from './explanation'

const operation = findOperation('alibaba.lyservice.lippi.session.create')!
const startedAt = Date.UTC(2026, 10, 22, 8, 2, 11)

const base: ExplainedExchange = {
  operation: operation.name,
  outcome: 'refused',
  failure: null,
  failureDetail: null,
  bytesLeft: true,
  code: null,
  subCode: null,
  message: null,
  subMessage: null,
  httpStatus: 200,
  gatewayUrl: 'http://gw.example.com/router/rest',
  callerId: 'sid-1',
  startedAt,
  durationMs: 142.4,
  phases: null,
}

function explained(changes: Partial<ExplainedExchange>, response: ExplainedResponse | null = null): Explanation {
  const found = explain({ ...base, ...changes }, response)
  if (found === null) throw new Error('nothing was explained')
  return found
}

/** Explains one of the published answers as it would come. */
function explainedSample(id: string): Explanation {
  const { httpStatus, contentType, body } = responseSample(id)
  const { outcome, failure, code, subCode, message, subMessage } = readAnswer(httpStatus, body, operation)
  const head = `HTTP/1.1 ${httpStatus} X\r\nContent-Type: ${contentType}\r\n\r\n`
  return explained({ outcome, failure, code, subCode, message, subMessage, httpStatus }, { head, bodyStart: body })
}

const factOf = (explanation: Explanation, kind: string): string | undefined => explanation.facts.find((fact) => fact.kind === kind)?.value

function expectComplete({ headline, nextSteps, meaning, effect }: Explanation): void {
  for (const text of [headline, meaning, effect, ...nextSteps]) {
    if (text === null) continue
    expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(text.zh).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/)
    expect(text.en).not.toMatch(/[\u4e00-\u9fff]/)
    expect(text.en.trim()).not.toBe('')
  }
}

describe('an explanation', () => {
  it('is there for every outcome, in both languages, with a next step unless it succeeded', () => {
    for (const outcome of OUTCOMES) {
      const found = explained({ outcome })
      expectComplete(found)
      expect(found.nextSteps.length > 0).toBe(outcome !== 'succeeded')
    }
    expect(explain({ ...base, outcome: null }, null)).toBeNull()
  })

  it.each(FAILURE_KINDS)('words the failure %s, and says whether anything can have happened', (failure) => {
    const after = explained({ outcome: 'failed', failure })
    expectComplete(after)
    expect(after.effect?.en).toContain('may have acted')
    expect(factOf(after, 'caller-id')).toBe('sid-1')
    const before = explained({ outcome: 'failed', failure, bytesLeft: false })
    expect(before.effect?.en).toContain('safe to send again')
    expect(factOf(before, 'caller-id')).toBeUndefined()
  })

  it('covers every documented code and sub code', () => {
    for (const { code } of documentedCodes) {
      const found = explained({ code })
      expectComplete(found)
      expect(found.id).toBe(`code-${code}`)
    }
    for (const { sub_code: subCode, seenWithCodes } of documentedSubCodes) expectComplete(explained({ code: seenWithCodes[0] ?? '15', subCode }))
  })

  it('never resends: an unknown result is to be looked up, by the id that was sent', () => {
    for (const failure of ['cancelled', 'interrupted', null] as const) {
      const found = explained({ outcome: 'unknown', failure, httpStatus: null })
      expect(found.effect?.en).toContain('may have been created')
      expect(found.nextSteps[0]?.en).toMatch(/^Look it up first/)
      expect(factOf(found, 'caller-id')).toBe('sid-1')
      expect(found.waiting.helps).toBe(false)
    }
  })

  it('does not take a business failure for a success', () => {
    const found = explainedSample('biz-fail-json')
    expect(found.id).toBe('business-400001')
    expect(found.meaning?.en).toContain('result.success is false')
    expect(found.headline.en).toContain('SYSTEM_ERROR')
  })

  it('counts a ban from the end of the answer, and a second for what was rounded off', () => {
    const found = explainedSample('flow')
    expect(found).toMatchObject({ id: 'sub-code-accesscontrol.limited-by-api-access-count', isSubCodeLed: true, fixer: 'nobody' })
    expect(found.waiting).toEqual({ helps: true, untilEpochMs: startedAt + 142 + 2_000 })
    expect(explained({ code: '7', subMessage: 'This ban will last for 31062 more seconds', durationMs: null }).waiting.untilEpochMs).toBe(startedAt + 31_063_000)
    expect(explained({ code: '7', subMessage: 'slow down' }).waiting.untilEpochMs).toBeNull()
  })

  it('shows the IP the platform saw, and those it would take', () => {
    const found = explained({
      code: '11',
      subCode: 'isv.permission-ip-whitelist-limit',
      subMessage: 'The appkey 12345678 is only allowed to call from 10.0.0.1, 10.0.0.2, but your ip is 2408:8207::7',
    })
    expect([factOf(found, 'seen-ip'), factOf(found, 'allowed-ips'), found.fixer]).toEqual(['2408:8207::7', '10.0.0.1 10.0.0.2', 'app-owner'])
  })

  it('shows the packages the app has', () => {
    expect(factOf(explained({ code: '11', subCode: 'isv.permission-api-package-limit', subMessage: 'scope ids is 381 11655' }), 'scope-ids')).toBe('381 11655')
  })

  it('reads a wrong signature as one that can be diagnosed', () => {
    const found = explainedSample('badsign')
    expect(found).toMatchObject({ id: 'code-25', fixer: 'caller', isSubCodeLed: false })
    expect(found.nextSteps.map(({ en }) => en).join(' ')).toContain('can be diagnosed')
  })

  it('names the field that is missing', () => {
    const found = explainedSample('missing-arg')
    expect([found.id, found.parameters[0]?.name, found.parameters[0]?.fields[0]?.path]).toEqual(['code-40', 'ly_create_session_dto', 'ly_create_session_dto'])
  })

  it('undoes leftover escapes for reading only', () => {
    const found = explainedSample('session-apos')
    expect(found.id).toBe('sub-code-sessionkey-not-generated-by-server')
    expect(factOf(found, 'platform-message')).toBe("RealSession don't belong app and user !")
  })

  it('repeats the platform where nobody else knows better', () => {
    const found = explained({ code: '50', subCode: 'CD07', subMessage: '服务号未开通' })
    expect([found.isSubCodeLed, factOf(found, 'platform-message')]).toEqual([true, '服务号未开通'])
  })

  it('says what a service said after its colon', () => {
    expect(factOf(explained({ code: '15', subCode: 'isv.item-service-error:STOCK:0' }), 'business-error')).toBe('STOCK:0')
    expect(factOf(explained({ code: '15', subCode: 'isv.item-not-exist:42' }), 'missing-key')).toBe('42')
  })

  it('warns that a service that timed out may have acted', () => {
    const found = explained({ code: '15', subCode: 'isp.top-remote-connection-timeout-tmall' })
    expect([found.effect?.en.includes('may have begun to act'), factOf(found, 'caller-id')]).toEqual([true, 'sid-1'])
    expect(explained({ code: '15', subCode: 'isp.call-limited' }).effect).toBeNull()
  })

  it('names a web page by what is seen of it', () => {
    const found = explainedSample('html')
    expect(found).toMatchObject({ id: 'page-front-error', fixer: 'platform', waiting: { helps: true } })
    expect([factOf(found, 'http-status'), factOf(found, 'page-title'), factOf(found, 'server')]).toEqual(['502', '502 Bad Gateway', 'Tengine'])
    expect(found.effect?.en).toContain('may have acted')
  })

  it('does not fear a session behind a sign-in page or a redirect', () => {
    const head = 'HTTP/1.1 302 Found\r\nLocation: https://sso.example.org/?t=1\r\n\r\n'
    const found = explained({ outcome: 'failed', failure: 'http-status', httpStatus: 302 }, { head, bodyStart: '' })
    expect([found.id, found.effect, factOf(found, 'location')]).toEqual(['page-sign-in', null, 'https://sso.example.org/'])
  })

  it.each([
    [404, 'The server has no such address'],
    [407, 'The proxy asks to sign in'],
    [429, 'The server in front of the gateway says there are too many requests'],
    [503, 'The server in front of the gateway reports an error'],
    [418, 'An HTTP error came back, without a response from the platform'],
  ])('explains a bare status %i', (httpStatus, headline) => {
    const found = explained({ outcome: 'failed', failure: 'http-status', httpStatus }, { head: `HTTP/1.1 ${httpStatus} X\r\n\r\n`, bodyStart: 'no' })
    expect([found.headline.en, factOf(found, 'http-status')]).toEqual([headline, String(httpStatus)])
  })

  it('tells the clock from the same answer', () => {
    const head = 'HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 08:17:11 GMT\r\n\r\n'
    expect(explained({ code: '31' }, { head, bodyStart: '' }).clock).toMatchObject({ aheadSeconds: -900, level: 'refused' })
    expect(explained({ outcome: 'succeeded' }, { head, bodyStart: '' }).clock?.level).toBe('refused')
    expect(explained({ code: '31' }).clock).toBeNull()
  })

  it('holds for whatever the platform answers', () => {
    const text = fc.option(anyText)
    const any = fc.record({ code: text, subCode: text, message: text, subMessage: text, outcome: fc.constantFrom(...OUTCOMES) })
    fc.assert(fc.property(any, (changes) => expectComplete(explained(changes))))
  })
})
