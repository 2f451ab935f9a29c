import { readFileSync, statSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REMOVED_FOR_DAYS, type LabelChange } from '@shared/history/labels'
import { BYTES_OF_MEGABYTE, DAY_MS, FRESH_MS, KEEP_EVERYTHING, demandOf, planOf, type Candidate, type Plan, type RetentionRules } from '@shared/history/retention'
import { EVERYTHING } from '@shared/history/criteria'
import { openConnection } from '../database/connection'
import { migrate } from '../database/migration'
import { migrations } from '../database/migrations'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { temporaryFolder } from '../testing/temporary-folder'
import { startColumns, type ColumnValue } from './exchange-row'
import { SqliteHistory } from './sqlite-history'
import { MAY_GO, usedBytesOf } from './sqlite-room'
import { scanOf } from './testing/scan-search'

const NOW = Date.UTC(2026, 10, 20, 12)
const OWNER = { pid: 4242, isAlive: () => true }

function open(file = join(temporaryFolder(), 'history.db')) {
  const connection = openConnection(file)
  return { file, connection, history: new SqliteHistory(connection, OWNER) }
}
type Opened = ReturnType<typeof open>

function keep({ history }: Opened, id: string, startedAt: number, body: Uint8Array = Uint8Array.of(1), label: LabelChange = {}): void {
  history.begin(aStart({ id, startedAt }), aRequest())
  history.finish(id, anEnd(), aResponse({ body }))
  if (Object.keys(label).length > 0) history.label({ ids: [id] }, label)
}

function tidy({ history }: Opened, rules: Partial<RetentionRules> = {}, now = NOW): { removed: number; deleted: number } {
  const total = { removed: 0, deleted: 0 }
  for (let more = true; more; ) {
    const step = history.tidy({ rules: { ...KEEP_EVERYTHING, ...rules }, now })
    total.removed += step.removed
    total.deleted += step.deleted
    more = step.more
  }
  return total
}

function idsOf({ connection }: Opened, removed = false): string[] {
  return scanOf(connection).search({ criteria: { ...EVERYTHING, removed }, limit: 200, before: null }).entries.map(({ id }) => id)
}

