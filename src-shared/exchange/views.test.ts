import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { exampleValues } from '../descriptor/example'
import { businessParameters } from '../descriptor/serialise'
import { anyText } from '../testing/arbitraries'
import { responseSample, responseSamples } from '../testing/fixtures'
import { readAnswer } from './answer'
import { printLines } from './document/lines'
import { readDocument } from './document/read-document'
import { parseJson } from './json/parse'
import { readXmlRows } from './xml/rows'
import { NO_NOTES } from './convert/notes'
import { draftViews, requestTreeOf, requestViews, responseViews, type View } from './views'

const views = (text: string): ReturnType<typeof responseViews> => responseViews(readDocument(new TextEncoder().encode(text)), lippiSessionCreate)

function textOf(view: View): string {
  if (view.kind === 'none') throw new Error(`no view: ${view.reason} ${view.detail}`)
  return printLines(view.lines)
}

function rootOf(view: View): string {
  const rows = readXmlRows(new TextEncoder().encode(textOf(view)))
  return rows.nameOf(rows.rootRow)
}

function notesOf(view: View): unknown {
  return view.kind === 'lines' ? view.notes.first : view
}

describe('responseViews', () => {
  const wellFormed = responseSamples.filter(({ id }) => id !== 'html')

  it.each(wellFormed)('shows sample $id in both formats', ({ body }) => {
    const { xml, json } = views(body)
    const isXml = body.startsWith('<')
    expect(xml).toMatchObject({ kind: 'lines', origin: isXml ? 'received' : 'converted' })
    expect(json).toMatchObject({ kind: 'lines', origin: isXml ? 'converted' : 'received' })
    expect(rootOf(xml)).toMatch(/_response$/)
    expect(() => parseJson(textOf(json))).not.toThrow()
  })

  it.each(['ok-json', 'ok-simplify', 'ok-xml', 'err-json', 'err-xml', 'biz-fail-json', 'biz-fail-xml', 'flow', 'timestamp-xml'])(
    'says the same about %s in the other format',
    (id) => {
      const { body } = responseSample(id)
      const read = (text: string): object => ({ ...readAnswer(200, text, lippiSessionCreate), format: null })
      const { xml, json } = views(body)
      expect(read(textOf(xml))).toEqual(read(body))
      expect(read(textOf(json))).toEqual(read(body))
    },
  )

  it('adds the root a simplified answer lacks, and says so', () => {
    const { xml } = views(responseSample('ok-simplify').body)
    expect(textOf(xml).split('\n')[0]).toBe('<alibaba_lyservice_lippi_session_create_response>')
    expect(notesOf(xml)).toEqual([{ code: 'root-added', path: '' }])
  })

  it('gives an empty object an empty root', () => {
    const { xml, json } = views('{}')
    expect([textOf(xml), textOf(json)]).toEqual(['<alibaba_lyservice_lippi_session_create_response/>', '{}'])
  })

  it('loses no member that stands beside a root', () => {
    const { xml } = views('{"error_response":{"code":1},"extra":"kept"}')
    expect(textOf(xml)).toContain('<extra>kept</extra>')
    expect(notesOf(xml)).toEqual([
      { code: 'root-added', path: '' },
      { code: 'not-in-descriptor', path: 'extra' },
    ])
  })

  it('gives the answer of another operation its own root', () => {
    expect(textOf(views(responseSample('bigint').body).xml).split('\n')[0]).toBe('<x_response>')
    expect(textOf(views(responseSample('bigint').body).xml)).toContain('<id>179551105895329108</id>')
  })

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['<html></html>', 'html'],
    ['hello', 'neither-format'],
    ['{"a":}', 'not-well-formed'],
    ['<a>', 'not-well-formed'],
  ])('of %j has none: %s', (text, reason) => {
    const { xml, json } = views(text)
    expect(xml).toMatchObject({ kind: 'none', reason })
    expect(json).toMatchObject({ kind: 'none', reason })
  })

  it('says where a broken text breaks', () => {
    expect(views('{"a":}').json).toMatchObject({ problem: { line: 1, column: 6 } })
  })

  it('shows JSON whose XML cannot be written, and why', () => {
    const { xml, json } = views('{"error_response":{"msg":"a\\u0001"}}')
    expect(xml).toEqual({ kind: 'none', reason: 'not-convertible', problem: null, detail: 'msg: U+0001' })
    expect(textOf(json)).toContain('\\u0001')
    expect(views('[1]').xml).toMatchObject({ kind: 'none', reason: 'not-convertible' })
  })

  it('never fails', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.json()), (text) => {
        expect(() => views(text)).not.toThrow()
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('draftViews', () => {
  const { json, xml } = draftViews(lippiSessionCreate, exampleValues(lippiSessionCreate))

  it('show the DTOs expanded under a request root', () => {
    expect(rootOf(xml)).toBe('alibaba_lyservice_lippi_session_create_request')
    expect(textOf(xml)).toContain('<sid>testSessionId</sid>')
    expect(json).toMatchObject({ origin: 'sent', notes: NO_NOTES })
    expect(xml).toMatchObject({ origin: 'converted', notes: NO_NOTES })
  })

  it('are the views of what is then sent', () => {
    const parameters = businessParameters(lippiSessionCreate, exampleValues(lippiSessionCreate))
    const sent = requestTreeOf([{ name: 'method', value: 'm' }, ...parameters], lippiSessionCreate)
    const views = requestViews(sent, lippiSessionCreate)
    expect([textOf(views.json), textOf(views.xml)]).toEqual([textOf(json), textOf(xml)])
  })
})

describe('requestTreeOf', () => {
  it('leaves text that is no JSON as it is', () => {
    const tree = requestTreeOf([{ name: 'ly_create_session_dto', value: '{broken' }], lippiSessionCreate)
    expect(tree.members[0]?.value).toMatchObject({ kind: 'string', text: '{broken' })
  })

  it('keeps a number’s digits', () => {
    const tree = requestTreeOf([{ name: 'ly_ding_open_para_dto', value: '{"org_id":9007199254740993}' }], lippiSessionCreate)
    expect(textOf(requestViews(tree, lippiSessionCreate).xml)).toContain('<org_id>9007199254740993</org_id>')
  })
})

describe('very large answers', () => {
  it('a list of 500,000 items is shown in both formats', () => {
    const { json, xml } = views(`{"alibaba_lyservice_lippi_session_create_response":{"list":[${'1,'.repeat(499_999)}1]}}`)
    expect([json.kind, xml.kind]).toEqual(['lines', 'lines'])
  })

  it('a layout longer than a text can be is still shown line by line', () => {
    const { json } = views(`{"d":${'['.repeat(450)}${'1,'.repeat(700_000)}1${']'.repeat(450)}}`)
    expect(json.kind === 'lines' && json.lines.count).toBe(700_001 + 2 * 451)
    expect(json.kind === 'lines' && json.lines.lineAt(600_000)).toMatchObject({ text: `${'  '.repeat(451)}1,`, lastLine: 600_000 })
  })
})
