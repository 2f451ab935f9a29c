import { gzipSync } from 'node:zlib'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { UNFINISHED, type ExchangeEnd, type ExchangeStart, type StoredRequest, type StoredResponse } from '@shared/exchange/exchange'
import { NO_LABELS, type Labels } from '@shared/history/labels'
import { formatTimestamp } from '@shared/protocol/parameters'
import { encodeForm } from '@shared/protocol/wire'
import type { Random } from './random'

/** An exchange as the console would have kept it. */
export interface MadeExchange {
  readonly start: ExchangeStart
  readonly request: StoredRequest
  readonly end: ExchangeEnd
  readonly response: StoredResponse | null
  readonly labels: Labels
}

const FIRST_START = Date.parse('2023-01-01T00:00:00+08:00')
/** A million exchanges are about three years of work. */
const APART_MS = 95_000
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文'
const ENGLISH = ['Alice', 'Bob', 'Carol', 'David', 'Erin', 'Frank', 'Grace', 'Henry']
const TOPICS = ['退款申请', '物流停滞', '商品破损', '开具发票', '账号登录异常', '优惠券无法使用', '修改收货地址', '售后维修进度', '预约上门安装', '重复扣款']
const DETAILS = ['客户多次来电要求加急处理', '已提供订单截图', '小程序内无法提交', '承诺二十四小时内回复', '需要转人工客服', '上次会话未解决', '请协助核实支付流水', '用户情绪激动注意安抚']
const PROFILES = [
  { id: 'p-1', name: '线上主账号', environment: 'production', gateway: 'https://eco.taobao.com/router/rest', appKey: '23456781' },
  { id: 'p-2', name: '海外', environment: 'overseas', gateway: 'https://api.taobao.com/router/rest', appKey: '23456782' },
  { id: 'p-3', name: 'Sandbox', environment: 'sandbox', gateway: 'https://gw.api.tbsandbox.com/router/rest', appKey: '1023456783' },
  { id: 'p-4', name: 'Local gateway', environment: 'local', gateway: 'http://127.0.0.1:40123/router/rest', appKey: '90000001' },
] as const
const REFUSALS = [
  ['7', 'App Call Limited', 'accesscontrol.limited-by-api-access-count', '超过调用次数限制'],
  ['15', 'Remote service error', 'isv.session-exists', '会话已存在'],
  ['15', 'Remote service error', 'isp.top-remote-connection-timeout', 'API调用远程连接超时'],
  ['25', 'Invalid signature', 'sign-check-failure', '签名校验失败'],
  ['27', 'Invalid session', 'invalid-sessionkey', 'session key 无效'],
  ['29', 'Invalid app Key', 'isv.appkey-not-exists', '应用不存在'],
  ['40', 'Missing required arguments', 'isv.missing-parameter:ly_create_session_dto', '缺少必填参数'],
  ['41', 'Invalid arguments', 'isv.invalid-parameter', '参数不合法：channel_uid'],
] as const
const FAILURES = [['time-out', null], ['connection-reset', 'ECONNRESET'], ['dns', 'ENOTFOUND'], ['html', null], ['http-status', '502']] as const

/** The exchange with this number in time; each needs the ones before it, as they share their source of chance. */
export function makeExchange(random: Random, nth: number): MadeExchange {
  const profile = random.pick(PROFILES)
  const format = random.chance(0.7) ? 'json' : 'xml'
  const startedAt = FIRST_START + nth * APART_MS + random.below(APART_MS)
  const sid = random.digits(18)
  const uid = random.digits(16)
  const dto = JSON.stringify({
    source: {
      sid,
      channel_uid: uid,
      nick: nick(random),
      avatar: `https://img.alicdn.com/imgextra/${random.hexadecimal(20)}.png`,
      summary: `${random.pick(TOPICS)}，${random.pick(DETAILS)}。${random.pick(DETAILS)}`,
      session_start_time: String(startedAt - 60_000),
      session_status: 0,
    },
    target: { service_id: random.digits(6), bu_id: random.pick(['1001', '1002', '2003', '4001']), channel: 'dingtalk', channel_uid: random.digits(12), nick: nick(random), group_id: random.digits(10) },
  })
  const form = encodeForm([
    { name: 'method', value: operation.name },
    { name: 'app_key', value: profile.appKey },
    { name: 'session', value: '[session token 5f2c91aa]' },
    { name: 'timestamp', value: formatTimestamp(startedAt) },
    { name: 'format', value: format },
    { name: 'v', value: '2.0' },
    { name: 'partner_id', value: 'top-apitools' },
    { name: 'sign_method', value: 'hmac-sha256' },
    { name: 'ly_create_session_dto', value: dto },
    { name: 'sign', value: random.hexadecimal(64).toUpperCase() },
  ])
  const body = new TextEncoder().encode(form)
  const start: ExchangeStart = {
    id: `${random.hexadecimal(8)}-${random.hexadecimal(4)}-4${random.hexadecimal(3)}-8${random.hexadecimal(3)}-${random.hexadecimal(12)}`,
    operation: operation.name,
    operationVersion: 1,
    profileId: profile.id,
    profileName: profile.name,
    environment: profile.environment,
    gatewayUrl: profile.gateway,
    appKey: profile.appKey,
    format,
    signMethod: 'hmac-sha256',
    placement: 'body',
    startedAt,
    callerId: sid,
    subject: uid,
    requestBytes: body.length,
    parentId: null,
    batch: null,
  }
  const request = { head: `POST /router/rest HTTP/1.1\r\nHost: ${new URL(profile.gateway).host}\r\nContent-Type: application/x-www-form-urlencoded;charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n`, body, masked: ['session'] }
  return { start, request, ...answerOf(random, format), labels: labelsOf(random) }
}

