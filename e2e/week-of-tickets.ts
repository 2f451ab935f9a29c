import type { OldExchange } from './old-history.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const CUSTOMERS = ['张三', '李四', '王五', 'Müller', '赵六'] as const
const WORDS = ['我要退款，谢谢', '换一件大号的', '发票抬头写错了', '物流三天没有更新'] as const
const REFUSED = { outcome: 'refused', code: '50', subCode: 'isv.invalid-parameter', message: 'Remote service error', subMessage: '非法参数', resultId: null, durationMs: 142 }
const REJECTED = { outcome: 'rejected', code: '400001', message: '服务号不存在', resultId: null, durationMs: 96 }
const FAILED = { outcome: 'failed', failure: 'time-out', code: null, message: null, requestId: null, resultId: null, httpStatus: null, durationMs: 30_000 }

/** A week of a support engineer: 28 exchanges of all outcomes, some labelled, the newest of a minute ago; ids are `old-0` (newest) and on. */
export function weekOfTickets(now: number): OldExchange[] {
  return Array.from({ length: 28 }, (_, index) => {
    const sid = `mini-${7731 - index}`
    const customer = CUSTOMERS[index % CUSTOMERS.length] ?? ''
    return {
      id: `old-${index}`,
      startedAt: now - (index < 9 ? index * 17 * MINUTE_MS + MINUTE_MS : Math.ceil((index - 8) / 4) * DAY_MS + index * MINUTE_MS),
      start: { callerId: sid, subject: customer, requestBytes: 640, parentId: index === 1 ? 'old-3' : null },
      end: { responseBytes: 320, requestId: `zzp0c5fj${index}`, ...endOf(index) },
      labels: labelsOf(index),
      form: formOf(sid, customer, WORDS[index % WORDS.length] ?? ''),
      body: Buffer.from(isRefused(index) ? errorOf(index) : answerOf(index)),
    }
  }).toReversed()
}

function isRefused(index: number): boolean {
  return index % 5 === 0
}

function endOf(index: number): Readonly<Record<string, unknown>> {
  if (isRefused(index)) return REFUSED
  if (index === 3) return REJECTED
  return index === 7 ? FAILED : { durationMs: 88 + index * 3, resultId: `s-${index}` }
}

function labelsOf(index: number): Readonly<Record<string, unknown>> {
  if (index === 12) return { pinned: true, name: '退款基准', note: '小程序侧确认可用的一条' }
  if (index === 1) return { addTags: ['T-20931'] }
  if (index === 2) return { addTags: ['T-20931', '小程序', '待客户确认', 'refund'] }
  return index === 14 ? { addTags: ['T-20840'] } : {}
}

function formOf(sid: string, customer: string, summary: string): Record<string, string> {
  const source = { sid, channel: '2', channel_uid: `uid-${customer}`, channel_nick: customer, session_source: 'XSpace', session_status: 0, session_start_time: 1795334530000, summary }
  const target = { service_id: '80003', bu_id: '123', session_source: 'XSpace', production_type: 1 }
  return {
    method: 'alibaba.lyservice.lippi.session.create',
    app_key: '12345678',
    timestamp: '2026-11-22 16:02:10',
    format: 'xml',
    v: '2.0',
    sign_method: 'md5',
    sign: '0123456789ABCDEF0123456789ABCDEF',
    ly_create_session_dto: JSON.stringify({ source, target }),
  }
}

function answerOf(index: number): string {
  return `<?xml version="1.0" encoding="utf-8" ?><alibaba_lyservice_lippi_session_create_response><result><data><session_id>s-${index}</session_id></data><success>true</success></result><request_id>zzp0c5fj${index}</request_id></alibaba_lyservice_lippi_session_create_response>`
}

function errorOf(index: number): string {
  return `<?xml version="1.0" encoding="utf-8" ?><error_response><code>50</code><msg>Remote service error</msg><sub_code>isv.invalid-parameter</sub_code><sub_msg>非法参数</sub_msg><request_id>zzp0c5fj${index}</request_id></error_response>`
}
