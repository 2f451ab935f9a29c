import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, textOf } from '../../testing/arbitraries'
import { parseJson } from './parse'
import { isJsonNumber, jsonMember, jsonString, leafText, memberOf } from './tree'

describe('jsonString', () => {
  it('has a literal that reads back as the text, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseJson(jsonString(text).raw)).toMatchObject({ kind: 'string', text })
      }),
    )
  })

  it('keeps other scripts readable', () => {
    expect(jsonString('会话 "😀"').raw).toBe('"会话 \\"😀\\""')
  })
})

describe('memberOf', () => {
  it('gives the last of a repeated name, as JSON.parse would', () => {
    const node = parseJson('{"a":1,"b":2,"a":3}')
    expect(leafText(memberOf(node, 'a'))).toBe('3')
  })

  it.each(['c', 'constructor', '__proto__', 'toString', ''])('gives null for the absent name "%s"', (name) => {
    expect(memberOf(parseJson('{"a":1}'), name)).toBeNull()
  })

  it('gives null for what is no object', () => {
    expect(memberOf(null, 'a')).toBeNull()
    expect(memberOf(parseJson('["a"]'), '0')).toBeNull()
    expect(memberOf(parseJson('"text"'), 'length')).toBeNull()
  })

  it('finds a member made for a name that needs escapes', () => {
    const member = jsonMember('a"/', jsonString('x'))
    expect(member.rawName).toBe('"a\\"/"')
    expect(leafText(memberOf({ kind: 'object', members: [member] }, 'a"/'))).toBe('x')
  })
})

describe('leafText', () => {
  it.each([
    ['"1"', '1'],
    ['9007199254740993', '9007199254740993'],
    ['true', 'true'],
    ['false', 'false'],
    ['null', null],
    ['{}', null],
    ['[]', null],
  ])('of %s is %s', (text, expected) => {
    expect(leafText(parseJson(text))).toBe(expected)
  })
})

describe('isJsonNumber', () => {
  it('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(textOf('0123456789+-.eE'), (text) => {
        let isNumber = true
        try {
          JSON.parse(text)
        } catch {
          isNumber = false
        }
        expect(isJsonNumber(text)).toBe(isNumber)
      }),
      { numRuns: 5_000 },
    )
  })

  it.each([' 1', '1 ', '1\n', '', 'true'])('refuses %j', (text) => {
    expect(isJsonNumber(text)).toBe(false)
  })
})
