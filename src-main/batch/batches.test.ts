import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Batch, BatchPlan } from '@shared/batch/batch-contract'
import { parseFault } from '@shared/gateway/fault-text'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
import { LOCAL_APP_KEY } from '../profiles/profiles'
import { aConsole, EXAMPLE } from '../testing/a-console'
import { temporaryFolder } from '../testing/temporary-folder'

const OPERATION = 'alibaba.lyservice.lippi.session.create'
const SID = 'ly_create_session_dto.source.sid'
const UID = 'ly_create_session_dto.source.channel_uid'

function aFile(rows: readonly string[], header = 'sid,channel_uid'): string {
  const file = join(temporaryFolder(), 'sessions.csv')
  writeFileSync(file, [header, ...rows, ''].join('\r\n'))
  return file
}

const rowsOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `sid-${index + 1},00${index + 1}`)

function aPlan(changes: Partial<BatchPlan> = {}): BatchPlan {
  return {
    profileId: LOCAL_PROFILE_ID, operation: OPERATION, base: EXAMPLE, variables: {}, columns: [SID, UID], format: 'json', signMethod: 'md5', concurrency: 4, perSecond: null, ...changes,
  }
}

async function aBatch(rows: readonly string[], changes: Partial<BatchPlan> = {}) {
  const console = await aConsole()
  const { batches, gateway } = console.services
  const file = aFile(rows)
  const opened = await batches.open(file, OPERATION)
  const start = (more: { sendErrors?: boolean } = {}): Promise<Batch> =>
    batches.start({ fileId: opened.fileId, plan: aPlan(changes), sendErrors: false, typedEnvironment: null, ...more })
  const sids = (): string[] => gateway.sessions.list().map(({ sid }) => sid).toSorted()
  return { ...console, batches, gateway, file, opened, start, sids }
}

/** Twenty rows of a profile of the user's own, paused after the first few. */
async function aPausedBatch() {
  const console = await aBatch(rowsOf(20))
  const { batches, createProfile, services, opened, gateway } = console
  const profile = await createProfile({ gatewayUrl: (await gateway.start()).url, appKey: LOCAL_APP_KEY })
  await services.credentials.save(profile.id, 'secret', (await services.credentials.read(LOCAL_PROFILE_ID, 'secret')) ?? '', 'keychain')
  const { id } = await batches.start({ fileId: opened.fileId, plan: aPlan({ profileId: profile.id, perSecond: 20 }), sendErrors: false, typedEnvironment: null })
  await batches.pause(id)
  await batches.settled(id)
  return { ...console, profile, id }
}