describe('large bodies', () => {
  const wordy = (bytes: number): Uint8Array => Buffer.from('<item><sid>9007199254740993</sid><nick>你好世界</nick></item>'.repeat(Math.ceil(bytes / 60))).subarray(0, bytes)

  it('are packed in steps, and read the same before, in between and after', () => {
    const opened = open()
    const body = wordy(3_500_000)
    keep(opened, 'long', NOW - DAY_MS, body)
    const bytesBefore = opened.history.describeStorage().bodiesBytes
    let steps = 0
    for (let more = true; more; steps += 1) {
      more = opened.history.tidy({ rules: KEEP_EVERYTHING, now: NOW }).more
      expect(Buffer.compare(opened.history.readHalf('long', 'response')?.body ?? new Uint8Array(), body)).toBe(0)
    }
    expect(steps).toBeGreaterThan(3)
    const { bodiesBytes, freeBytes } = opened.history.describeStorage()
    expect(bytesBefore).toBeGreaterThan(3_500_000)
    expect(bodiesBytes).toBeLessThan(bytesBefore / 5)
    expect(freeBytes).toBeGreaterThan(2_500_000)
    expect(opened.history.outline('long').response?.bodyBytes).toBe(3_500_000)
  })

  it('stay as they are when packing does not pay, and are tried once', () => {
    const opened = open()
    const body = randomBytes(200_000)
    keep(opened, 'noise', NOW - DAY_MS, body)
    const before = opened.history.describeStorage().bodiesBytes
    tidy(opened)
    expect(opened.history.describeStorage().bodiesBytes).toBe(before)
    expect(opened.history.tidy({ rules: KEEP_EVERYTHING, now: NOW }).more).toBe(false)
    expect(Buffer.compare(opened.history.readHalf('noise', 'response')?.body ?? new Uint8Array(), body)).toBe(0)
  })

  it('are not packed while their exchange is under way', () => {
    const opened = open()
    opened.history.begin(aStart({ startedAt: NOW }), aRequest({ body: wordy(100_000) }))
    tidy(opened)
    expect(opened.history.describeStorage().bodiesBytes).toBe(100_000)
    opened.history.finish('exchange-1', anEnd(), null)
    tidy(opened)
    expect(opened.history.describeStorage().bodiesBytes).toBeLessThan(20_000)
  })

  it('come back byte for byte, whatever they are, of whatever time', () => {
    const opened = open()
    let nth = 0
    const piece = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.constant(wordy(300)), fc.constant(new Uint8Array(500)))
    const length = fc.oneof(fc.integer({ min: 65_530, max: 65_540 }), fc.integer({ min: 1_048_570, max: 1_048_580 }), fc.integer({ min: 0, max: 2_200_000 }))
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), length, fc.constantFrom(-DAY_MS * 366 * 60, -1, 0), (pieces, bytes, at) => {
        const pattern = Buffer.concat(pieces)
        const body = Buffer.alloc(bytes, pattern.length === 0 ? 0 : pattern)
        const id = `body-${nth++}`
        opened.history.begin(aStart({ id, startedAt: NOW + at }), aRequest({ body }))
        opened.history.finish(id, anEnd(), aResponse({ body }))
        const read = (half: 'request' | 'response'): boolean => Buffer.compare(opened.history.readHalf(id, half)?.body ?? Buffer.of(1, 2, 3), body) === 0
        expect([read('request'), read('response')]).toEqual([true, true])
        tidy(opened)
        expect([read('request'), read('response')]).toEqual([true, true])
      }),
      { numRuns: 40 },
    )
  })

  it('that an older console kept whole are cut and packed too', () => {
    const opened = open()
    const body = wordy(2_500_000)
    keep(opened, 'old', NOW - DAY_MS, Uint8Array.of(1))
    opened.connection.prepare('UPDATE exchange_half SET body = ?, body_bytes = ? WHERE length(body) = 1').run(body, body.length)
    opened.connection.exec('UPDATE exchange SET stored_bytes = stored_bytes - 1 + 2500000')
    tidy(opened)
    expect(Buffer.compare(opened.history.readHalf('old', 'response')?.body ?? new Uint8Array(), body)).toBe(0)
    expect(opened.history.describeStorage().bodiesBytes).toBeLessThan(500_000)
  })

  it('do not pass for whole ones when a part is lost', () => {
    const opened = open()
    keep(opened, 'long', NOW, wordy(2_500_000))
    opened.connection.exec('DELETE FROM exchange_part WHERE id = (SELECT max(id) FROM exchange_part)')
    expect(() => opened.history.readHalf('long', 'response')).toThrow(/missing/)
    expect(opened.history.outline('long').response?.bodyBytes).toBe(2_500_000)
  })
})

