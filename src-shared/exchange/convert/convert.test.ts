import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../../catalog/lippi-session-create'
import { responseSample } from '../../testing/fixtures'
import { anyText } from '../../testing/arbitraries'
import { fieldsOfRoot } from '../answer'
import { parseJson } from '../json/parse'
import { printJsonCompact } from '../json/print'
import { readJsonRows } from '../json/rows'
import type { JsonNode } from '../json/tree'
import { readXmlRows } from '../xml/rows'
import { findUnrepresentable } from '../xml/writable'
import { compactJson, compactXml, notesOf } from '../../testing/compact'
import { convertJsonToXml } from './json-to-xml'
import { NotConvertibleError } from './notes'
import { convertXmlToJson, type FieldsOfRoot } from './xml-to-json'

const fieldsOf = fieldsOfRoot(lippiSessionCreate)
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function toXml(json: string): { xml: string; notes: string[] } {
  const { rows, notes } = convertJsonToXml(readJsonRows(bytes(json)), 0, { name: 'r', fields: null, simplified: false, isAdded: false })
  return { xml: compactXml(rows), notes: notesOf(notes) }
}

function toJson(xml: string, fields: FieldsOfRoot = () => null): { json: string; notes: string[] } {
  const { rows, notes } = convertXmlToJson(readXmlRows(bytes(xml)), fields)
  return { json: compactJson(rows), notes: notesOf(notes) }
}

describe('convertXmlToJson', () => {
  it.each([
    ['ok-xml', 'ok-json', ['comment-left-out ']],
    ['err-xml', 'err-json', []],
    ['biz-fail-xml', 'biz-fail-json', ['not-in-descriptor alibaba_lyservice_lippi_session_create_response.uid_succ']],
  ])('makes of sample %s the sample %s', (xml, json, notes) => {
    expect(toJson(responseSample(xml).body, fieldsOf)).toEqual({ json: responseSample(json).body, notes })
  })

  it('takes types from the fields and keeps digits', () => {
    expect(toJson('<error_response><code>9007199254740993</code><msg>1</msg></error_response>', fieldsOf).json).toBe(
      '{"error_response":{"code":9007199254740993,"msg":"1"}}',
    )
  })

  it('says when a text is not of its field’s type', () => {
    expect(toJson('<error_response><code>007</code></error_response>', fieldsOf)).toEqual({
      json: '{"error_response":{"code":"007"}}',
      notes: ['type-differs error_response.code'],
    })
    const root = 'alibaba_lyservice_lippi_session_create_response'
    expect(toJson(`<${root}><result><success>yes</success></result></${root}>`, fieldsOf)).toEqual({
      json: `{"${root}":{"result":{"success":"yes"}}}`,
      notes: [`type-differs ${root}.result.success`],
    })
  })

  it.each([
    ['<r/>', '{"r":{}}', []],
    ['<r><a/></r>', '{"r":{"a":""}}', []],
    ['<r><a>1</a><a>2</a></r>', '{"r":{"a":["1","2"]}}', []],
    ['<r><a>1</a><b/><a>2</a></r>', '{"r":{"a":["1","2"],"b":""}}', ['order-changed r.a']],
    ['<r x="1"><a y="2">t</a></r>', '{"r":{"@x":"1","a":{"@y":"2","#text":"t"}}}', []],
    ['<r>t<a/></r>', '{"r":{"a":"","#text":"t"}}', []],
    ['<r><a><![CDATA[<x>]]></a></r>', '{"r":{"a":"<x>"}}', []],
    ['<r><a>1<!--c--></a><?p?></r>', '{"r":{"a":"1"}}', ['comment-left-out r.a', 'instruction-left-out r']],
    ['<r><a> </a></r>', '{"r":{"a":" "}}', []],
    ['<r><__proto__>1</__proto__></r>', '{"r":{"__proto__":"1"}}', []],
  ])('makes of %s %s', (xml, json, notes) => {
    expect(toJson(xml)).toEqual({ json, notes })
  })
})

