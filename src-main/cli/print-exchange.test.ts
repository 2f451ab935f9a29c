import { describe, expect, it } from 'vitest'
import { aSummary } from '../testing/an-exchange'
import { exchangeLine, exitCodeOf } from './print-exchange'

describe('exchangeLine', () => {
  it('is one line, whatever the request and the server hold', () => {
    const line = exchangeLine(aSummary({ callerId: 'a\nb\u001b[2Jc', message: 'x\u202ey\u009b' }))
    expect(line).toContain('sid=a\\u000ab\\u001b[2Jc')
    expect(line).toContain('x\\u202ey\\u009b')
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
  })

  it('keeps Chinese and emoji as they are', () => {
    expect(exchangeLine(aSummary({ callerId: '会话😀' }))).toContain('sid=会话😀')
  })
})

describe('exitCodeOf', () => {
  it.each([
    ['succeeded', 0],
    ['rejected', 2],
    ['refused', 3],
    ['failed', 4],
    ['unknown', 4],
    [null, 4],
  ] as const)('%s is %i', (outcome, code) => {
    expect(exitCodeOf({ outcome })).toBe(code)
  })
})
