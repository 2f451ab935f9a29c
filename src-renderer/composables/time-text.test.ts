import { describe, expect, it } from 'vitest'
import { clockTime, dayOf, durationText, exactTime, numberOfMs, platformTime, shortTime, sizeText } from './time-text'

describe('times', () => {
  const moment = new Date(2026, 10, 2, 6, 5, 4, 7).getTime()

  it('are told in this machine’s zone', () => {
    expect([dayOf(moment), clockTime(moment), exactTime(moment)]).toEqual(['2026-11-02', '06:05:04', '2026-11-02 06:05:04.007'])
  })

  it('are told in short, with the date where it is not today', () => {
    const later = [new Date(2026, 10, 2, 23, 59), new Date(2026, 10, 3), new Date(2027, 0, 1)]
    expect(later.map((now) => shortTime(moment, now.getTime()))).toEqual(['06:05:04', '11-02 06:05', '2026-11-02'])
  })

  it('are told in the platform’s zone', () => {
    expect(platformTime(Date.UTC(2026, 10, 22, 8, 2, 11, 204))).toBe('2026-11-22 16:02:11.204')
  })
})

describe('measures', () => {
  it('say durations', () => {
    expect([durationText(142), durationText(1_420), numberOfMs(0.44), numberOfMs(24.4)]).toEqual(['142 ms', '1.42 s', '0.4', '24'])
  })

  it('say sizes', () => {
    expect([sizeText(340), sizeText(1_229), sizeText(5_033_165)]).toEqual(['340 B', '1.2 KB', '4.8 MB'])
  })
})
