import { expect, it } from 'vitest'
import { z } from 'zod'
import { knownValues } from './stored-values'

const { shape } = z.object({ a: z.number(), b: z.string(), c: z.boolean().nullable() })

it('keeps what is valid and leaves out the rest, one by one', () => {
  expect(knownValues(shape, { a: 1, b: 2, c: null, later: 3 })).toEqual({ a: 1, c: null })
})

it.each([null, undefined, 'text', 5, []])('finds nothing in %j', (stored) => {
  expect(knownValues(shape, stored)).toEqual({})
})
