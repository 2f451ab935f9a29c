import { describe, expect, it } from 'vitest'
import { decodeTime, millisecondsOf, withMillisecondsOf } from './epoch-millis'

describe('decodeTime', () => {
  it('shows GMT+8 with the milliseconds', () => {
    expect(decodeTime('1577106264919')?.gmt8).toBe('2019-12-23 21:04:24.919')
  })
  it('hints at seconds', () => {
    expect(decodeTime('1577106264')?.looksLikeSeconds).toBe(true)
    expect(decodeTime('1577106264919')?.looksLikeSeconds).toBe(false)
  })
  it.each(['', 'soon', '1.5', '00012', '9223372036854775807', '8640000000000001'])('knows no time for %j', (text) => {
    expect(decodeTime(text)).toBeNull()
  })
  it('stands at the very edge of what a date holds', () => {
    expect(millisecondsOf('8640000000000000')).toBe(8_640_000_000_000_000)
    expect(decodeTime('8640000000000000')?.gmt8).toBe('')
  })
})

describe('withMillisecondsOf', () => {
  it('keeps the milliseconds of the former value', () => {
    expect(withMillisecondsOf(1_577_106_300_000, '1577106264919')).toBe('1577106300919')
  })
  it('keeps them for a time before 1970 and starts at none', () => {
    expect(withMillisecondsOf(1_000, '-1')).toBe('1999')
    expect(withMillisecondsOf(1_000, 'not a time')).toBe('1000')
  })
})
