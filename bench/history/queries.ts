import type { Condition, Criteria } from '@shared/history/criteria'
import type { ExchangeSummary } from '@shared/exchange/exchange'

/** A kind of search with some examples of it. */
export interface QueryClass {
  readonly name: string
  readonly examples: readonly Criteria[]
  /** A text for the references, which know nothing but texts; none where they have no counterpart. */
  readonly texts: readonly string[]
}

const all = (...conditions: Condition[]): Criteria => ({ all: conditions.map((condition) => ({ not: false, anyOf: [condition] })), removed: false })
const text = (searched: string): Condition => ({ kind: 'text', text: searched, in: 'anywhere' })
const value = (field: Extract<Condition, { kind: 'value' }>['field'], wanted: string, match: 'exact' | 'prefix' = 'exact'): Condition => ({ kind: 'value', field, value: wanted, match })
const texts = (name: string, ...searched: string[]): QueryClass => ({ name, examples: searched.map((one) => all(text(one))), texts: searched })
const only = (name: string, ...examples: Criteria[]): QueryClass => ({ name, examples, texts: [] })

/** What is asked for; `some` are exchanges that are there. */
export function queryClasses(some: readonly ExchangeSummary[]): readonly QueryClass[] {
  const sids = some.map(({ callerId }) => callerId)
  const requestIds = some.flatMap(({ requestId }) => requestId ?? [])
  const [{ startedAt } = { startedAt: 0 }] = some
  const week = { kind: 'time', from: startedAt - 7 * 86_400_000, until: startedAt } as const
  return [
    texts('text: full ids', ...sids.slice(0, 8), ...requestIds.slice(0, 8)),
    texts('text: parts of ids', ...sids.slice(0, 8).map((sid) => sid.slice(5, 13)), ...requestIds.slice(0, 8).map((id) => id.slice(2, 8))),
    texts('text: frequent words', 'success', 'Remote service', '客户多次来电', 'dingtalk', '成功'),
    texts('text: sub codes', 'isv.session-exists', 'sign-check-failure', 'accesscontrol.limited'),
    texts('text: absent', 'zzqqxxww', '龘龘龘', '999999999999999999', 'isv.nothing-of-the-kind'),
    texts('text: three characters', 'isv', '208', 'abc', '777', '投诉单'),
    texts('text: two characters', '20', 'zq', 'is', '7f'),
    texts('text: one Chinese character', '退', '龘', '安', '秀'),
    texts('text: two Chinese characters', '退款', '安装', '龘龘', '加急'),
    only('filter: outcome', all(value('outcome', 'refused')), all(value('outcome', 'unknown')), all(value('outcome', 'succeeded'))),
    only('filter: code and sub code', all(value('code', '25')), all(value('sub_code', 'isv.session-exists')), all(value('sub_code', 'isv.', 'prefix'))),
    only('filter: sid, request id, session id', ...sids.slice(0, 4).map((sid) => all(value('sid', sid))), ...requestIds.slice(0, 4).map((id) => all(value('request_id', id)))),
    only('filter: parameter', ...['1001', '2003'].map((bu) => all({ kind: 'parameter', name: 'bu_id', value: bu, match: 'exact' })), all({ kind: 'parameter', name: 'service_id', value: '12', match: 'prefix' })),
    only('filter: profile, environment, tag', all(value('profile', '海外')), all(value('env', 'production')), all(value('tag', 'T-77')), all({ kind: 'is', trait: 'noted' })),
    only('filter: time, duration', all(week), all({ kind: 'duration', atLeastMs: 2_000, atMostMs: null }), all({ kind: 'duration', atLeastMs: 2_345, atMostMs: 2_400 })),
    only(
      'combinations',
      all(text('退款'), value('outcome', 'refused')),
      all(value('code', '25'), value('env', 'sandbox'), week),
      all(text('dingtalk'), value('outcome', 'failed'), { kind: 'duration', atLeastMs: 5_000, atMostMs: null }),
      { all: [{ not: true, anyOf: [value('outcome', 'succeeded')] }, { not: false, anyOf: [value('profile', '海外'), value('profile', 'Sandbox')] }], removed: false },
      all(text(sids[0] ?? ''), value('outcome', 'unknown')),
    ),
    only('plain list', { all: [], removed: false }),
  ]
}