function nick(random: Random): string {
  return random.chance(0.8) ? random.text(SURNAMES, 1) + random.text(GIVEN, 1 + random.below(2)) : random.pick(ENGLISH)
}

function answerOf(random: Random, format: 'json' | 'xml'): { end: ExchangeEnd; response: StoredResponse | null } {
  const chance = random.next()
  const requestId = random.hexadecimal(12)
  const durationMs = Math.round((random.chance(0.03) ? 1_500 + random.next() * 8_000 : 40 + random.next() * 400) * 10) / 10
  const phases = { dnsMs: 1.2, tcpMs: 8.1, tlsMs: 17.9, firstByteMs: durationMs - 30, downloadMs: 0.6 }
  const answered = { ...UNFINISHED, bytesLeft: true, requestId, httpStatus: 200, responseFormat: format, durationMs, phases }
  if (chance < 0.72) {
    const resultId = random.digits(18)
    const text =
      format === 'json'
        ? `{"alibaba_lyservice_lippi_session_create_response":{"result":{"success":true,"code":"200","msg":"成功","data":{"session_id":"${resultId}","status":0}},"request_id":"${requestId}"}}`
        : `<?xml version="1.0" encoding="utf-8" ?><alibaba_lyservice_lippi_session_create_response><result><success>true</success><code>200</code><msg>成功</msg><data><session_id>${resultId}</session_id><status>0</status></data></result><request_id>${requestId}</request_id></alibaba_lyservice_lippi_session_create_response>`
    return withBody(random, { ...answered, outcome: 'succeeded', code: '200', message: '成功', resultId }, text, format)
  }
  if (chance < 0.95) {
    const [code, message, subCode, subMessage] = random.pick(REFUSALS)
    const isRejected = chance < 0.8
    const text =
      format === 'json'
        ? `{"error_response":{"code":${code},"msg":"${message}","sub_code":"${subCode}","sub_msg":"${subMessage}","request_id":"${requestId}"}}`
        : `<?xml version="1.0" encoding="utf-8" ?><error_response><code>${code}</code><msg>${message}</msg><sub_code>${subCode}</sub_code><sub_msg>${subMessage}</sub_msg><request_id>${requestId}</request_id></error_response>`
    return withBody(random, { ...answered, outcome: isRejected ? 'rejected' : 'refused', code, message, subCode, subMessage }, text, format)
  }
  const [failure, failureDetail] = random.pick(FAILURES)
  const outcome = chance < 0.99 ? 'failed' : 'unknown'
  return { end: { ...UNFINISHED, outcome, failure, failureDetail, bytesLeft: outcome === 'unknown', durationMs }, response: null }
}

function withBody(random: Random, end: ExchangeEnd, text: string, format: 'json' | 'xml'): { end: ExchangeEnd; response: StoredResponse } {
  const isPacked = random.chance(0.03)
  const body = isPacked ? new Uint8Array(gzipSync(text)) : new TextEncoder().encode(text)
  const head = `HTTP/1.1 200 OK\r\nServer: Tengine\r\nContent-Type: text/${format === 'json' ? 'javascript' : 'xml'};charset=UTF-8\r\n${isPacked ? 'Content-Encoding: gzip\r\n' : ''}\r\n`
  return { end: { ...end, responseBytes: body.length }, response: { head, body, maskedCopies: 0 } }
}

function labelsOf(random: Random): Labels {
  if (random.chance(0.99)) return NO_LABELS
  return {
    pinned: random.chance(0.2),
    name: random.chance(0.3) ? `复现 ${random.digits(3)}` : '',
    note: random.chance(0.5) ? `${random.pick(DETAILS)}，见工单` : '',
    tags: random.chance(0.7) ? [`T-${random.below(2_000)}`] : [],
    imported: random.chance(0.1),
  }
}
