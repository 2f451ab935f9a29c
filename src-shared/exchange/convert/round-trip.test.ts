import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../../catalog/lippi-session-create'
import type { Field, Operation } from '../../descriptor/types'
import { errorFields, responseRoot } from '../../protocol/envelope'
import { compactJson, compactXml, notesOf } from '../../testing/compact'
import { awkwardDigits, describedAnswers, describedObjects } from '../../testing/described-answers'
import { responseSample } from '../../testing/fixtures'
import { fieldsOfRoot } from '../answer'
import { readJsonRows } from '../json/rows'
import { xmlRootOf } from '../views'
import { readXmlRows } from '../xml/rows'
import { convertJsonToXml } from './json-to-xml'
import { convertXmlToJson } from './xml-to-json'

const ROOT = responseRoot(lippiSessionCreate.name)
const words = { label: { zh: '', en: '' }, meaning: { zh: '', en: '' }, required: false } as const
const uidList: Field = { ...words, kind: 'list', name: 'uid_succ', item: { ...words, kind: 'string', name: 'string', example: '' } }
const withList: Operation = { ...lippiSessionCreate, response: [...lippiSessionCreate.response, uidList] }

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function toXml(json: string, operation: Operation): { xml: string; notes: string[] } {
  const source = readJsonRows(bytes(json))
  const { object, root } = xmlRootOf(source, operation)
  const { rows, notes } = convertJsonToXml(source, object, root)
  return { xml: compactXml(rows), notes: notesOf(notes) }
}

function toJson(xml: string, operation: Operation, simplified = false): { json: string; notes: string[] } {
  const { rows, notes } = convertXmlToJson(readXmlRows(bytes(xml)), fieldsOfRoot(operation), simplified)
  return { json: compactJson(rows), notes: notesOf(notes) }
}

describe('what the descriptor knows', () => {
  it('is the same after JSON -> XML -> JSON, and after XML -> JSON -> XML', () => {
    fc.assert(
      fc.property(describedAnswers(lippiSessionCreate), ({ operation, plain }) => {
        const there = toXml(plain, operation)
        expect(there.notes).toEqual([])
        expect(toJson(there.xml, operation)).toEqual({ json: plain, notes: [] })
        expect(toXml(toJson(there.xml, operation).json, operation).xml).toBe(there.xml)
      }),
      { numRuns: 300 },
    )
  })

  it('is the same when simplified, and has the same XML as when plain', () => {
    fc.assert(
      fc.property(describedAnswers(lippiSessionCreate), ({ operation, plain, simplified }) => {
        const there = toXml(simplified, operation)
        expect(there).toEqual({ xml: toXml(plain, operation).xml, notes: ['root-added '] })
        expect(toJson(there.xml, operation, true)).toEqual({ json: simplified, notes: [] })
      }),
      { numRuns: 300 },
    )
  })

  it('is the same of an error, simplified or not', () => {
    fc.assert(
      fc.property(describedObjects(errorFields), fc.boolean(), (error, simplified) => {
        const json = `{"error_response":${error}}`
        const there = toXml(json, lippiSessionCreate)
        expect(there.notes).toEqual([])
        expect(toJson(there.xml, lippiSessionCreate, simplified)).toEqual({ json, notes: [] })
      }),
    )
  })

  it.each([
    ['<uid_succ/>', '{}', '[]'],
    ['<uid_succ><string>x</string></uid_succ>', '{"string":["x"]}', '["x"]'],
    ['<uid_succ><string>x</string><string/></uid_succ>', '{"string":["x",""]}', '["x",""]'],
  ])('a list %s is %s, simplified %s', (list, plain, simplified) => {
    const xml = `<${ROOT}>${list}</${ROOT}>`
    expect(toJson(xml, withList)).toEqual({ json: `{"${ROOT}":{"uid_succ":${plain}}}`, notes: [] })
    expect(toJson(xml, withList, true)).toEqual({ json: `{"uid_succ":${simplified}}`, notes: [] })
    expect(toXml(`{"${ROOT}":{"uid_succ":${plain}}}`, withList)).toEqual({ xml, notes: [] })
    expect(toXml(`{"uid_succ":${simplified}}`, withList)).toEqual({ xml, notes: ['root-added '] })
  })

  it('makes the samples of the protocol out of each other', () => {
    const xml = responseSample('biz-fail-xml').body.replace(/^<\?.*?\?>/, '')
    expect(toJson(xml, withList)).toEqual({ json: responseSample('biz-fail-json').body, notes: [] })
    expect(toJson(xml, withList, true)).toEqual({ json: responseSample('biz-fail-simplify').body, notes: [] })
    expect(toXml(responseSample('biz-fail-simplify').body, withList).xml).toBe(xml)
    expect(toXml(responseSample('empty-list-json').body, withList).xml).toContain('<uid_succ/>')
  })
})