describe('retention', () => {
  it('never touches a history without a rule', () => {
    const opened = open()
    for (let index = 0; index < 5; index += 1) keep(opened, `e${index}`, NOW - 3_000 * DAY_MS + index)
    expect(tidy(opened)).toEqual({ removed: 0, deleted: 0 })
    expect(idsOf(opened)).toHaveLength(5)
  })

  it('takes by age and number what can be brought back, and leaves what somebody wrote on', () => {
    const opened = open()
    keep(opened, 'old', NOW - 100 * DAY_MS)
    keep(opened, 'pinned', NOW - 100 * DAY_MS, undefined, { pinned: true })
    keep(opened, 'tagged', NOW - 99 * DAY_MS, undefined, { addTags: ['T-1'] })
    keep(opened, 'named', NOW - 99 * DAY_MS, undefined, { name: 'the one' })
    keep(opened, 'noted', NOW - 99 * DAY_MS, undefined, { note: 'see this' })
    opened.history.begin(aStart({ id: 'under way', startedAt: NOW - 98 * DAY_MS }), aRequest())
    for (let index = 0; index < 4; index += 1) keep(opened, `e${index}`, NOW - (4 - index) * DAY_MS)
    keep(opened, 'just now', NOW - 1)

    const rules = { maxAgeDays: 90, maxCount: 3 }
    expect(opened.history.previewRetention({ rules: { ...KEEP_EVERYTHING, ...rules }, now: NOW })).toMatchObject({
      count: 3, byAge: 1, byCount: 3, byDisk: 0, removed: 0, staying: 5, oldestAt: NOW - 100 * DAY_MS, newestAt: NOW - 3 * DAY_MS,
    })
    expect(tidy(opened, rules)).toEqual({ removed: 3, deleted: 0 })
    expect(idsOf(opened)).toEqual(['just now', 'e3', 'e2', 'under way', 'noted', 'named', 'tagged', 'pinned'])
    expect(opened.history.restore({ ids: ['old', 'e0', 'e1'] })).toBe(3)
    expect(opened.history.read('e1').response?.body).toEqual(Uint8Array.of(1))
  })

  it('leaves what is fresh even when a rule asks for it', () => {
    const opened = open()
    for (let index = 0; index < 5; index += 1) keep(opened, `e${index}`, NOW - FRESH_MS + index * 1_000)
    expect(tidy(opened, { maxCount: 1 }).removed).toBe(0)
    expect(tidy(opened, { maxCount: 1 }, NOW + 3_000).removed).toBe(3)
  })

  it('makes real room for a disk budget: removed ones first, then the oldest, for good', () => {
    const opened = open()
    const body = (): Uint8Array => randomBytes(1_000_000)
    for (let index = 0; index < 30; index += 1) keep(opened, `e${index}`, NOW - (60 - index) * DAY_MS, body())
    keep(opened, 'pinned', NOW - 90 * DAY_MS, body(), { pinned: true })
    opened.history.remove({ ids: ['e29', 'e28'] }, 'r1', NOW - 2 * FRESH_MS)

    const rules = { ...KEEP_EVERYTHING, maxDiskMegabytes: 20 }
    const preview = opened.history.previewRetention({ rules, now: NOW })
    expect(preview).toMatchObject({ byAge: 0, byCount: 0, removed: 2, staying: 1, excessBytes: 0 })
    const result = tidy(opened, { maxDiskMegabytes: 20 })
    expect(result).toEqual({ removed: 0, deleted: preview.count + preview.removed })
    expect(statSync(opened.file).size).toBeLessThanOrEqual(20 * BYTES_OF_MEGABYTE)
    expect(statSync(opened.file).size).toBeGreaterThan(17_000_000)
    expect(idsOf(opened, true)).toEqual([])
    expect(idsOf(opened).at(-1)).toBe('pinned')
    expect(opened.history.previewRetention({ rules, now: NOW }).count).toBe(0)
  })

  it('says how much stays too much when what was written on fills the budget alone', () => {
    const opened = open()
    for (let index = 0; index < 12; index += 1) keep(opened, `e${index}`, NOW - DAY_MS, randomBytes(1_000_000), { pinned: true })
    const { count, excessBytes } = opened.history.previewRetention({ rules: { ...KEEP_EVERYTHING, maxDiskMegabytes: 10 }, now: NOW })
    expect(count).toBe(0)
    expect(excessBytes).toBeGreaterThan(1_000_000)
  })

  it('lists page by page exactly what it then takes', () => {
    const opened = open()
    for (let index = 0; index < 25; index += 1) keep(opened, `e${String(index).padStart(2, '0')}`, NOW - 40 * DAY_MS + index, undefined, index % 5 === 0 ? { pinned: true } : {})
    const request = { rules: { ...KEEP_EVERYTHING, maxCount: 4 }, now: NOW }
    const listed: string[] = []
    for (let after: string | null = null; ; ) {
      const page = opened.history.listOutgoing({ ...request, limit: 3, after })
      listed.push(...page.entries.map(({ id }) => id))
      after = page.next
      if (after === null) break
    }
    tidy(opened, { maxCount: 4 })
    expect(listed).toEqual(idsOf(opened, true).toReversed())
    expect(listed).toHaveLength(16)
  })
})

