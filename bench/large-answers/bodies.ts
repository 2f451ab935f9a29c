import { responseRoot } from '@shared/protocol/envelope'
import type { Format } from '@shared/protocol/parameters'

/** A succeeded answer of about so many bytes on one line: a long list of small records beside the result. */
export function largeBody(format: Format, bytes: number, operation: string): Buffer {
  const root = responseRoot(operation)
  const result = { json: '"result":{"code":"0","data":"s","msg":"ok","success":true}', xml: '<result><code>0</code><data>s</data><msg>ok</msg><success>true</success></result>' }[format]
  const [open, close, between] = {
    json: [`{"${root}":{${result},"list":[`, ']}}', ','] as const,
    xml: [`<${root}>${result}<list>`, `</list></${root}>`, ''] as const,
  }[format]
  const parts: string[] = [open]
  for (let size = open.length, index = 0; size < bytes; index += 1) {
    const part = `${index === 0 ? '' : between}${record(format, index)}`
    parts.push(part)
    size += Buffer.byteLength(part)
  }
  return Buffer.from(parts.join('') + close)
}

function record(format: Format, index: number): string {
  const sid = `9007199254${String(740_993 + index)}`
  const nick = index % 50 === 0 ? '买家咨询退款进度' : '你好世界'
  return format === 'json'
    ? `{"sid":${sid},"nick":"${nick}","session_status":${index % 4},"note":""}`
    : `<item><sid>${sid}</sid><nick>${nick}</nick><session_status>${index % 4}</session_status><note/></item>`
}
