import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { anyText, textOf } from '../testing/arbitraries'
import { responseSample, responseSamples } from '../testing/fixtures'
import { readAnswer, type Answer } from './answer'
import { responseRoot } from '../protocol/envelope'
import { FAILURE_KINDS, OUTCOMES } from './outcome'

function read(text: string, status = 200): Answer {
  return readAnswer(status, text, lippiSessionCreate)
}

const succeeded: Partial<Answer> = { outcome: 'succeeded', code: '0', message: 'ok', resultId: 'aa', requestId: 'zzp0c5fj10y3', failure: null }
const invalidParameter: Partial<Answer> = { outcome: 'refused', code: '50', subCode: 'isv.invalid-parameter', subMessage: '非法参数', requestId: 'zzp0c5fj10y3' }
const systemError: Partial<Answer> = { outcome: 'rejected', code: '400001', message: 'SYSTEM_ERROR', resultId: null, requestId: 'r' }

const expectedAnswers: Readonly<Record<string, Partial<Answer>>> = {
  'ok-json': { ...succeeded, format: 'json' },
  'ok-simplify': { ...succeeded, format: 'json' },
  'ok-xml': { ...succeeded, format: 'xml' },
  'err-json': { ...invalidParameter, format: 'json' },
  'err-xml': { ...invalidParameter, format: 'xml' },
  'biz-fail-json': { ...systemError, format: 'json' },
  'biz-fail-simplify': { ...systemError, format: 'json' },
  'biz-fail-xml': { ...systemError, format: 'xml' },
  'empty-list-json': { ...systemError, format: 'json' },
  html: { outcome: 'failed', failure: 'http-status', format: null },
  flow: { outcome: 'refused', code: '7', subCode: 'accesscontrol.limited-by-api-access-count', subMessage: 'This ban will last for 1 more seconds' },
  badsign: { outcome: 'refused', code: '25', message: 'Invalid signature', subCode: null, requestId: '109wcmcgllsj1' },
  badkey: { outcome: 'refused', code: '29', subCode: 'isv.appkey-not-exists', requestId: '3bsxgbx6seom' },
  'timestamp-xml': { outcome: 'refused', code: '31', message: 'Invalid timestamp', requestId: '13yki55kbv7ug', format: 'xml' },
  'missing-arg': { outcome: 'refused', code: '40', message: 'Missing required arguments:ly_create_session_dto' },
  'session-apos': { outcome: 'refused', code: '27', subMessage: 'RealSession don&apos;t belong app and user !' },
  // Its root is that of another operation.
  bigint: { outcome: 'failed', failure: 'unrecognised-answer', format: 'json' },
}

describe('readAnswer', () => {
  it.each(responseSamples)('reads sample $id: $readAs', ({ id, body, httpStatus }) => {
    expect(read(body, httpStatus)).toMatchObject(expectedAnswers[id] ?? { outcome: `no expectation for ${id}` })
  })

  it('reads a platform error whatever the HTTP status', () => {
    for (const status of [200, 400, 403, 500]) expect(read(responseSample('err-json').body, status).outcome).toBe('refused')
  })

  it.each([
    ['', 200, 'empty-body'],
    [' \r\n', 200, 'empty-body'],
    ['', 502, 'http-status'],
    ['<html><body>x</body></html>', 200, 'html'],
    ['<!-- a --><!DOCTYPE HTML><html>', 200, 'html'],
    ['hello', 200, 'unrecognised-answer'],
    ['{"a":', 200, 'not-well-formed'],
    ['<r>', 200, 'not-well-formed'],
    ['<!DOCTYPE r><r/>', 200, 'not-well-formed'],
    ['{"a":', 500, 'http-status'],
    ['[]', 200, 'unrecognised-answer'],
    ['{}', 200, 'unrecognised-answer'],
    ['<other_response/>', 200, 'unrecognised-answer'],
  ])('says of %j with status %i: %s', (text, status, failure) => {
    expect(read(text, status)).toMatchObject({ outcome: 'failed', failure, code: null, resultId: null })
  })

  it('says where a broken answer breaks', () => {
    expect(read('{"a":1,\n}').problem).toEqual({ line: 2, column: 1, fault: 'name-expected', reason: expect.any(String) as string })
  })

  it.each(['{}', '{"success":null}', '{"success":"maybe"}', '{"success":1}', '{"data":"aa"}', '[]', '"ok"'])(
    'does not take the result %s for a success',
    (result) => {
      const answer = read(`{"alibaba_lyservice_lippi_session_create_response":{"result":${result},"request_id":"r"}}`)
      expect(answer).toMatchObject({ outcome: 'failed', failure: 'unrecognised-answer', requestId: 'r', resultId: null })
    },
  )

  it.each([
    ['{"R":{"result":{"success":true,"success":false,"data":"d"}}}', 'failed'],
    ['{"R":{"result":{"success":false,"success":true,"data":"d"}}}', 'failed'],
    ['{"R":{"result":{"success":false},"result":{"success":true,"data":"d"}}}', 'failed'],
    ['<R><result><success>false</success><success>true</success></result></R>', 'failed'],
    ['{"R":{"result":{"success":true,"success":true,"data":"d"}}}', 'succeeded'],
    ['<R><result><success>false</success><success>false</success></result></R>', 'rejected'],
  ])('takes %s for %s: a flag that is contradicted says nothing', (text, outcome) => {
    expect(read(text.replaceAll('R', 'alibaba_lyservice_lippi_session_create_response')).outcome).toBe(outcome)
  })

  it('does not take an empty response for a success', () => {
    expect(read('{"alibaba_lyservice_lippi_session_create_response":{}}').outcome).toBe('failed')
    expect(read('<alibaba_lyservice_lippi_session_create_response/>').outcome).toBe('failed')
  })

  it('reads success, code and message where the descriptor says', () => {
    const { identity } = lippiSessionCreate
    const operation = { ...lippiSessionCreate, identity: { ...identity, success: 'ok', code: 'result.errcode', message: 'result.errmsg', resultId: 'result.id' } }
    const answer = (flag: string): Answer =>
      readAnswer(200, `{"${responseRoot(operation.name)}":{"ok":${flag},"result":{"errcode":1e400,"errmsg":"m","id":179551105895329108,"success":true}}}`, operation)
    expect(answer('true')).toMatchObject({ outcome: 'succeeded', code: '1e400', message: 'm', resultId: '179551105895329108' })
    expect(answer('false')).toMatchObject({ outcome: 'rejected', code: '1e400', resultId: null })
  })

  it('has an outcome for any text and status', () => {
    const texts = fc.oneof(anyText, fc.json(), textOf('<>/{}[]"&!a:-?\n'), fc.constantFrom(...responseSamples.map(({ body }) => body)))
    fc.assert(
      fc.property(texts, fc.integer({ min: 100, max: 599 }), (text, status) => {
        const { outcome, failure } = read(text, status)
        expect(OUTCOMES).toContain(outcome)
        if (outcome === 'failed') expect(FAILURE_KINDS).toContain(failure)
        else expect(failure).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })
})