describe('what was removed', () => {
  it('is deleted for good after its days, and not before', () => {
    const opened = open()
    keep(opened, 'gone', NOW - DAY_MS)
    opened.history.remove({ ids: ['gone'] }, 'r', NOW)
    expect(tidy(opened, {}, NOW + REMOVED_FOR_DAYS * DAY_MS).deleted).toBe(0)
    expect(idsOf(opened, true)).toEqual(['gone'])
    expect(tidy(opened, {}, NOW + REMOVED_FOR_DAYS * DAY_MS + 1).deleted).toBe(1)
    expect(() => opened.history.read('gone')).toThrow(expect.objectContaining({ code: 'history.unknown-entry' }))
  })

  it('cannot be found in the files any more, neither as it came nor in the log beside them', () => {
    const opened = open()
    const secret = 'THIS-MUST-NOT-STAY-9f8e7d'
    keep(opened, 'small', NOW - DAY_MS, Buffer.from(`{"token":"${secret}"}`), { note: `see ${secret}` })
    keep(opened, 'large', NOW - DAY_MS, Buffer.from(`${secret}${'<row/>'.repeat(30_000)}`))
    for (let index = 0; index < 20; index += 1) keep(opened, `other-${index}`, NOW - DAY_MS + index)
    // An earlier text, and a body before it was packed, are no less readable.
    opened.history.label({ ids: ['small'] }, { note: 'short' })
    tidy(opened)
    opened.history.remove({ ids: ['small', 'large'] }, 'r', NOW)
    const isReadable = (): boolean => [opened.file, `${opened.file}-wal`].some((file) => readFileSync(file).includes(secret))
    expect(isReadable()).toBe(true)
    while (opened.history.purge({ before: NOW + 1 }).more);
    expect(isReadable()).toBe(false)
    expect(idsOf(opened)).toHaveLength(20)
    expect(opened.connection.prepare('SELECT count(*) AS parts FROM exchange_part').get()).toEqual({ parts: 0 })
  })
})

describe('a file of an older console', () => {
  it('is written anew by the first compaction, but not while something is under way', () => {
    const opened = open()
    opened.connection.exec('PRAGMA auto_vacuum = NONE; VACUUM')
    keep(opened, 'kept', NOW - DAY_MS, randomBytes(300_000))
    keep(opened, 'gone', NOW - DAY_MS, randomBytes(3_000_000))
    opened.history.remove({ ids: ['gone'] }, 'r', NOW)
    while (opened.history.purge({ before: NOW + 1 }).more);
    opened.history.begin(aStart({ id: 'sending', startedAt: NOW }), aRequest())
    expect(() => opened.history.compact()).toThrow(expect.objectContaining({ code: 'storage.under-way' }))
    opened.history.finish('sending', anEnd(), aResponse())
    while (opened.history.compact().more);
    expect(statSync(opened.file).size).toBeLessThan(1_000_000)
    expect(opened.connection.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 })
    expect(opened.history.readHalf('kept', 'response')?.body).toHaveLength(300_000)
  })

  it('knows after its migration what its bodies take', () => {
    const file = join(temporaryFolder(), 'history.db')
    const old = new DatabaseSync(file)
    migrate(old, migrations.filter(({ version }) => version < 23))
    // What a console of then knew of an exchange.
    const { batch_id: _id, batch_row: _row, ...known } = startColumns(aStart({ startedAt: NOW - 40 * DAY_MS }))
    const columns: Record<string, ColumnValue> = { ...known, seq: 1, owner_pid: 1, outcome: 'succeeded' }
    old.prepare(`INSERT INTO exchange (${Object.keys(columns).join(', ')}) VALUES (${Object.keys(columns).map(() => '?').join(', ')})`).run(...Object.values(columns))
    for (const [id, bytes] of [[2, 40], [3, 100_000]] as const)
      old.prepare("INSERT INTO exchange_half (id, head, masked, body_bytes, body) VALUES (?, '', '0', ?, ?)").run(id, bytes, new Uint8Array(bytes))
    old.close()
    const opened = open(file)
    expect(opened.history.describeStorage()).toMatchObject({ bodiesBytes: 100_040, count: 1 })
    expect(opened.history.previewRetention({ rules: { ...KEEP_EVERYTHING, maxAgeDays: 30 }, now: NOW })).toMatchObject({ count: 1, bytes: 100_040 })
    tidy(opened)
    expect(opened.history.describeStorage().bodiesBytes).toBeLessThan(1_000)
    expect(opened.history.readHalf('exchange-1', 'response')?.body).toEqual(new Uint8Array(100_000))
  })
})

