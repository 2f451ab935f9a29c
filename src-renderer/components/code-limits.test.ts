import { describe, expect, it } from 'vitest'
import { canWrap } from './code-limits'

describe('the limits of a code view', () => {
  it('leave ordinary texts alone', () => {
    expect([canWrap('{}'), canWrap('')]).toEqual([true, true])
  })

  it('take wrapping from a long line, wherever it stands', () => {
    const longLine = 'x'.repeat(150_000)
    expect([canWrap(longLine), canWrap(`a\nb\n${longLine}`), canWrap(`${longLine}\nb`)]).toEqual([false, false, false])
  })

  it('keep wrapping for many short lines', () => {
    expect(canWrap('short line\n'.repeat(200_000))).toBe(true)
  })
})
