import { expect, it } from 'vitest'
import { z } from 'zod'
import { knownValue, knownValues } from './stored-values'

const { shape } = z.object({ a: z.number(), b: z.string(), c: z.boolean().nullable() })

it('keeps what is valid and leaves out the rest, one by one', () => {
  expect(knownValues(shape, { a: 1, b: 2, c: null, later: 3 })).toEqual({ a: 1, c: null })
})

it.each([null, undefined, 'text', 5, []])('finds nothing in %j', (stored) => {
  expect(knownValues(shape, stored)).toEqual({})
})

it('reads one value whole or not at all', () => {
  const schema = z.object(shape)
  expect(knownValue(schema, '{"a":1,"b":"x","c":true}')).toEqual({ a: 1, b: 'x', c: true })
  for (const text of [null, '', '{"a":1', 'null', '{"a":1,"b":2,"c":true}']) expect(knownValue(schema, text)).toBeNull()
})
