import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactJson, escapeSlashes, escapeUnicode, isJsonDocument, reprintedJson, sortedJson, spacedJson, unescapeSlashes, unescapeUnicode } from './json-spelling'

const anyJson = fc.jsonValue().map((value) => JSON.stringify({ value, 会: '/\\/ " , : \u007f é😀' }))

describe('the spellings', () => {
  it.each(Object.entries({ compactJson, spacedJson, escapeUnicode, unescapeUnicode, escapeSlashes, unescapeSlashes }))(
    'of %s say the same as the original',
    (_, spelling) => {
      fc.assert(
        fc.property(anyJson, (text) => {
          expect(JSON.parse(spelling(text))).toEqual(JSON.parse(text))
        }),
      )
    },
  )

  it('are undone by their opposites', () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        expect(compactJson(spacedJson(text))).toBe(text)
        expect(unescapeUnicode(escapeUnicode(text))).toBe(text)
        expect(unescapeSlashes(escapeSlashes(text))).toBe(text)
      }),
    )
  })

  it('touch nothing inside strings, and leave digits alone', () => {
    expect(spacedJson('{"a,b:c":9007199254740993,"d":"\\",:"}')).toBe('{"a,b:c": 9007199254740993, "d": "\\",:"}')
    expect(compactJson('{ "a" : [ 1.0 ,\n 2 ] , "b":" x , y " }')).toBe('{"a":[1.0,2],"b":" x , y "}')
  })

  it('take one escape at a time', () => {
    expect(unescapeUnicode('"\\\\u4f1a \\u4f1a \\u0022"')).toBe('"\\\\u4f1a 会 \\u0022"')
    expect(unescapeSlashes('"\\\\/ \\/"')).toBe('"\\\\/ /"')
  })

  it('imitate a signer who parses and prints, rounding included', () => {
    expect(reprintedJson('{ "b": 9007199254740993, "a": 1.0 }')).toBe('{"b":9007199254740992,"a":1}')
    expect(sortedJson('{"b":{"d":1,"c":[{"f":1,"e":2}]},"a":2}')).toBe('{"a":2,"b":{"c":[{"e":2,"f":1}],"d":1}}')
    expect(reprintedJson('{oops')).toBeNull()
  })
})

it('tells a DTO from text that only begins like one', () => {
  expect(['{"a":1}', '[1]', ' {} ', '{a}', '1', '"x"', '', '{"a":1} x'].map(isJsonDocument)).toEqual([true, true, true, false, false, false, false, false])
})

it('splits a very long string without running out of stack', () => {
  const text = JSON.stringify({ text: 'x\\"'.repeat(300_000) })
  expect(compactJson(text)).toBe(text)
})
