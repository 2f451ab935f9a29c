import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parametersOf } from '../testing/fixtures'
import { digestInput, signingString } from './signing-string'

describe('signingString', () => {
  it('is the one the official document names', () => {
    expect(signingString(parametersOf({ foo: '1', bar: '2', foo_bar: '3', foobar: '4' }))).toBe('bar2foo1foo_bar3foobar4')
  })

  it('sorts by UTF-16 unit, as Java does: an emoji before a full-width letter', () => {
    expect(signingString(parametersOf({ ａ: '2', '😀': '1', b: '3', B: '4', _: '5' }))).toBe('B4_5b3😀1ａ2')
  })

  it('leaves out sign and nothing that resembles it', () => {
    expect(signingString(parametersOf({ sign: 'x', Sign: '1', sign_method: 'md5' }))).toBe('Sign1sign_methodmd5')
  })

  it('does not change the list it is given', () => {
    const list = Object.freeze(parametersOf({ b: '1', a: '2' }))
    expect(signingString(list)).toBe('a2b1')
    expect(list.map(({ name }) => name)).toEqual(['b', 'a'])
  })

  it('holds every name and value unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string().filter((name) => name !== 'sign' && name !== '__proto__'), fc.string()), (record) => {
        const expected = Object.keys(record)
          .sort()
          .map((name) => name + (record[name] ?? ''))
        expect(signingString(parametersOf(record))).toBe(expected.join(''))
      }),
    )
  })
})

describe('digestInput', () => {
  it('wraps the text in the secret for md5 only', () => {
    expect(digestInput('md5', 'a1', 's')).toBe('sa1s')
    expect(digestInput('hmac', 'a1', 's')).toBe('a1')
    expect(digestInput('hmac-sha256', 'a1', 's')).toBe('a1')
  })
})
