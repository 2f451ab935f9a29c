import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeForm } from '@shared/protocol/wire'
import { readForm } from './form-bytes'

const text = fc.string({ unit: 'binary' })

describe('readForm', () => {
  it('reads what the console and URLSearchParams write', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: text.filter((name) => name !== ''), value: text })), (parameters) => {
        const read = readForm(encodeForm(parameters))
        expect(read).toEqual({ parameters, isUtf8: true })
        const pairs = parameters.map(({ name, value }): [string, string] => [name, value])
        expect(readForm(new URLSearchParams(pairs).toString())).toEqual(read)
      }),
    )
  })

  it('reads anything, and as URLSearchParams does when it is UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('%', 'e', '4', 'B', 'D', 'A', '0', '=', '&', '+', 'z') }), (bytes) => {
        const { parameters, isUtf8 } = readForm(bytes)
        if (!isUtf8) return
        const expected = Array.from(new URLSearchParams(`?${bytes}`), ([name, value]) => ({ name, value }))
        expect(parameters).toEqual(expected)
      }),
    )
  })

  it.each([
    ['a=%', '%'],
    ['a=%4', '%4'],
    ['a=%zz', '%zz'],
    ['a=100%+%41', '100% A'],
    ['a', ''],
    ['a==b', '=b'],
    ['a=%EF%BB%BFx', '\ufeffx'],
    ['a=\u00e4\u00bd\u00a0', '你'],
  ])('reads %s', (bytes, value) => {
    expect(readForm(bytes)).toEqual({ parameters: [{ name: 'a', value }], isUtf8: true })
  })

  it.each(['%BB%E1', '%ED%A0%80', '%C0%80', '\u00e4', '%F5%80%80%80'])('notices that %s is no UTF-8', (bytes) => {
    expect(readForm(`a=${bytes}`).isUtf8).toBe(false)
    expect(readForm(`${bytes}=a`).isUtf8).toBe(false)
    expect(readForm(`a=${bytes}`).parameters).toHaveLength(1)
  })
})
