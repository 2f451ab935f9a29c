import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import type { CompareSource } from '@shared/exchange/compare/compare-contract'
import { IGNORED_BY_DEFAULT } from '@shared/exchange/compare/ignore-patterns'
import type { StoredHalf } from '../history/history'
import type { CompareAnswer, CompareRequest } from './reader'
import { aReader, aResponseHalf } from './testing/readers'

const ROOT = 'alibaba_lyservice_lippi_session_create_response'
const SID = operation.identity.callerId
const response = (exchangeId: string): CompareSource => ({ kind: 'exchange', exchangeId, half: 'response' })
const request = (exchangeId: string): CompareSource => ({ kind: 'exchange', exchangeId, half: 'request' })
const comparing = (left: CompareSource, right: CompareSource, changes: Partial<CompareRequest> = {}): CompareRequest => ({
  left,
  right,
  ignore: [...IGNORED_BY_DEFAULT],
  format: 'json',
  ...changes,
})

/** The example's request as it is stored, with changes by path. */
function aRequestHalf(changes: Readonly<Record<string, string>> = {}, publicChanges: Readonly<Record<string, string>> = {}): StoredHalf {
  const form = new URLSearchParams({ method: operation.name, app_key: '12345678', timestamp: '2026-11-22 16:00:00', sign: 'A1', ...publicChanges })
  for (const { name, value } of businessParameters(operation, { ...exampleValues(operation), ...changes })) form.append(name, value)
  return { operation: operation.name, head: 'POST /router/rest HTTP/1.1\r\n\r\n', body: new TextEncoder().encode(form.toString()) }
}

/** What a comparison that was made says, in few words. */
function toldBy(answer: CompareAnswer) {
  if (answer.kind === 'none') return answer
  const { kind, differences, total, ignored, left, right, isStopped } = answer
  const told = differences.map((difference) => [difference.kind, difference.left?.path ?? difference.right?.path, difference.left?.text, difference.right?.text])
  return { kind, told, total, ignored: ignored.map(({ pattern }) => pattern), origins: [left.origin, right.origin], isStopped }
}

