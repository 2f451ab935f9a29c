import { expect, it } from 'vitest'
import { AppError, ERROR_CODES } from './errors'

it('has every code once, named area first', () => {
  expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length)
  for (const code of ERROR_CODES) expect(code).toMatch(/^(?:internal|[a-z]+\.[a-z-]+)$/)
})

it('says code and detail in its message, so that a log has both', () => {
  expect(String(new AppError('gateway.cannot-listen', { port: '80' }))).toBe('AppError: gateway.cannot-listen {"port":"80"}')
  expect(String(new AppError('internal'))).toBe('AppError: internal')
})

it('keeps its cause', () => {
  const cause = new Error('EADDRINUSE')
  expect(new AppError('gateway.cannot-listen', {}, { cause }).cause).toBe(cause)
})
