import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonRows } from '../json/rows'
import { compareDecimals } from './decimal'
import { filterJson } from './json-path'

const SIGNS: Readonly<Record<string, readonly number[]>> = { '==': [0], '!=': [-1, 1], '<': [-1], '>': [1] }

describe('compareDecimals', () => {
  it.each([
    ['9007199254740993', '!=', '9007199254740992'],
    ['9007199254740993', '>', '9007199254740992'],
    ['9007199254740993', '==', '9007199254740993'],
    ['179551105895329108', '<', '179551105895329109'],
    ['1.10', '==', '1.1'],
    ['1e400', '>', '1'],
    ['1e400', '<', '1e401'],
    ['-1e400', '<', '-1'],
    ['1e-400', '>', '0'],
    ['-0', '==', '0'],
    ['-0.0e9', '==', '0'],
    ['100', '==', '1E+2'],
    ['0.001', '==', '1e-3'],
    ['12', '<', '123'],
    ['-12', '>', '-123'],
    ['0.5', '>', '0.49999999999999999999'],
    ['1e99999999999999999999', '<', '1e100000000000000000000'],
    ['1e-99999999999999999999', '>', '0'],
    ['10e99999999999999999999', '==', '1e100000000000000000000'],
  ])('%s %s %s, also as a JSONPath', (left, operator, right) => {
    expect(SIGNS[operator]).toContain(Math.sign(compareDecimals(left, right)))
    const rows = readJsonRows(new TextEncoder().encode(`[{"l":${left},"r":${right}}]`))
    expect(filterJson(rows, `$[?@.l ${operator} ${right}]`).total).toBe(1)
    expect(filterJson(rows, `$[?@.l ${operator} @.r]`).total).toBe(1)
  })

  it('orders integers of any length as BigInt does', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (left, right) => {
        expect(Math.sign(compareDecimals(String(left), String(right)))).toBe(left < right ? -1 : Number(left > right))
      }),
    )
  })

  it('orders decimals like the integers they are times a power of ten', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -9999n, max: 9999n }), fc.integer({ min: -6, max: 6 }))
    const scaled = ([digits, exponent]: [bigint, number]): bigint => digits * 10n ** BigInt(exponent + 6)
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const order = Math.sign(compareDecimals(left.join('e'), right.join('e')))
        expect(order).toBe(scaled(left) < scaled(right) ? -1 : Number(scaled(left) > scaled(right)))
      }),
    )
  })
})
