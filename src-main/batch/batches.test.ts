import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Batch, BatchPlan } from '@shared/batch/batch-contract'
import { parseFault } from '@shared/gateway/fault-text'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
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

describe('a batch', () => {
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
})
describe('timing', () => {
  it('runs many', async () => {
    const { batches, start } = await aBatch(rowsOf(2000), { concurrency: 16 })
    const began = performance.now()
    const { id } = await start()
    const kept = performance.now()
    await batches.settled(id)
    process.stdout.write(`kept ${kept - began} ms, sent ${performance.now() - kept} ms\n`)
  }, 60000)
  void parseFault
})
