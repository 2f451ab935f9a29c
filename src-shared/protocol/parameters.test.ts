import { afterEach, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { formatTimestamp, parseTimestamp, publicParameters, withoutEmpty, PUBLIC_PARAMETER_NAMES, type PublicParameterValues } from './parameters'

const values: PublicParameterValues = {
  method: 'alibaba.lyservice.lippi.session.create',
  appKey: '12345678',
  targetAppKey: '',
  session: '',
  timestampMs: Date.UTC(2016, 0, 1, 4),
  format: 'json',
  partnerId: '',
  simplify: false,
  signMethod: 'md5',
}

function record(changes: Partial<PublicParameterValues> = {}): Record<string, string> {
  return Object.fromEntries(publicParameters({ ...values, ...changes }).map(({ name, value }) => [name, value]))
}

describe('publicParameters', () => {
  it('are those of the worked request, none of them empty', () => {
    expect(record()).toEqual({
      method: 'alibaba.lyservice.lippi.session.create',
      app_key: '12345678',
      timestamp: '2016-01-01 12:00:00',
      format: 'json',
      v: '2.0',
      sign_method: 'md5',
    })
  })

  it('are all there when all are given, and all of them reserved', () => {
    const all = record({ targetAppKey: '87654321', session: 'token', partnerId: 'p', simplify: true })
    expect(Object.keys(all).sort()).toEqual(PUBLIC_PARAMETER_NAMES.filter((name) => name !== 'sign').sort())
    expect(all).toMatchObject({ target_app_key: '87654321', session: 'token', partner_id: 'p', simplify: 'true' })
  })

  it('have simplify only together with JSON', () => {
    expect(record({ simplify: true })).toHaveProperty('simplify', 'true')
    expect(record({ simplify: true, format: 'xml' })).not.toHaveProperty('simplify')
  })

  it('have no blank session', () => {
    expect(record({ session: ' \u3000' })).not.toHaveProperty('session')
  })
})

describe('withoutEmpty', () => {
  const keeps = (value: string): boolean => withoutEmpty([{ name: 'a', value }]).length === 1

  // Java's Character.isWhitespace decides (PROTOCOL 2), not JavaScript's idea of white space.
  it.each(['', ' ', '\t\r\n\v\f', '\u3000', '\u001c', '\u001d', '\u001e', '\u001f', '\u2028', '\u2029', '\u1680', '\u205f', '\u2003', ' \u3000\u001f'])(
    'drops %j',
    (value) => {
      expect(keeps(value)).toBe(false)
      expect(withoutEmpty([{ name: value, value: 'x' }])).toEqual([])
    },
  )

  it.each(['\u00a0', '\u2007', '\u202f', '\ufeff', '\u200b', '\u0085', '\u0000', '\u180e', '0', 'false', ' x '])('keeps %j', (value) => {
    expect(keeps(value)).toBe(true)
  })

  it('keeps order and values as they are', () => {
    const list = [
      { name: 'b', value: ' 1 ' },
      { name: 'empty', value: '' },
      { name: 'a', value: '2' },
    ]
    expect(withoutEmpty(list)).toEqual([list[0], list[2]])
  })
})

describe('timestamps', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'])('are in GMT+8 on a machine in %s', (name) => {
    process.env.TZ = name
    const atMs = Date.UTC(2026, 2, 8, 16, 30, 5, 999)
    // Proof that the zone took effect.
    expect(new Date(atMs).getTimezoneOffset() === 0).toBe(name === 'UTC')
    expect(formatTimestamp(atMs)).toBe('2026-03-09 00:30:05')
    expect(parseTimestamp('2026-03-09 00:30:05')).toBe(Date.UTC(2026, 2, 8, 16, 30, 5))
  })

  it('read back to the second', () => {
    const secondsOfFourDigitYears = fc.integer({ min: -62_135_596_800 - 8 * 3_600, max: 253_402_300_799 - 8 * 3_600 })
    fc.assert(
      fc.property(secondsOfFourDigitYears, (seconds) => {
        expect(parseTimestamp(formatTimestamp(seconds * 1_000))).toBe(seconds * 1_000)
      }),
    )
  })

  it.each([
    '',
    '2026-02-30 00:00:00',
    '2026-13-01 00:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01 12:60:00',
    '2026-01-01T12:00:00',
    '2026-01-01 12:00',
    '2026-1-1 12:00:00',
    ' 2026-01-01 12:00:00',
    '2026-01-01 12:00:00\n',
    '1767240000000',
    '2011-07-01 13: 52:03',
  ])('are not written as %j', (text) => {
    expect(parseTimestamp(text)).toBeNull()
  })
})
