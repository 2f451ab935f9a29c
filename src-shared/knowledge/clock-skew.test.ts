import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../testing/arbitraries'
import { clockSkew, parseHttpDate } from './clock-skew'
import { clockWarning, spanOf } from './clock-words'

const serverMs = Date.UTC(2026, 10, 22, 8, 2, 11)
const DATE = 'Sun, 22 Nov 2026 08:02:11 GMT'
const quick = { durationMs: 100, phases: null }
const skewOf = (aheadMs: number) => clockSkew(DATE, { ...quick, startedAt: serverMs + aheadMs })

describe('the clock skew', () => {
  it.each([
    [0, 'fine'],
    [59, 'fine'],
    [60, 'noticeable'],
    [-60, 'noticeable'],
    [599, 'noticeable'],
    [600, 'refused'],
    [-600, 'refused'],
    [-86_400, 'refused'],
  ] as const)('of %i seconds is %s', (seconds, level) => {
    expect(skewOf(seconds * 1_000 + 450)).toMatchObject({ aheadSeconds: seconds, level, serverMs })
  })

  it('warns at one minute although the header drops fractions of a second', () => {
    // Sent in the first instant of a second by a clock exactly one minute slow.
    expect(skewOf(-60_000)?.level).toBe('noticeable')
  })

  it('is taken in the middle of the wait, not at its start', () => {
    const phases = { dnsMs: 500, tcpMs: 250, tlsMs: 250, firstByteMs: 20_000, downloadMs: 300_000 }
    expect(clockSkew(DATE, { startedAt: serverMs - 10_500, durationMs: 321_000, phases })?.aheadSeconds).toBe(0)
  })

  it('blames no clock for what a long wait explains', () => {
    // The answer was dated when it was ready, after 150 seconds: the middle is 75 seconds off.
    expect(clockSkew(DATE, { startedAt: serverMs - 150_000, durationMs: 150_000, phases: null })?.level).toBe('fine')
  })

  it.each([null, '', 'yesterday', '2026-11-22T08:02:11Z', 'Sun, 30 Feb 2026 08:02:11 GMT', 'Sun, 22 Nov 2026 25:02:11 GMT', 'Sun, 22 Nov 2026 08:02:11 +0800'])(
    'is unknown with the header %s',
    (header) => expect(clockSkew(header, { ...quick, startedAt: serverMs })).toBeNull(),
  )

  it('is unknown when nothing came back', () => {
    expect(clockSkew(DATE, { startedAt: serverMs, durationMs: null, phases: null })).toBeNull()
  })

  it('reads every date it could be sent, and throws at none', () => {
    const years = { noInvalidDate: true, min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z') }
    fc.assert(
      fc.property(fc.date(years), (date) => {
        expect(parseHttpDate(date.toUTCString())).toBe(Math.floor(date.getTime() / 1_000) * 1_000)
      }),
    )
    fc.assert(fc.property(anyText, (text) => parseHttpDate(text) === null))
  })
})

describe('the words about the clock', () => {
  it('say by how much, in which direction and what to do', () => {
    const ahead = clockWarning(skewOf(723_500)!)
    expect(ahead?.headline).toEqual({ zh: '这台电脑的时钟比服务器快 12 分 3 秒', en: 'This machine’s clock is 12 min 3 s ahead of the server’s' })
    expect(ahead?.next.en).toContain('code 31')
    const behind = clockWarning(skewOf(-75_000)!)
    expect(behind?.headline.en).toBe('This machine’s clock is 75 s behind the server’s')
    expect(behind?.next.zh).toContain('GMT+8')
    expect(clockWarning(skewOf(0)!)).toBeNull()
  })

  it.each([
    [90, '90 s'],
    [3_600, '1 h'],
    [3_725, '1 h 2 min'],
    [90_061, '1 d 1 h'],
  ])('write %i seconds as %s', (seconds, text) => expect(spanOf(seconds).en).toBe(text))
})