// The real threads and gateway take their time on a busy machine.
describe('a batch', { timeout: 60_000 }, () => {
  it('sends every row once with the texts of its cells, and writes what became of them beside the file', async () => {
    const { batches, start, sids, gateway, file, opened } = await aBatch(rowsOf(20))
    expect(opened.columns).toEqual([{ name: 'sid', path: SID }, { name: 'channel_uid', path: UID }])
    const { id } = await start()
    const done = await batches.settled(id)
    expect(done).toMatchObject({ state: 'finished', sends: 20, rows: { succeeded: 20, waiting: 0 }, pausedBecause: null })
    expect(sids()).toEqual(rowsOf(20).map((row) => row.split(',')[0]).toSorted())
    expect(gateway.sessions.list().find(({ sid }) => sid === 'sid-7')?.channelUid).toBe('007')
    expect(readdirSync(join(file, '..')).toSorted()).toEqual(['sessions.csv', 'sessions.results.csv'])
    const lines = readFileSync(join(file, '../sessions.results.csv'), 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(21)
    expect(lines[7]).toMatch(/^"sid-7\t","007\t","succeeded",/)
    const second = await batches.writeResults(id)
    expect(second).toMatch(/sessions\.results \(2\)\.csv$/)
  })

  it('waits as long as the flow control says, and sends what it refused once more', async () => {
    const { batches, start, sids, gateway } = await aBatch(rowsOf(12))
    gateway.setFault(parseFault('refuse:7:accesscontrol.limited-by-app-access-count:This ban will last for 1 more seconds'), 5)
    const begun = Date.now()
    const { id } = await start()
    const done = await batches.settled(id)
    expect(done).toMatchObject({ state: 'finished', rows: { succeeded: 12, refused: 0 }, ban: null })
    expect(done.sends).toBe(17)
    expect(Date.now() - begun).toBeGreaterThan(1_500)
    expect(new Set(sids()).size).toBe(12)
    expect(sids()).toHaveLength(12)
  })

  it.each([
    ['refuse:7:accesscontrol.limited-by-app-access-count:This ban will last for 31062 more seconds', 'long-ban', 'waiting'],
    ['refuse:25', 'refused', 'refused'],
    ['drop-before-headers', 'unreachable', 'unknown'],
  ] as const)('pauses by itself when every row would fare the same: %s', async (fault, because, state) => {
    const { batches, start, gateway } = await aBatch(rowsOf(30), { concurrency: 1 })
    gateway.setFault(parseFault(fault))
    const { id } = await start()
    const paused = await batches.settled(id)
    expect(paused).toMatchObject({ state: 'paused', pausedBecause: because })
    expect(paused.rows[state]).toBeGreaterThan(0)
    expect(paused.sends).toBeLessThan(6)
    gateway.setFault(null)
    await batches.resume({ batchId: id, typedEnvironment: null })
    const done = await batches.settled(id)
    expect(done).toMatchObject({ state: 'finished', pausedBecause: null, rows: { waiting: 0 } })
    // What may have made a session is not sent by itself.
    expect(done.rows.succeeded + done.rows.unknown + done.rows.refused).toBe(30)
  })

  it('pauses and goes on, stops for good, and begins no row after that', async () => {
    const { batches, start, sids } = await aBatch(rowsOf(30), { concurrency: 2, perSecond: 20 })
    const { id } = await start()
    expect((await batches.pause(id)).state).toBe('paused')
    const paused = await batches.settled(id)
    expect(paused.rows.waiting).toBeGreaterThan(20)
    expect(sids()).toHaveLength(paused.rows.succeeded)
    await expect(batches.delete('nothing')).resolves.toBeUndefined()
    expect((await batches.resume({ batchId: id, typedEnvironment: null, concurrency: 4 })).plan.concurrency).toBe(4)
    await batches.stop(id)
    const stopped = await batches.settled(id)
    expect(stopped).toMatchObject({ state: 'stopped', rows: { waiting: 0 } })
    expect(sids()).toHaveLength(stopped.rows.succeeded)
    expect(stopped.rows['left-out']).toBe(30 - stopped.rows.succeeded)
    await batches.again(id, null, ['failed'])
    await expect(batches.resume({ batchId: id, typedEnvironment: null })).rejects.toMatchObject({ code: 'batch.nothing-to-send' })
  })

  it('sends again only what the user decided, and only rows in the states that were named', async () => {
    const { batches, start, gateway, sids } = await aBatch(rowsOf(6), { concurrency: 1 })
    gateway.setFault(parseFault('reject:400001'), 2)
    const { id } = await start()
    expect((await batches.settled(id)).rows).toMatchObject({ succeeded: 4, rejected: 2 })
    expect((await batches.again(id, null, ['failed', 'unknown'])).count).toBe(0)
    const { count, batch } = await batches.again(id, null, ['rejected'])
    expect([count, batch.rows.waiting]).toEqual([2, 2])
    await batches.resume({ batchId: id, typedEnvironment: null })
    expect(await batches.settled(id)).toMatchObject({ state: 'finished', sends: 8, rows: { succeeded: 6 } })
    expect(sids()).toHaveLength(6)
    await expect(batches.resume({ batchId: id, typedEnvironment: null })).rejects.toMatchObject({ code: 'batch.nothing-to-send' })
  })

  it('keeps to its rate without bursts', async () => {
    const { batches, start } = await aBatch(rowsOf(10), { concurrency: 8, perSecond: 10 })
    const begun = Date.now()
    await batches.settled((await start()).id)
    expect(Date.now() - begun).toBeGreaterThan(890)
  })

  it('takes the refusals of everything under way for the one ban they are', async () => {
    const { batches, start, sids, gateway } = await aBatch(rowsOf(40), { concurrency: 32 })
    gateway.setFault(parseFault('refuse:7:accesscontrol.limited-by-app-access-count:This ban will last for 1 more seconds'), 32)
    const { id } = await start()
    expect(await batches.settled(id)).toMatchObject({ state: 'finished', pausedBecause: null, rows: { succeeded: 40 } })
    expect(sids()).toHaveLength(40)
  })

  it('does not go on at another gateway, and leads there again when the profile does', async () => {
    const { batches, services, profile, id, sids } = await aPausedBatch()
    const sent = sids().length
    const change = (gatewayUrl: string) => services.profiles.update(profile.id, { ...profile, gatewayUrl })
    await change('http://127.0.0.1:1/elsewhere')
    await expect(batches.resume({ batchId: id, typedEnvironment: null })).rejects.toMatchObject({ code: 'batch.other-gateway', detail: { address: profile.gatewayUrl } })
    expect(sids()).toHaveLength(sent)
    await change(profile.gatewayUrl)
    await batches.resume({ batchId: id, typedEnvironment: null, perSecond: null })
    expect((await batches.settled(id)).rows).toMatchObject({ succeeded: 20 })
  })

  it('going on, leaves out what somebody else sent meanwhile', async () => {
    const { batches, profile, id, sids, send } = await aPausedBatch()
    await send({ profileId: profile.id, values: { ...EXAMPLE, [SID]: 'sid-20' } })
    await batches.resume({ batchId: id, typedEnvironment: null, perSecond: null })
    expect((await batches.settled(id)).rows).toMatchObject({ succeeded: 19, 'left-out': 1 })
    expect((await batches.rows(id, ['left-out'], 0, 1)).rows).toMatchObject([{ row: 20, leftOutBecause: 'used-before' }])
    expect(sids()).toHaveLength(20)
  })

  it.each([{ wanted: 'paused' }, { ownerPid: 1 }] as const)('begins no row after another program has paused or taken it over: %o', async (change) => {
    const { batches, start, sids, database } = await aBatch(rowsOf(30), { concurrency: 2, perSecond: 10 })
    const { id } = await start()
    await database.batches.change(id, { ...(await database.batches.get(id)), ...change })
    const sent = sids().length
    await batches.settled(id)
    // What was under way already may still arrive.
    expect(sids().length).toBeLessThanOrEqual(sent + 2)
    expect((await batches.get(id)).rows.waiting).toBeGreaterThan(20)
  })

  it('counts what it has under way rightly while rows are let wait again', async () => {
    const { batches, start, gateway, progress } = await aBatch(rowsOf(60), { concurrency: 8 })
    gateway.setFault(parseFault('reject:400001'), 30)
    const { id } = await start()
    for (let round = 0; round < 10; round += 1) await batches.again(id, null, ['rejected'])
    const done = await batches.settled(id)
    expect(done.rows.succeeded + done.rows.rejected).toBe(60)
    for (const { rows } of progress) {
      expect(Object.values(rows).every((count) => count >= 0), JSON.stringify(rows)).toBe(true)
      expect(rows['under-way']).toBeLessThanOrEqual(8)
      expect(Object.values(rows).reduce((sum, count) => sum + count, 0)).toBe(60)
    }
  })

  it('keeps no secret and no token that stands in a row or in what the rows share', async () => {
    const { batches, createProfile, services, database, file } = await aBatch([])
    const profile = await createProfile({})
    await services.credentials.save(profile.id, 'session', 'a-token-of-this-test', 'keychain')
    writeFileSync(file, 'sid,channel_uid\na-secret-of-this-test,x\nsid-2,"a-token-of-this-test, they said"\nsid-3,x\n')
    const { fileId } = await batches.open(file, OPERATION)
    const start = (base: BatchPlan['base']): Promise<Batch> => batches.start({ fileId, plan: aPlan({ profileId: profile.id, base }), sendErrors: true, typedEnvironment: null })
    await expect(start({ ...EXAMPLE, [UID]: 'a-secret-of-this-test' })).rejects.toMatchObject({ code: 'draft.holds-secret', detail: { parameter: UID } })
    const { id } = await start(EXAMPLE)
    await batches.settled(id)
    const kept = await database.batches.rows(id, [], 0, 9)
    expect(kept.map(({ callerId, cells, leftOutBecause }) => [callerId, cells, leftOutBecause])).toEqual([
      ['', ['', 'x'], 'draft.holds-secret'],
      ['sid-2', ['sid-2', ''], 'draft.holds-secret'],
      ['sid-3', ['sid-3', 'x'], null],
    ])
  })

  it('is not resumed once it was stopped, and a decision about one row brings no other back', async () => {
    const { batches, start, gateway, sids } = await aBatch(rowsOf(4), { concurrency: 1 })
    gateway.setFault(parseFault('reject:400001'), 4)
    const { id } = await start()
    await batches.settled(id)
    await batches.again(id, [1, 2], ['rejected'])
    await batches.stop(id)
    await expect(batches.resume({ batchId: id, typedEnvironment: null })).rejects.toMatchObject({ code: 'batch.nothing-to-send' })
    expect((await batches.pause(id)).state).toBe('stopped')
    expect((await batches.again(id, [4], ['rejected'])).batch.rows).toMatchObject({ waiting: 1, rejected: 3 })
    await batches.resume({ batchId: id, typedEnvironment: null })
    await batches.settled(id)
    expect(sids()).toEqual(['sid-4'])
  })

  it('leaves out rows with problems and repeated ids unless it was told to send them', async () => {
    const rows = ['sid-1,a', 'sid-1,b', ',c', 'sid-4,d']
    const { batches, start, opened } = await aBatch(rows)
    const check = await batches.check(opened.fileId, aPlan())
    expect(check).toMatchObject({ rowCount: 4, errors: 2, blocking: 0, repeatedInFile: 1, usedBefore: 0 })
    expect(check.problems.map(({ row, line, column, code }) => [row, line, column, code])).toEqual([[2, 3, 'sid', 'repeated-in-file'], [3, 4, 'sid', 'required']])
    const { id } = await start()
    expect((await batches.settled(id)).rows).toMatchObject({ succeeded: 2, 'left-out': 2 })
    expect((await batches.rows(id, ['left-out'], 0, 1))).toMatchObject({ more: true, rows: [{ row: 2, leftOutBecause: 'repeated-in-file' }] })
    expect((await batches.check(opened.fileId, aPlan())).usedBefore).toBe(3)
  })

  it('belongs to its exchanges in the history', async () => {
    const { batches, start, database } = await aBatch(rowsOf(3))
    const { id } = await start()
    await batches.settled(id)
    const [row] = (await batches.rows(id, [], 1, 1)).rows
    const { batch, callerId } = await database.history.outline(row?.exchangeId ?? '')
    expect([batch, callerId]).toEqual([{ id, row: 2 }, 'sid-2'])
  })

  it('asks for the name of a live environment before it writes or sends anything, and again to go on', async () => {
    const { batches, createProfile, opened } = await aBatch(rowsOf(2))
    const { id: profileId } = await createProfile({ environment: 'production' })
    const request = { fileId: opened.fileId, plan: aPlan({ profileId }), sendErrors: false }
    await expect(batches.start({ ...request, typedEnvironment: null })).rejects.toMatchObject({ code: 'guard.name-needed' })
    await expect(batches.start({ ...request, typedEnvironment: 'sandbox' })).rejects.toMatchObject({ code: 'guard.name-wrong' })
    expect(await batches.list()).toEqual([])
    const { id } = await batches.start({ ...request, typedEnvironment: 'production' })
    // Nobody listens at the address of this profile.
    expect(await batches.settled(id)).toMatchObject({ state: 'finished', rows: { failed: 2 } })
    await batches.again(id, null, ['failed'])
    await expect(batches.resume({ batchId: id, typedEnvironment: null })).rejects.toMatchObject({ code: 'guard.name-needed' })
  })

  it('pauses when the secret is gone, with its rows still waiting', async () => {
    const { batches, createProfile, services, opened } = await aBatch(rowsOf(2))
    const { id: profileId } = await createProfile({})
    await services.credentials.remove(profileId, 'secret')
    const { id } = await batches.start({ fileId: opened.fileId, plan: aPlan({ profileId }), sendErrors: false, typedEnvironment: null })
    expect(await batches.settled(id)).toMatchObject({ state: 'paused', pausedBecause: 'credential', sends: 0, rows: { waiting: 2 } })
  })

  it('numbers and expands what every row shares, row by row, and leaves braces in cells alone', async () => {
    const base = { ...EXAMPLE, [UID]: 'customer-{{seq}}' }
    const { batches, start, gateway } = await aBatch(['{{sid}},x', 'sid-2,x'], { base, columns: [SID, null], concurrency: 1 })
    await batches.settled((await start()).id)
    expect(gateway.sessions.list().map(({ sid, channelUid }) => [sid, channelUid])).toEqual([['{{sid}}', 'customer-1'], ['sid-2', 'customer-2']])
  })

  it('is found interrupted by the next program, and nothing is sent until the user says so', async () => {
    const { batches, start, services } = await aBatch(rowsOf(30), { perSecond: 20 })
    const { id } = await start()
    await services.exchanges.endAll()
    await batches.halted()
    expect(await batches.get(id)).toMatchObject({ state: 'interrupted' })
    expect((await batches.get(id)).rows.waiting).toBeGreaterThan(20)
  })
})