describe('what the descriptor does not know', () => {
  it('is kept and marked in both directions', () => {
    fc.assert(
      fc.property(describedAnswers(lippiSessionCreate), awkwardDigits, ({ operation, plain }, digits) => {
        const comma = plain.endsWith('{}}') ? '' : ','
        const json = `${plain.slice(0, -2)}${comma}"unknown_part":{"inner":${digits}}}}`
        const there = toXml(json, operation)
        expect(there.xml).toContain(`<unknown_part><inner>${digits}</inner></unknown_part>`)
        expect(there.notes).toEqual(['not-in-descriptor unknown_part'])
        const back = toJson(there.xml, operation)
        expect(back.json).toBe(json.replace(`{"inner":${digits}}}}`, `{"inner":"${digits}"}}}`))
        expect(back.notes).toEqual([`not-in-descriptor ${ROOT}.unknown_part`])
      }),
    )
  })

  it.each([
    ['<result x="1"><code>0</code></result>', '{"result":{"@x":"1","code":"0"}}', 'not-in-descriptor R.result.@x'],
    ['<result><code y="1">0</code></result>', '{"result":{"code":{"@y":"1","#text":"0"}}}', 'type-differs R.result.code'],
    ['<result>t</result>', '{"result":{"#text":"t"}}', 'not-in-descriptor R.result.#text'],
    ['<result/><result/>', '{"result":[{},{}]}', 'type-differs R.result'],
    ['<uid_succ>x</uid_succ>', '{"uid_succ":{"#text":"x"}}', 'not-in-descriptor R.uid_succ.#text'],
    ['<uid_succ><number>1</number></uid_succ>', '{"uid_succ":{"number":"1"}}', 'not-in-descriptor R.uid_succ.number'],
    ['<uid_succ><string><a/></string></uid_succ>', '{"uid_succ":{"string":[{"a":""}]}}', 'type-differs R.uid_succ.string'],
  ])('%s is %s with a mark, and comes back', (inner, json, note) => {
    const xml = `<${ROOT}>${inner}</${ROOT}>`
    expect(toJson(xml, withList)).toEqual({ json: `{"${ROOT}":${json}}`, notes: [note.replace('R', ROOT)] })
    expect(toXml(`{"${ROOT}":${json}}`, withList).xml).toBe(xml)
  })

  it('a list that is no plain list keeps its wrapper when simplified, and is marked', () => {
    const xml = `<${ROOT}><uid_succ><string>x</string><other>1</other></uid_succ></${ROOT}>`
    const { json, notes } = toJson(xml, withList, true)
    expect(json).toBe('{"uid_succ":{"string":["x"],"other":"1"}}')
    expect(notes).toEqual([`type-differs ${ROOT}.uid_succ`, `not-in-descriptor ${ROOT}.uid_succ.other`])
    expect(toXml(json, withList).xml).toBe(xml)
  })

  it.each([
    ['{"uid_succ":["x"]}', 'type-differs uid_succ'],
    ['{"uid_succ":{"string":"x"}}', 'type-differs uid_succ.string'],
    ['{"uid_succ":"x"}', 'type-differs uid_succ'],
    ['{"uid_succ":null}', 'null-as-empty uid_succ'],
    ['{"uid_succ":{"string":[]}}', 'empty-list-left-out uid_succ.string'],
    ['{"uid_succ":{"string":["x"],"other":1}}', 'not-in-descriptor uid_succ.other'],
    ['{"result":{"code":0}}', 'type-differs result.code'],
    ['{"result":{"code":{}}}', 'type-differs result.code'],
    ['{"result":[{"code":"0"}]}', 'type-differs result'],
    ['{"result":"x"}', 'type-differs result'],
    ['{"result":{"success":"true"}}', 'type-differs result.success'],
    ['{"result":{"@x":"1"}}', 'not-in-descriptor result.@x'],
  ])('JSON %s differs from the descriptor, and is marked', (members, note) => {
    expect(toXml(`{"${ROOT}":${members}}`, withList).notes).toEqual([note])
  })

  it('keeps the first thousand notes and counts all', () => {
    const source = readJsonRows(bytes(`{"a":[${'[],'.repeat(4_999)}[]]}`))
    const { notes } = convertJsonToXml(source, 0, { name: 'r', fields: null, simplified: false, isAdded: false })
    expect([notes.first.length, notes.count]).toEqual([1_000, 5_000])
  })
})

describe('digits', () => {
  it.each(['9007199254740993', '179551105895329108', '1.10', '1e400', '00012'])('%s stays what it is both ways', (digits) => {
    const kind = digits === '00012' ? 'string' : 'integer'
    const operation: Operation = { ...lippiSessionCreate, response: [{ ...words, kind, name: 'n', example: '' }] }
    const literal = kind === 'string' ? `"${digits}"` : digits
    const xml = `<${ROOT}><n>${digits}</n></${ROOT}>`
    const json = `{"${ROOT}":{"n":${literal}}}`
    expect(toXml(json, operation)).toEqual({ xml, notes: [] })
    expect(toJson(xml, operation)).toEqual({ json, notes: [] })
  })
})
