import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeForm } from '../protocol/wire'
import { wellFormedText } from '../testing/arbitraries'
import { readRequestText, type RequestText } from './request-text'

const DTO = '{"source":{"sid":"会话/1","channel_uid":"u 1+1"}}'
const PARAMETERS = [
  { name: 'timestamp', value: '2016-01-01 12:00:00' },
  { name: 'app_key', value: '12345678' },
  { name: 'ly_create_session_dto', value: DTO },
]
const FORM = `${encodeForm(PARAMETERS)}&sign=ABCDEF`

function read(text: string): RequestText {
  const result = readRequestText(text)
  if (!result.ok) throw new Error(`${result.problem} ${result.detail}`)
  return result
}

describe('readRequestText', () => {
  it.each([
    ['form', FORM],
    ['form', `\ufeff  ${FORM}\r\n`],
    ['url', `https://gw.api.taobao.com/router/rest?${FORM}`],
    ['url', `http://h/r?${encodeForm(PARAMETERS.slice(0, 2))}\n\n${encodeForm(PARAMETERS.slice(2))}&sign=ABCDEF`],
    ['http', `POST /router/rest?${encodeForm(PARAMETERS.slice(0, 1))} HTTP/1.1\r\nHost: h\r\nA: b=c&d=e\r\n\r\n${encodeForm(PARAMETERS.slice(1))}&sign=ABCDEF`],
    ['http', `GET /router/rest?${FORM} HTTP/1.1\nHost: h`],
    ['json', JSON.stringify({ params: Object.fromEntries(PARAMETERS.map(({ name, value }) => [name, value])), sign: 'ABCDEF' })],
    ['json', JSON.stringify({ ...Object.fromEntries(PARAMETERS.map(({ name, value }) => [name, value])), sign: 'ABCDEF' })],
    ['lines', `${PARAMETERS.map(({ name, value }) => `${name}: ${value}`).join('\n')}\nsign: ABCDEF`],
    ['lines', `${PARAMETERS.map(({ name, value }) => `${name}=${value}`).join('\r\n')}\r\nsign=ABCDEF`],
  ])('reads a %s in its order', (shape, text) => {
    expect(read(text)).toMatchObject({ shape, parameters: PARAMETERS, sign: 'ABCDEF', notes: [] })
  })

  it('gives back every form it is given', () => {
    const list = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z_]{1,8}$/), value: wellFormedText }), {
      selector: ({ name }) => name,
      minLength: 1,
    })
    fc.assert(
      fc.property(list, (parameters) => {
        fc.pre(parameters.every(({ name }) => name !== 'sign'))
        expect(read(encodeForm(parameters)).parameters).toEqual(parameters)
      }),
    )
  })

  it('keeps digits, and writes an object of a JSON request as its text', () => {
    expect(read('{"id":9007199254740993,"d":{ "n": 1.0, "t": "\\u4f1a" },"x":null}')).toMatchObject({
      parameters: [
        { name: 'id', value: '9007199254740993' },
        { name: 'd', value: '{"n":1.0,"t":"\\u4f1a"}' },
        { name: 'x', value: '' },
      ],
      notes: [{ code: 'no-sign' }, { code: 'printed-object', detail: 'd' }, { code: 'empty-for-null', detail: 'x' }],
    })
  })

  it.each([
    ['a=1&a=2&sign=x', [{ code: 'repeated-name', detail: 'a' }]],
    ['a=%zz&b=%E4%BC&c=%41&sign=x', [{ code: 'broken-escape', detail: 'a' }, { code: 'broken-escape', detail: 'b' }]],
    ['a: 1\n???\n\nsign: x', [{ code: 'skipped-line', detail: '2' }]],
    ['a=1&b=2\n&sign=x', [{ code: 'joined-lines', detail: '' }]],
    ['https://h/?a=1&sign=x#top', [{ code: 'fragment-dropped', detail: '' }]],
    ['a=1&b=2', [{ code: 'no-sign', detail: '' }]],
  ])('says what it did not take as it stands: %s', (text, notes) => {
    expect(read(text).notes).toEqual(notes)
  })

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['{"a":', 'not-json'],
    ['["a"]', 'json-not-object'],
    ['{}', 'no-parameters'],
    ['https://gw.api.taobao.com/router/rest', 'no-parameters'],
    ['hello', 'no-parameters'],
  ])('does not understand %j: %s', (text, problem) => {
    expect(readRequestText(text)).toMatchObject({ ok: false, problem })
  })
})
