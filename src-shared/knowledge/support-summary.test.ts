import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNFINISHED, sessionMarker, type ExchangeSummary } from '../exchange/exchange'
import { anyText } from '../testing/arbitraries'
import { explain } from './explain'
import { codeSpan, MAX_VALUE_CHARACTERS } from './markdown'
import { maskField, maskKey } from './masking'
import { NO_LABELS } from '../history/labels'
import type { SummarisedParameter } from './summary-parameters'
import { supportSummary, type SupportSummaryInput } from './support-summary'

const DTO = JSON.stringify({
  source: { sid: 's-1', channel_uid: 'uid-7', channel_nick: '王小明', channel_avatar_url: 'https://img.example.com/wang.jpg', summary: '客户说从中午开始小程序里的会话一直打不开，请尽快处理' },
  target: { org_id: 1 },
}).replace('"org_id":1', '"org_id":9007199254740993')

const exchange: ExchangeSummary = {
  ...UNFINISHED,
  ...NO_LABELS,
  id: 'exchange-1',
  operation: 'alibaba.lyservice.lippi.session.create',
  operationVersion: 1,
  profileId: 'p-1',
  profileName: 'Mini program',
  environment: 'production',
  gatewayUrl: 'https://gw.api.taobao.com/router/rest',
  appKey: '1234567890',
  format: 'json',
  signMethod: 'hmac-sha256',
  placement: 'body',
  startedAt: Date.UTC(2026, 10, 22, 8, 2, 11, 204),
  callerId: 's-1',
  subject: 'uid-7',
  requestBytes: 400,
  parentId: null,
  batch: null,
  outcome: 'refused',
  bytesLeft: true,
  code: '11',
  subCode: 'isv.permission-ip-whitelist-limit',
  message: 'Insufficient isv permissions',
  subMessage: 'The appkey 1234567890 is only allowed to call from 10.0.0.1, but your ip is 203.0.113.7',
  requestId: 'zzp0c5fj10y3',
  httpStatus: 200,
  durationMs: 142.36,
  phases: { dnsMs: 8, tcpMs: 13.04, tlsMs: null, firstByteMs: 88, downloadMs: 9 },
}

const sent = (name: string, value: string, isMasked = false): SummarisedParameter => ({ name, value, isMasked })
const parameters = [
  sent('method', exchange.operation),
  sent('app_key', exchange.appKey),
  sent('session', sessionMarker('1a2b3c4d'), true),
  sent('ly_create_session_dto', DTO),
  sent('sign', 'A1B2C3D4E5F60718293A4B5C6D7E8F90'),
]

function summary(changes: Partial<ExchangeSummary> = {}, more: Partial<SupportSummaryInput> = {}): string {
  const changed = { ...exchange, ...changes }
  return supportSummary({
    exchange: changed,
    parameters,
    explanation: explain(changed, { head: 'HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 08:00:11 GMT\r\n\r\n', bodyStart: '' }),
    language: 'en',
    outcomeName: 'Refused',
    environmentName: 'Production',
    profileName: changed.profileName,
    localTime: '2026-11-22 09:02:11.204',
    ...more,
  })
}

/** What is left of a line when its code spans are taken out as CommonMark reads them (section 6.1). */
function outsideSpans(line: string): string {
  let rest = line
  let outside = ''
  for (;;) {
    const open = /`+/.exec(rest)
    if (open === null) return outside + rest
    const after = rest.slice(open.index + open[0].length)
    const close = [...after.matchAll(/`+/g)].find((run) => run[0].length === open[0].length)
    if (close === undefined) return outside + rest
    outside += `${rest.slice(0, open.index)}<span>`
    rest = after.slice(close.index + close[0].length)
  }
}