describe.each(['inline', 'threaded'] as const)('the %s reader compares', (kind) => {
  it('two answers of one format, with where each difference stands and what its field is called', async () => {
    const { reader, stored } = aReader(kind)
    const answer = (data: string, id: string): string => `<${ROOT}><result><data>${data}</data><success>true</success></result><request_id>${id}</request_id></${ROOT}>`
    stored.set('response one', aResponseHalf(answer('880000000000000001', 'r1')))
    stored.set('response two', aResponseHalf(answer('880000000000000002', 'r2')))
    const found = await reader.compare(comparing(response('one'), response('two'), { format: 'xml' }))
    expect(toldBy(found)).toEqual({
      kind: 'structural',
      told: [['changed', `/${ROOT}/result/data`, '880000000000000001', '880000000000000002']],
      total: 1,
      ignored: ['request_id'],
      origins: ['received', 'received'],
      isStopped: false,
    })
    if (found.kind !== 'structural') throw new Error(found.kind)
    const [difference] = found.differences
    expect(difference).toMatchObject({ label: { en: expect.stringMatching(/./) }, pattern: `$.${ROOT}.result.data` })
    expect(found.left.text?.split('\n')[difference?.left?.line ?? 0]).toContain('<data>880000000000000001</data>')
  })

  it('an answer in XML with one in JSON, both in the format that was asked for', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf(`<${ROOT}><result><code>0</code><data>00012</data><success>true</success></result></${ROOT}>`))
    stored.set('response two', aResponseHalf(`{"${ROOT}":{"result":{"data":"00013","code":"0","success":true}}}`))
    expect(toldBy(await reader.compare(comparing(response('one'), response('two'))))).toMatchObject({
      told: [['changed', `$.${ROOT}.result.data`, '"00012"', '"00013"']],
      origins: ['converted', 'received'],
    })
    expect(toldBy(await reader.compare(comparing(response('one'), response('two'), { format: 'xml' })))).toMatchObject({
      told: [['changed', `/${ROOT}/result/data`, '00012', '00013']],
      origins: ['received', 'converted'],
    })
  })

  it('two requests with their public parameters, sign and timestamp ignored', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('request one', aRequestHalf())
    stored.set('request two', aRequestHalf({ [SID]: 's-2' }, { timestamp: '2026-11-22 16:00:01', sign: 'B2', app_key: '87654321' }))
    expect(toldBy(await reader.compare(comparing(request('one'), request('two'))))).toMatchObject({
      told: [
        ['changed', '$.app_key', '"12345678"', '"87654321"'],
        ['changed', `$.${SID}`, JSON.stringify(exampleValues(operation)[SID]), '"s-2"'],
      ],
      ignored: ['timestamp', 'sign'],
      origins: ['sent', 'sent'],
    })
  })

  it('a request with the form: only what the form can hold', async () => {
    const { reader, stored } = aReader(kind)
    const values = exampleValues(operation)
    stored.set('request one', aRequestHalf())
    const draft: CompareSource = { kind: 'draft', operation: operation.name, values: { ...values, [SID]: '会话-2' } }
    expect(toldBy(await reader.compare(comparing(request('one'), draft)))).toEqual({
      kind: 'structural',
      told: [['changed', `$.${SID}`, JSON.stringify(values[SID]), '"会话-2"']],
      total: 1,
      ignored: [],
      origins: ['sent', 'draft'],
      isStopped: false,
    })
    expect(toldBy(await reader.compare(comparing(request('one'), { ...draft, values })))).toMatchObject({ total: 0 })
    await expect(reader.compare(comparing(request('one'), { ...draft, operation: 'taobao.unknown' }))).rejects.toMatchObject({ code: 'operation.unknown' })
  })

  it('texts line by line when one of them is not well-formed, and says why', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf('{"a":1,\n"b":2,\n"c":'))
    stored.set('response two', aResponseHalf('{"a":1,\n"b":3,\n"c":4}'))
    const found = await reader.compare(comparing(response('one'), response('two')))
    expect(toldBy(found)).toMatchObject({ kind: 'text', told: [['changed', '2', '"b":2,', '"b":3,'], ['changed', '3', '"c":', '"c":4}']] })
    expect(found).toMatchObject({ left: { reason: 'not-well-formed', text: '{"a":1,\n"b":2,\n"c":' }, right: { reason: null } })
  })

  it('nothing with an answer that never came or is empty, and says which', async () => {
    const { reader, stored } = aReader(kind)
    stored.set('response one', aResponseHalf('{"a":1}'))
    stored.set('response two', aResponseHalf(''))
    expect(await reader.compare(comparing(response('one'), response('none')))).toEqual({ kind: 'none', left: null, right: 'empty' })
    expect(await reader.compare(comparing(response('two'), response('one')))).toEqual({ kind: 'none', left: 'empty', right: null })
    await expect(reader.compare(comparing(response('one'), response('deleted')))).rejects.toMatchObject({ code: 'history.unknown-entry' })
  })

  it('large answers without giving the page their texts', async () => {
    const { reader, stored } = aReader(kind)
    const body = (changed: number): string => JSON.stringify(Array.from({ length: 20_000 }, (_, index) => ({ sid: `sid-${index}`, note: index === changed ? 'changed' : 'a note of some length', n: index })))
    stored.set('response one', aResponseHalf(body(-1)))
    stored.set('response two', aResponseHalf(body(19_000)))
    const found = await reader.compare(comparing(response('one'), response('two')))
    expect(toldBy(found)).toMatchObject({ total: 1, told: [['changed', '$[19000].note', '"a note of some length"', '"changed"']] })
    expect(found).toMatchObject({ left: { text: null }, right: { text: null } })
  })

  it('what was asked for last: a newer comparison stops an older one', async () => {
    const { reader, stored } = aReader(kind)
    const body = (value: number): string => JSON.stringify(Array.from({ length: 15_000 }, (_, index) => ({ a: index + value, b: value })))
    stored.set('response one', aResponseHalf(body(0)))
    stored.set('response two', aResponseHalf(body(1_000_000)))
    const [older, newer] = await Promise.all([reader.compare(comparing(response('one'), response('two'))), reader.compare(comparing(response('one'), response('two')))])
    expect(older).toMatchObject({ isStopped: true })
    expect(newer).toMatchObject({ isStopped: false, total: 30_000 })
  })
})