describe('convertJsonToXml', () => {
  it.each([
    ['{}', '<r/>', []],
    ['{"a":""}', '<r><a/></r>', []],
    ['{"a":[1,2]}', '<r><a>1</a><a>2</a></r>', []],
    ['{"a":[]}', '<r/>', ['empty-list-left-out a']],
    ['{"a":{}}', '<r><a/></r>', ['empty-object-as-empty a']],
    ['{"a":1,"#text":"t"}', '<r><a>1</a>t</r>', []],
    ['{"#text":"a","#text":"b"}', '<r>ab</r>', ['duplicate-member #text']],
    ['{"a":[{"b":1},null]}', '<r><a><b>1</b></a><a/></r>', ['null-as-empty a']],
    ['{"a":null}', '<r><a/></r>', ['null-as-empty a']],
    ['{"a":1.10,"b":true}', '<r><a>1.10</a><b>true</b></r>', []],
    ['{"a":[[1],2]}', '<r><a><item>1</item></a><a>2</a></r>', ['nested-list a']],
    ['{"@x":"1","#text":"t"}', '<r x="1">t</r>', []],
    ['{"@x":{"a":1}}', '<r><member name="@x"><a>1</a></member></r>', ['name-not-xml @x']],
    ['{"a b":"1"}', '<r><member name="a b">1</member></r>', ['name-not-xml a b']],
    ['{"a":1,"a":2}', '<r><a>1</a><a>2</a></r>', ['duplicate-member a']],
    ['{"@x":1,"@x":2}', '<r x="1"><member name="@x">2</member></r>', ['duplicate-member @x', 'name-not-xml @x']],
    ['{"__proto__":{"constructor":"x"}}', '<r><__proto__><constructor>x</constructor></__proto__></r>', []],
    ['{"a":"<&>\\r"}', '<r><a>&lt;&amp;&gt;&#13;</a></r>', []],
  ])('makes of %s %s', (json, xml, notes) => {
    expect(toXml(json)).toEqual({ xml, notes })
  })

  it('names the place and the character that XML cannot write', () => {
    expect(() => toXml('{"a":{"b":"x\\u0001"}}')).toThrow(new NotConvertibleError('a.b', 'U+0001'))
    expect(() => toXml('{"a\\u0000":"x"}')).toThrow(NotConvertibleError)
    expect(() => toXml('{"@a":"\\ud800"}')).toThrow(expect.objectContaining({ path: '@a', character: 'U+D800' }) as Error)
  })

  it('writes well-formed XML of any object, or says why not', () => {
    const names = fc.oneof(anyText, fc.constantFrom('a', '@a', '#text', '', '@', 'a:b', 'xml', '×'))
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, anyText, fc.integer(), fc.constantFrom(null, true), fc.array(tie('node')), fc.dictionary(names, tie('node'))),
    }))
    fc.assert(
      fc.property(fc.dictionary(names, node), (value) => {
        const json = JSON.stringify(value)
        let problem: unknown = null
        try {
          expect(readXmlRows(bytes(toXml(json).xml)).nameOf(0)).toBe('r')
        } catch (error) {
          problem = error
        }
        if (problem !== null) expect(problem).toBeInstanceOf(NotConvertibleError)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('there and back', () => {
  // Without a descriptor XML has no types, no empty objects and no lists of one; of the rest nothing may be lost.
  const texts = anyText.filter((text) => findUnrepresentable(text) === null)
  const names = fc.constantFrom('a', 'b', 'c', 'request_id', '会话', '__proto__')
  const { node } = fc.letrec<{ node: JsonNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      texts.map((text): JsonNode => parseJson(JSON.stringify(text))),
      fc
        .uniqueArray(fc.tuple(names, fc.oneof(tie('node'), fc.array(texts, { minLength: 2 }))), { minLength: 1, selector: ([name]) => name })
        .map((members): JsonNode => ({
          kind: 'object',
          members: members.map(([name, value]) => ({
            name,
            rawName: JSON.stringify(name),
            value: Array.isArray(value) ? parseJson(JSON.stringify(value)) : value,
          })),
        })),
    ),
  }))

  it('keeps every text, name and order', () => {
    fc.assert(
      fc.property(node, (tree) => {
        fc.pre(tree.kind === 'object')
        const json = printJsonCompact(tree)
        expect(toJson(toXml(json).xml)).toEqual({ json: `{"r":${json}}`, notes: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('reads the attributes of an element once, not once for each of them', () => {
    const attributes = Array.from({ length: 30_000 }, (_, index) => `a${index}="${index}"`)
    const { json } = toJson(`<a ${attributes.join(' ')}/>`)
    expect(json).toContain('"@a0":"0"')
    expect(json).toContain('"@a29999":"29999"')
  })
})