/** What `planOf` says of the rows as they are. */
function definedPlan({ connection }: Opened, rules: RetentionRules): Plan {
  const all = connection.prepare('SELECT started_at AS startedAt, stored_bytes AS bytes, keeping FROM exchange ORDER BY seq').all() as (Candidate & { keeping: number })[]
  const usedBytes = usedBytesOf(connection)
  const bodies = all.reduce((sum, { bytes }) => sum + bytes, 0)
  const overhead = all.length === 0 ? 0 : Math.round((usedBytes - bodies) / all.length)
  const candidates = all.filter(({ keeping }) => keeping === MAY_GO).map(({ startedAt, bytes }) => ({ startedAt, bytes: bytes + overhead }))
  return planOf(candidates, demandOf(rules, { now: NOW, candidates: candidates.length, usedBytes, removedBytes: 0 }))
}

it('property: whatever the rules, nothing written on, under way or fresh goes, and nothing before something older', () => {
  const kinds = fc.constantFrom<LabelChange | 'under way'>({}, {}, {}, { pinned: true }, { addTags: ['T'] }, { name: 'n' }, { note: 'x' }, 'under way')
  const exchange = fc.record({ age: fc.integer({ min: 0, max: 60 * 24 }), kind: kinds, bytes: fc.constantFrom(10, 1_000, 300_000) })
  const rules = fc.record({
    maxAgeDays: fc.option(fc.integer({ min: 1, max: 50 }), { nil: null }),
    maxCount: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
    maxDiskMegabytes: fc.option(fc.constantFrom(1, 2, 3), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 25 }), rules, (exchanges, chosen) => {
      const opened = open(':memory:')
      const inOrder = exchanges.toSorted((left, right) => right.age - left.age).map((one, index) => ({ ...one, id: `e${index}`, startedAt: NOW - one.age * 3_600_000 }))
      for (const { id, startedAt, kind, bytes } of inOrder) {
        if (kind === 'under way') opened.history.begin(aStart({ id, startedAt }), aRequest())
        else keep(opened, id, startedAt, randomBytes(bytes), kind)
      }
      const preview = opened.history.previewRetention({ rules: chosen, now: NOW })
      expect(preview).toMatchObject(definedPlan(opened, chosen))
      const done = tidy(opened, chosen)
      const left = new Set(idsOf(opened))
      const mayGo = inOrder.filter(({ kind, startedAt }) => kind !== 'under way' && Object.keys(kind).length === 0 && startedAt < NOW - FRESH_MS)
      const gone = inOrder.filter(({ id }) => !left.has(id))
      expect(gone).toEqual(mayGo.slice(0, gone.length))
      expect(done.removed + done.deleted).toBe(gone.length)
      if (chosen.maxDiskMegabytes === null) expect(preview.count).toBe(gone.length)
      opened.connection.close()
    }),
    { numRuns: 60 },
  )
})
