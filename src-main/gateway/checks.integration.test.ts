import { describe, expect, it } from 'vitest'
import { FORMATS, type Format } from '@shared/protocol/parameters'
import { LocalGateway } from './local-gateway'
import { gatewayForTests, read } from './testing/start'
import { callHttp, FORM_TYPE, get, post, secretOf, sessionDto, signedCall, type CallChanges } from './testing/call'

const MINUTE_MS = 60_000
const { gateway, url } = gatewayForTests()

interface RefusedCall {
  readonly what: string
  readonly changes: CallChanges
  readonly code: string
  readonly message: string
  readonly subCode?: string
}

const dto = (text: string): CallChanges => ({ parameters: { ly_create_session_dto: text } })
const openPara = (text: string): CallChanges => ({ parameters: { ly_ding_open_para_dto: text } })

const refusedCalls: readonly RefusedCall[] = [
  { what: 'no method', changes: { parameters: { method: null } }, code: '21', message: 'Missing method' },
  { what: 'an empty method', changes: { parameters: { method: '' } }, code: '21', message: 'Missing method' },
  { what: 'no app key', changes: { parameters: { app_key: null } }, code: '28', message: 'Missing app key' },
  { what: 'no timestamp', changes: { parameters: { timestamp: null } }, code: '30', message: 'Missing timestamp' },
  { what: 'no version', changes: { parameters: { v: null } }, code: '32', message: 'Missing version' },
  { what: 'no signature', changes: { parameters: { sign: null } }, code: '24', message: 'Missing signature' },
  { what: 'a version in words', changes: { parameters: { v: 'two' } }, code: '33', message: 'Invalid version' },
  { what: 'version 1.0', changes: { parameters: { v: '1.0' } }, code: '34', message: 'Unsupported version' },
  { what: 'a clock 11 minutes behind', changes: { timestampMs: Date.now() - 11 * MINUTE_MS }, code: '31', message: 'Invalid timestamp' },
  { what: 'a clock 11 minutes ahead', changes: { timestampMs: Date.now() + 11 * MINUTE_MS }, code: '31', message: 'Invalid timestamp' },
  { what: 'a timestamp in milliseconds', changes: { parameters: { timestamp: String(Date.now()) } }, code: '31', message: 'Invalid timestamp' },
  { what: 'an unknown app key', changes: { parameters: { app_key: '87654321' } }, code: '29', message: 'Invalid app Key', subCode: 'isv.appkey-not-exists' },
  { what: 'a wrong secret', changes: { secret: 'helloworld ' }, code: '25', message: 'Invalid signature' },
  { what: 'an unknown sign_method', changes: { parameters: { sign_method: 'sha1' } }, code: '25', message: 'Invalid signature' },
  { what: 'no sign_method', changes: { parameters: { sign_method: null } }, code: '25', message: 'Invalid signature' },
  { what: 'an unknown method', changes: { parameters: { method: 'alibaba.lyservice.no.such' } }, code: '22', message: 'Invalid method' },
  { what: 'a method named like a prototype member', changes: { parameters: { method: 'constructor' } }, code: '22', message: 'Invalid method' },
  { what: 'a missing DTO', changes: { parameters: { ly_create_session_dto: null } }, code: '40', message: 'Missing required arguments:ly_create_session_dto' },
  { what: 'an empty DTO', changes: dto(''), code: '40', message: 'Missing required arguments:ly_create_session_dto' },
  {
    what: 'a missing sid',
    changes: dto(sessionDto({ source: { sid: undefined } })),
    code: '40',
    message: 'Missing required arguments:ly_create_session_dto.source.sid',
    subCode: 'isv.missing-parameter:sid',
  },
  {
    what: 'a sid of null',
    changes: dto(sessionDto({ source: { sid: null } })),
    code: '40',
    message: 'Missing required arguments:ly_create_session_dto.source.sid',
    subCode: 'isv.missing-parameter:sid',
  },
  {
    what: 'a missing target',
    changes: dto('{"source":{"sid":"s","channel":"0","channel_uid":"u","session_source":"XSpace"}}'),
    code: '40',
    message: 'Missing required arguments:ly_create_session_dto.target',
    subCode: 'isv.missing-parameter:target',
  },
  { what: 'a DTO in single quotes', changes: dto("{'source':{}}"), code: '41', message: 'Invalid arguments:ly_create_session_dto', subCode: 'isp.top-mapping-parse-error' },
  { what: 'a DTO encoded twice', changes: dto(JSON.stringify(sessionDto())), code: '41', message: 'Invalid arguments:ly_create_session_dto', subCode: 'isp.top-mapping-parse-error' },
  { what: 'a concatenated object', changes: dto('[object Object]'), code: '41', message: 'Invalid arguments:ly_create_session_dto', subCode: 'isp.top-mapping-parse-error' },
  {
    what: 'a number where a text belongs',
    changes: dto(sessionDto({ source: { channel: 0 } })),
    code: '41',
    message: 'Invalid arguments:ly_create_session_dto.source.channel',
    subCode: 'isv.invalid-parameter:channel',
  },
  {
    what: 'a text where a number belongs',
    changes: dto(sessionDto({ source: { session_status: '0' } })),
    code: '41',
    message: 'Invalid arguments:ly_create_session_dto.source.session_status',
    subCode: 'isv.invalid-parameter:session_status',
  },
  {
    what: 'a list where an object belongs',
    changes: dto('{"source":[],"target":{}}'),
    code: '41',
    message: 'Invalid arguments:ly_create_session_dto.source',
    subCode: 'isv.invalid-parameter:source',
  },
  { what: 'a number past int64', changes: openPara('{"org_id":9223372036854775808}'), code: '41', message: 'Invalid arguments:ly_ding_open_para_dto.org_id', subCode: 'isv.invalid-parameter:org_id' },
  { what: 'a fraction for an id', changes: openPara('{"org_id":1.5}'), code: '41', message: 'Invalid arguments:ly_ding_open_para_dto.org_id', subCode: 'isv.invalid-parameter:org_id' },
  { what: 'a broken optional DTO', changes: openPara('{'), code: '41', message: 'Invalid arguments:ly_ding_open_para_dto', subCode: 'isp.top-mapping-parse-error' },
]

