import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wellFormedText } from '../../testing/arbitraries'
import { Echoes } from './echoes'

const MASKED = { field: 'nick', replacement: '***' }
const without = (value: string, text: string): string => new Echoes([{ ...MASKED, value }]).without(text, () => undefined)

describe('Echoes', () => {
  it('finds any text in the spelling of any grammar', () => {
    fc.assert(
      fc.property(wellFormedText, (middle) => {
        const value = `Q7${middle}x9Z`
        const entities = [...value].map((character) => `&#${character.codePointAt(0)};`).join('')
        const escapes = Array.from({ length: value.length }, (_, index) => `\\u${value.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
        for (const spelling of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), entities]) {
          expect(without(value, `a ${spelling} b`)).toBe('a *** b')
        }
        expect(without(value, escapes)).toBe('***')
      }),
    )
  })

  it('takes a short word for one only when it stands alone, and leaves what would turn up everywhere', () => {
    expect(without('Lily', 'Lily, Lilyhammer and "Lily"')).toBe('***, Lilyhammer and "***"')
    expect(without('张三', '客户张三的昵称')).toBe('客户***的昵称')
    for (const everywhere of ['0', 'ab', '","', 'null', 'true', '王']) expect(without(everywhere, `{"a":null,"b":true,"c":"0 ab 王"}`)).toBe(`{"a":null,"b":true,"c":"0 ab 王"}`)
  })

  it('hides a name in what is shown of a text that begins with it, and values that overlap together', () => {
    const text = 'Zhang San called about order 42 and more'
    const both = new Echoes([
      { field: 'nick', value: 'Zhang San', replacement: '***' },
      { field: 'content', value: text, replacement: 'Zhang San called abo***' },
    ])
    expect(both.without(text, () => undefined)).toBe('*** called abo***')
    const overlapping = new Echoes([{ ...MASKED, value: 'abcdefgh' }, { ...MASKED, value: 'efghijkl' }])
    expect(overlapping.without('abcdefghijkl!', () => undefined)).toBe('***!')
  })

  it('looks for the longest value first, and counts each place', () => {
    const counts: string[] = []
    const echoes = new Echoes([
      { field: 'nick', value: 'Zhang', replacement: '<nick>' },
      { field: 'name', value: 'Zhang Sanfeng', replacement: '<name>' },
      { field: 'content', value: 'x'.repeat(300), replacement: '<content>' },
    ])
    expect(echoes.without(`Zhang Sanfeng, Zhang, ${'x'.repeat(300)}`, (field) => counts.push(field))).toBe('<name>, <nick>, <content>')
    expect(counts.toSorted()).toEqual(['content', 'name', 'nick'])
  })
})