describe('the support summary', () => {
  it('says how it ended, where, when, what was sent and what it means', () => {
    const text = summary()
    for (const line of [
      '## Refused · `alibaba.lyservice.lippi.session.create`',
      '- code: `11`',
      '- sub_code: `isv.permission-ip-whitelist-limit`',
      '- request_id: `zzp0c5fj10y3`',
      '- platform time: `2026-11-22 16:02:11 GMT+8`',
      '- epoch milliseconds: `1795334531204`',
      '- environment: `Production`',
      '- gateway URL: `https://gw.api.taobao.com/router/rest`',
      '- took: `142.4 ms`',
      '- by phase: `DNS 8 ms · TCP 13 ms · TTFB 88 ms · download 9 ms`',
      '- IP the platform saw: `203.0.113.7`',
      '- `ly_create_session_dto.source.channel_uid` = `uid-7`',
      '- `ly_create_session_dto.target.org_id` = `9007199254740993`',
    ])
      expect(text.split('\n')).toContain(line)
    expect(text).toContain('clock is 2 min ahead')
    expect(text).toContain('Ask the app’s owner')
  })

  it('is written in Chinese too', () => {
    const text = summary({}, { language: 'zh', outcomeName: '平台拒绝' })
    expect(text).toContain('- 平台看到的 IP：`203.0.113.7`')
    expect(text).toContain('找应用负责人')
    expect(text.replaceAll('\n', ' ')).not.toMatch(/[\u4e00-\u9fff][,;:!?]/)
  })

  it('masks key, token, signature and personal data, and keeps the ids', () => {
    const text = summary()
    for (const hidden of ['1234567890', '1a2b3c4d', 'session token 1a', '王小明', 'wang.jpg', '请尽快处理', 'E5F60718293A']) expect(text).not.toContain(hidden)
    for (const kept of ['12***90', '`A1B2C3D4…`', 'uid-7', '客户说从中午开始小程序里的会话一直打不开']) expect(text).toContain(kept)
    expect(text).toContain('Masked: session token')
  })

  it('does not show a DTO nobody can read', () => {
    const text = summary({}, { parameters: [sent('ly_create_session_dto', '{"channel_nick":"王小明"')] })
    expect(text).not.toContain('王小明')
    expect(text).toContain('- `ly_create_session_dto` = `***`')
  })

  it('leaves out what an exchange does not have', () => {
    const text = summary({ outcome: 'failed', failure: 'dns', code: null, subCode: null, message: null, subMessage: null, requestId: null, phases: null })
    expect(text).not.toMatch(/- (?:code|sub_code|msg|request_id|by phase): /)
    expect(text).toContain('- kind of failure: `dns`')
  })

  it('holds no token, and every value stays on its line, whatever the values are', () => {
    // As many parameters as the sample has leaves, so as many lines.
    const lines = summary().split('\n').length
    const filled = anyText.map((text) => `x${text}`)
    fc.assert(
      fc.property(filled, filled, filled, filled, (message, profileName, sid, value) => {
        const text = summary(
          { message, profileName, subCode: 'isv.permission-ip-whitelist-limit' },
          {
            parameters: [
              ...parameters.slice(0, 2),
              sent('session', `${sessionMarker('1a2b3c4d')}${value}`, true),
              sent('partner_id', sid),
              ...[0, 1, 2, 3, 4, 5].map((index) => sent(`business_${index}`, `v${value}`)),
            ],
          },
        )
        expect(text).not.toContain('1a2b3c4d')
        expect(text.split(/[\n\r\u2028\u2029]/).length).toBe(lines)
        for (const line of text.split('\n').filter((one) => / = |^- (?:msg|profile):/.test(outsideSpans(one)))) {
          expect(outsideSpans(line)).toMatch(/^- (?:<span> = <span>|(?:msg|profile): <span>)(?:… \(\d+ characters\))?$/)
        }
      }),
    )
  })
})

describe('a code span', () => {
  const span = (value: string): string => codeSpan(value, (count) => `[${count}]`)

  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a``b`', '``` a``b` ```'],
    [' a ', '`  a  `'],
    ['a | b\r\nc\nd', '`a | b⏎c⏎d`'],
    ['\u202eabc\u0000', '`U+202EabcU+0000`'],
  ])('of %j is %s', (value, expected) => expect(span(value)).toBe(expected))

  it('is cut, and says how long the value was', () => {
    expect(span('x'.repeat(5_000))).toBe(`\`${'x'.repeat(MAX_VALUE_CHARACTERS)}\`[5000]`)
    expect(span(`${'x'.repeat(MAX_VALUE_CHARACTERS - 1)}😀`)).toBe(`\`${'x'.repeat(MAX_VALUE_CHARACTERS - 1)}\`[201]`)
  })
})

describe('masking', () => {
  it.each([
    ['12345678', '12***78'],
    ['1234567', '***'],
    ['', '***'],
  ])('shows of the key %j only %s', (key, shown) => expect(maskKey(key)).toBe(shown))

  it.each([
    ['channel_nick', 'Ann', '***'],
    ['channelNick', 'Ann', '***'],
    ['channel_avatar_url', 'https://a', '***'],
    ['channel_uid', 'u'.repeat(50), 'u'.repeat(50)],
    ['summary', '短', '短'],
    ['summary', '😀'.repeat(21), `${'😀'.repeat(20)}***`],
    ['channel_nick', '', ''],
  ])('of %s keeps what a ticket is about', (name, value, shown) => expect(maskField(name, value)).toBe(shown))
})
