import { gzipSync } from 'node:zlib'
import { encodeText } from '@shared/knowledge/charsets'
import type { Format } from '@shared/protocol/parameters'
import { bytesOf, type EncodedAnswer } from '../connection'
import { contentTypeOf, withBody, type GatewayAnswer } from '../print-answer'
import { CHINESE, SLOT } from './content'

/** What a captive portal answers with in the place of any server. */
export function captivePortal(): GatewayAnswer {
  return {
    status: 200,
    headers: { Server: 'nginx', 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    body: `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>网络登录 · Network log-in</title></head>
<body>
<h1>欢迎使用访客网络</h1>
<p>上网前请先登录。Please log in before you go online.</p>
<form method="post" action="/portal/login"><input name="phone"><input name="code"><button>登录</button></form>
</body>
</html>
`,
  }
}

/** The member in the slot, nested that deep. */
export function nestDeeply(answer: GatewayAnswer, format: Format, levels: number): GatewayAnswer {
  const [open, core, close] = format === 'json' ? ['{"nested":', 'null', '}'] : ['<nested>', '', '</nested>']
  return fillSlot(answer, open.repeat(levels) + core + close.repeat(levels))
}

const ENTITIES = `<!DOCTYPE answer [
<!ENTITY file SYSTEM "file:///etc/passwd">
<!ENTITY a "0123456789">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
]>`

/** Declares entities behind the XML declaration and uses them in the slot; JSON gets the same characters as a text. */
export function declareEntities(answer: GatewayAnswer, format: Format): GatewayAnswer {
  if (format === 'json') return fillSlot(answer, JSON.stringify(`${ENTITIES}&d;&file;`).replaceAll('/', '\\/'))
  const filled = fillSlot(answer, '&d;&file;')
  return withBody(filled, filled.body.replace('?>', () => `?>${ENTITIES}`))
}

/** The body under the name of the other format. */
export function mislabel(answer: GatewayAnswer, format: Format): GatewayAnswer {
  return { ...answer, headers: { ...answer.headers, 'Content-Type': contentTypeOf(format === 'json' ? 'xml' : 'json') } }
}

/** The body in GBK, as headers and XML declaration say. */
export function inGbk(answer: GatewayAnswer): EncodedAnswer {
  return gbkBytes(answer, answer.headers['Content-Type']?.replace('UTF-8', 'GBK') ?? '', ' encoding="GBK"')
}

/** The body in GBK, which neither headers nor XML declaration mention. */
export function inGbkUndeclared(answer: GatewayAnswer): EncodedAnswer {
  return gbkBytes(answer, answer.headers['Content-Type']?.replace(/;.*/, '') ?? '', '')
}

function gbkBytes(answer: GatewayAnswer, contentType: string, declaration: string): EncodedAnswer {
  const text = answer.body.replace(/(<\?xml version="1\.0") encoding="utf-8"/, `$1${declaration}`)
  return { status: answer.status, headers: { ...answer.headers, 'Content-Type': contentType }, bytes: Buffer.from(encodeText(text, 'gbk')) }
}

/** The answer in UTF-8, but the last byte of its first Chinese character is one that no UTF-8 text holds. */
export function damageUtf8(answer: GatewayAnswer): EncodedAnswer {
  const encoded = bytesOf(answer)
  const bytes = Buffer.from(encoded.bytes)
  const at = bytes.indexOf(Buffer.from(CHINESE))
  if (at !== -1) bytes[at + 2] = 0xff
  return { ...encoded, bytes }
}

/** A gzip stream whose data is overwritten right behind its head. */
export function breakGzip(answer: GatewayAnswer): EncodedAnswer {
  return asGzip(answer, (bytes) => bytes.fill(0xff, 10, 26))
}

/** The first half of a gzip stream. */
export function cutGzip(answer: GatewayAnswer): EncodedAnswer {
  return asGzip(answer, (bytes) => bytes.subarray(0, bytes.length / 2))
}

function asGzip(answer: GatewayAnswer, damage: (bytes: Buffer) => Buffer): EncodedAnswer {
  const { status, headers } = answer
  return { status, headers: { ...headers, 'Content-Encoding': 'gzip' }, bytes: damage(gzipSync(answer.body)) }
}

function fillSlot(answer: GatewayAnswer, text: string): GatewayAnswer {
  return withBody(answer, answer.body.replace(SLOT, () => text))
}
