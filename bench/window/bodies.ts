/** The shapes a large answer is measured in: records as a list API gives them, and the smallest elements there can be. */
export const SHAPES = ['records', 'tiny'] as const
export type Shape = (typeof SHAPES)[number]
export type BodyFormat = 'json' | 'xml'

const ROOT = 'alibaba_lyservice_lippi_session_create_response'
const resultOf = (data: string) => ({ success: 'true', code: '0', msg: 'ok', data })

/** A successful answer of at least that many bytes on one line, with a session id of its own near its start. */
export function largeBody(format: BodyFormat, shape: Shape, megabytes: number, sessionId: string): Buffer {
  const wanted = megabytes * 1_000_000
  const parts: string[] = []
  for (let size = 0, index = 0; size < wanted; index += 1) {
    const part = item(format, shape, index)
    parts.push(part)
    size += Buffer.byteLength(part) + (format === 'json' ? 1 : 0)
  }
  return Buffer.from(format === 'json' ? jsonBody(parts, sessionId) : xmlBody(parts, sessionId))
}

function jsonBody(items: readonly string[], sessionId: string): string {
  const { code, msg, data } = resultOf(sessionId)
  const result = `"success":true,"code":"${code}","msg":"${msg}","data":"${data}"`
  return `{"${ROOT}":{"result":{${result},"items":{"item":[${items.join(',')}]}},"request_id":"large"}}`
}

function xmlBody(items: readonly string[], sessionId: string): string {
  const result = Object.entries(resultOf(sessionId)).map(([name, value]) => `<${name}>${value}</${name}>`).join('')
  return (
    `<?xml version="1.0" encoding="utf-8" ?><${ROOT}><result>${result}<items>${items.join('')}</items></result>` +
    `<request_id>large</request_id></${ROOT}><!--top010179031191.s.et2-->`
  )
}

function item(format: BodyFormat, shape: Shape, index: number): string {
  if (shape === 'tiny') return format === 'json' ? `{"a":${index % 1000}}` : `<a>${index % 10_000}</a>`
  const fields = {
    sid: String(179551105895329108n + BigInt(index)),
    session_status: String(index % 2),
    session_start_time: String(1577106235000 + index),
    channel_nick: `客户${index}`,
    // One record far behind the others holds the word that is searched for.
    summary: index % 5_000 === 4_999 ? '转人工：退款失败，请尽快处理' : '客户咨询订单物流进度，客服已答复，等待回访',
  }
  if (format === 'xml') return `<item>${Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</item>`
  const { sid, session_status: status, session_start_time: time, channel_nick: nick, summary } = fields
  return `{"sid":${sid},"session_status":${status},"session_start_time":${time},"channel_nick":"${nick}","summary":"${summary}"}`
}
