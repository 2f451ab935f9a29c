import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { openDatabase } from '../database/open-database'
import { SqliteHistory } from '../history/sqlite-history'
import { aRequest, aStart, anEnd } from '../testing/an-exchange'
import { lysession } from '../testing/command-line'
import { NO_SMALL_DISK, smallDisk } from '../testing/small-disk'
import { temporaryFolder } from '../testing/temporary-folder'

// Every call is a process of its own.
vi.setConfig({ testTimeout: 30_000 })

let sound: Buffer
beforeAll(() => {
  const file = join(temporaryFolder(), 'history.db')
  const opened = openDatabase(file, { now: 0 })
  const history = new SqliteHistory(opened.connection, { pid: process.pid, isAlive: () => true })
  history.begin(aStart(), aRequest())
  history.finish('exchange-1', anEnd(), { head: 'HTTP/1.1 200 OK', body: Uint8Array.of(123, 125), maskedCopies: 0 })
  opened.close()
  sound = readFileSync(file)
})

const send = (history: string) =>
  lysession(
    ['send', '-', '--operation', 'alibaba.lyservice.lippi.session.create', '--gateway', 'http://127.0.0.1:1/', '--app-key', '1', '--secret-env', 'SECRET', '--history', history],
    { input: '{}', environment: { SECRET: 'a-secret-of-a-test' } },
  )

it('carries a damaged history over, lists it and says what became of it', async () => {
  const file = join(temporaryFolder(), 'history.db')
  const damaged = Buffer.from(sound)
  damaged.fill(0xa5, 0, 4_096)
  writeFileSync(file, damaged)
  const listed = await lysession(['history', 'list', '--history', file, '--json'])
  expect(JSON.parse(listed.output)).toMatchObject({ id: 'exchange-1', outcome: 'succeeded' })
  expect(listed.errors).toMatch(/1 exchanges \(0 incomplete, 0 known to be missing\), 0 profiles[^]*history\.damaged-/)
  expect((await lysession(['history', 'list', '--history', file])).errors).toBe('')
})

it('leaves a history of a newer console alone', async () => {
  const file = join(temporaryFolder(), 'history.db')
  const newer = Buffer.from(sound)
  newer.writeUInt32BE(99_999, 60)
  writeFileSync(file, newer)
  expect(await send(file)).toMatchObject({ code: 4, errors: expect.stringContaining('newer version') as string })
  expect(readFileSync(file).equals(newer)).toBe(true)
})

it.skipIf(NO_SMALL_DISK !== null)('lists a history that cannot be written, and sends nothing with it', async () => {
  const { folder, makeReadOnly } = smallDisk(1_048_576)
  const file = join(folder, 'history.db')
  writeFileSync(file, sound)
  makeReadOnly(true)
  expect((await lysession(['history', 'list', '--history', file, '--json'])).output).toContain('exchange-1')
  expect(await send(file)).toMatchObject({ code: 4, errors: expect.stringContaining('can be read but not written') as string })
})
