import { describe, expect, it } from 'vitest'
import { parseJson } from '@shared/exchange/json/parse'
import { jsonMember, jsonString, type JsonObject } from '@shared/exchange/json/tree'
import { readXmlRows } from '@shared/exchange/xml/rows'
import { printAnswer, printPage } from './print-answer'

function content(text: string, isSimplified = false): Parameters<typeof printAnswer>[0] {
  const members: JsonObject = { kind: 'object', members: [jsonMember('msg', jsonString(text))] }
  return { rootName: 'x_response', members, isSimplified }
}

describe('printAnswer', () => {
  it.each(['json', 'xml'] as const)('counts characters, not bytes, in %s', (format) => {
    const { body, headers } = printAnswer(content('会话😀'), format)
    expect(headers['top-bodylength']).toBe(String(body.length))
    expect(Buffer.byteLength(body)).toBeGreaterThan(body.length)
  })

  it.each(['a/b', '\\/', '</x>&', '"\n\u2028'])('writes %j so that it reads back in both formats', (text) => {
    expect(parseJson(printAnswer(content(text, true), 'json').body)).toMatchObject({ members: [{ value: { text } }] })
    const xml = readXmlRows(new TextEncoder().encode(printAnswer(content(text, true), 'xml').body))
    expect(xml.nameOf(xml.rootRow)).toBe('x_response')
    expect(xml.textOf(xml.rootRow + 1)).toBe(text)
  })

  it('escapes every slash of JSON, once', () => {
    expect(printAnswer(content('a/b\\/c'), 'json').body).toBe('{"x_response":{"msg":"a\\/b\\\\\\/c"}}')
  })
})

describe('printPage', () => {
  it('is a page of the front', () => {
    const { status, headers, body } = printPage(404, 'Not Found')
    expect([status, headers['Content-Type'], headers.Server]).toEqual([404, 'text/html', 'Tengine'])
    expect(body).toContain('<title>404 Not Found</title>')
  })
})