function gatewayAt(nowMs: number): LocalGateway {
  return new LocalGateway({ secretOf, now: () => nowMs })
}

function inFormat(changes: CallChanges, format: Format): CallChanges {
  return { ...changes, parameters: { ...changes.parameters, format } }
}

describe.each(FORMATS)('refusals in %s', (format) => {
  it.each(refusedCalls)('refuses $what with $code', async ({ changes, code, message, subCode }) => {
    const before = gateway.sessions.openedCount
    const answer = await post(url(), signedCall(inFormat(changes, format)))
    expect(answer.status).toBe(200)
    expect(read(answer)).toMatchObject({ outcome: 'refused', format, code, message, subCode: subCode ?? null })
    expect(read(answer).requestId).toMatch(/^[0-9a-z]{12}$/)
    expect(gateway.sessions.openedCount).toBe(before)
  })

  it('refuses bytes that are no UTF-8 with 47', async () => {
    const answer = await callHttp({
      url: url(),
      method: 'POST',
      headers: { 'Content-Type': FORM_TYPE },
      body: `method=m&format=${format}&summary=%BB%E1%BB%B0`,
    })
    expect(read(answer)).toMatchObject({ code: '47', message: 'Invalid encoding', format })
  })

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses the HTTP method %s with 9', async (method) => {
    const answer = await callHttp({ url: `${url()}?format=${format}`, method })
    expect(read(answer)).toMatchObject({ code: '9', message: 'Http action not allowed', format })
  })
})

describe('order of checks', () => {
  it('answers the earliest of several faults, each in its turn', async () => {
    // PROTOCOL 5, "Order of checks"; each step repairs the fault before it.
    const steps: readonly (readonly [string, Record<string, string | null>, string])[] = [
      ['21', { method: null }, 'method'],
      ['28', { app_key: null }, 'app_key'],
      ['30', { timestamp: null }, 'timestamp'],
      ['32', { v: null }, 'v'],
      ['24', { sign: null }, 'sign'],
      ['33', { v: 'x' }, 'v'],
      ['23', { format: 'yaml' }, 'format'],
      ['31', { timestamp: '2016-01-01 12:00:00' }, 'timestamp'],
      ['29', { app_key: 'nobody' }, 'app_key'],
      ['25', { sign: '00' }, 'sign'],
      ['22', { method: 'no.such' }, 'method'],
      ['40', { ly_create_session_dto: null }, 'ly_create_session_dto'],
    ]
    for (const [index, [code]] of steps.entries()) {
      // Later steps first, so that an earlier one overrides the same parameter.
      const parameters = Object.assign({}, ...steps.slice(index).reverse().map(([, change]) => change)) as Record<string, string | null>
      expect([code, read(await post(url(), signedCall({ parameters }))).code]).toEqual([code, code])
    }
  })

  it('answers an unknown format in XML', async () => {
    const answer = await post(url(), signedCall({ parameters: { format: 'yaml' } }))
    expect(read(answer)).toMatchObject({ code: '23', message: 'Invalid format', format: 'xml' })
  })
})

describe('timestamps', () => {
  it.each([-9, 9])('takes a clock that is %i minutes off', async (minutes) => {
    const answer = await post(url(), signedCall({ timestampMs: Date.now() + minutes * MINUTE_MS }))
    expect(read(answer).outcome).toBe('succeeded')
  })

  it('takes exactly ten minutes and refuses the second after', async () => {
    const nowMs = Date.UTC(2026, 0, 1, 4)
    const fixed = gatewayAt(nowMs)
    const { url: address } = await fixed.start()
    const at = async (timestampMs: number): Promise<string | null> => read(await post(address, signedCall({ timestampMs }))).code
    expect(await at(nowMs - 600_000)).toBe('0')
    expect(await at(nowMs + 600_000)).toBe('0')
    expect(await at(nowMs - 601_000)).toBe('31')
    expect(await at(nowMs + 601_000)).toBe('31')
    await fixed.stop()
  })
})

describe('GET', () => {
  it('is checked like POST', async () => {
    expect(read(await get(url(), signedCall({ secret: 'wrong' }))).code).toBe('25')
  })
})
