import { expect, it } from 'vitest'
import { freeName } from './free-name'

it('takes the wanted name, or puts a number behind it', () => {
  expect(freeName('Copy', [])).toBe('Copy')
  expect(freeName('Copy', ['Copy', 'Copy 2'])).toBe('Copy 3')
})

it('never gives a name that is too long to save', () => {
  const long = 'n'.repeat(80)
  const first = freeName(long, [])
  expect(first).toHaveLength(64)
  const second = freeName(long, [first])
  expect(second).toHaveLength(64)
  expect(second.endsWith(' 2')).toBe(true)
})
