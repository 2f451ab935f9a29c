import { describe, expect, it } from 'vitest'
import type { Condition } from '../criteria'
import { criteriaOf } from './criteria-of'
import type { Asking } from './days'
import { parseQuery } from './parse'

/** A clock of a zone this machine knows, with its changes between summer and winter time. */
function inZone(timeZone: string, now: string): Asking {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  return {
    now: Date.parse(now),
    timeZoneOffsetAt: (epochMs) => {
      const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(format.format(epochMs)) ?? []
      return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    },
  }
}

const SHANGHAI = inZone('Asia/Shanghai', '2026-11-22T04:30:00Z')
const NEW_YORK_SPRING = inZone('America/New_York', '2026-03-10T12:00:00Z')
const NEW_YORK_AUTUMN = inZone('America/New_York', '2026-11-03T12:00:00Z')
const HAVANA = inZone('America/Havana', '2026-03-12T12:00:00Z')
const APIA = inZone('Pacific/Apia', '2012-01-02T00:00:00Z')

function onlyCondition(text: string, asking: Asking): Condition | undefined {
  return criteriaOf(parseQuery(text).query, asking).all[0]?.anyOf[0]
}

function period(text: string, asking: Asking): (string | null)[] {
  const condition = onlyCondition(text, asking)
  if (condition?.kind !== 'time') throw new Error(`no time in ${text}`)
  return [condition.from, condition.until].map((moment) => (moment === null ? null : new Date(moment).toISOString().replace(':00.000Z', 'Z')))
}

describe('times of a query', () => {
  it.each<[string, Asking, string | null, string | null]>([
    ['on:today', SHANGHAI, '2026-11-21T16:00Z', '2026-11-22T16:00Z'],
    ['on:昨天', SHANGHAI, '2026-11-20T16:00Z', '2026-11-21T16:00Z'],
    ['after:2026-11-22', SHANGHAI, '2026-11-21T16:00Z', null],
    ['before:2026-11-22', SHANGHAI, null, '2026-11-21T16:00Z'],
    ['after:2026-11-22T10:00', SHANGHAI, '2026-11-22T02:00Z', null],
    ['after:"今天 10:00"', SHANGHAI, '2026-11-22T02:00Z', null],
    ['after:3h', SHANGHAI, '2026-11-22T01:30Z', null],
    ['after:7d', SHANGHAI, '2026-11-15T04:30Z', null],
    ['after:2w', SHANGHAI, '2026-11-08T04:30Z', null],
    // A day without a year has been already.
    ['on:11-22', SHANGHAI, '2026-11-21T16:00Z', '2026-11-22T16:00Z'],
    ['on:11-23', SHANGHAI, '2025-11-22T16:00Z', '2025-11-23T16:00Z'],
    ['on:02-29', SHANGHAI, '2024-02-28T16:00Z', '2024-02-29T16:00Z'],
    // 8 March 2026 in New York has 23 hours, 1 November has 25.
    ['on:2026-03-08', NEW_YORK_SPRING, '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    ['on:2026-11-01', NEW_YORK_AUTUMN, '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
    // Half past two does not exist that night, half past one exists twice.
    ['after:2026-03-08T02:30', NEW_YORK_SPRING, '2026-03-08T07:00Z', null],
    ['after:2026-11-01T01:30', NEW_YORK_AUTUMN, '2026-11-01T05:30Z', null],
    // Three days ago the clock showed what it shows now; 72 hours ago it did not.
    ['after:3d', NEW_YORK_SPRING, '2026-03-07T13:00Z', null],
    ['after:72h', NEW_YORK_SPRING, '2026-03-07T12:00Z', null],
    // Where the clock jumps at midnight the day begins at one o'clock.
    ['on:2026-03-08', HAVANA, '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    // A day a country skipped.
    ['on:2011-12-30', APIA, '2011-12-30T10:00Z', '2011-12-30T10:00Z'],
  ])('%s', (text, asking, from, until) => {
    expect(period(text, asking)).toEqual([from, until])
  })
})

describe('criteria of a query', () => {
  it.each<[string, Condition]>([
    ['退款', { kind: 'text', text: '退款', in: 'anywhere' }],
    ['msg:签名', { kind: 'text', text: '签名', in: 'msg' }],
    ['response:限流', { kind: 'text', text: '限流', in: 'response' }],
    ['sub_code:isv.*', { kind: 'value', field: 'sub_code', value: 'isv.', match: 'prefix' }],
    ['tag:""', { kind: 'value', field: 'tag', value: '', match: 'exact' }],
    ['session:88', { kind: 'value', field: 'session_id', value: '88', match: 'exact' }],
    ['bu_id:90*', { kind: 'parameter', name: 'bu_id', value: '90', match: 'prefix' }],
    ['slower:1.5s', { kind: 'duration', atLeastMs: 1_500, atMostMs: null }],
    ['faster:2m', { kind: 'duration', atLeastMs: null, atMostMs: 120_000 }],
    ['has:note', { kind: 'is', trait: 'noted' }],
    ['有：响应', { kind: 'is', trait: 'answered' }],
    ['is:in-progress', { kind: 'is', trait: 'in-progress' }],
  ])('%s', (text, condition) => {
    expect(onlyCondition(text, SHANGHAI)).toEqual(condition)
  })

  it('keep not and any-of, and ask for removed ones apart', () => {
    const { all, removed } = criteriaOf(parseQuery('-code:25,29 退款 is:removed').query, SHANGHAI)
    expect(removed).toBe(true)
    expect(all.map(({ not, anyOf }) => [not, anyOf.length])).toEqual([
      [true, 2],
      [false, 1],
    ])
    expect(criteriaOf(parseQuery('is:pinned').query, SHANGHAI).removed).toBe(false)
  })
})
