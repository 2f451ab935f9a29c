import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { temporaryFolder } from '../testing/temporary-folder'
import { DatabaseClient } from './client'

// The worker runs from the build, since a thread of plain Node reads no TypeScript.
const WORKER = join(import.meta.dirname, '../../out/cli/database-worker.js')

function open(file: string, log: string[] = []): DatabaseClient {
  if (!existsSync(WORKER)) throw new Error('npm run build comes before these tests')
  return DatabaseClient.open(WORKER, { file }, (message) => log.push(message))
}

describe('DatabaseClient', () => {
  it('keeps an exchange across two openings of the file', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const first = open(file)
    await first.history.begin(aStart(), aRequest())
    const summary = await first.history.finish('exchange-1', anEnd(), aResponse())
    expect(summary.outcome).toBe('succeeded')
    await first.close()

    const second = open(file)
    const exchange = await second.history.read('exchange-1')
    expect([...exchange.request.body]).toEqual([0, 255, 128, 13, 10])
    await second.close()
  })

  it('carries typed errors over the thread', async () => {
    const database = open(join(temporaryFolder(), 'history.db'))
    await expect(database.history.read('nothing')).rejects.toMatchObject({ code: 'history.unknown-entry' })
    await database.close()
  })

  it('refuses every call when the folder cannot hold a file, and says so once', async () => {
    const folder = join(temporaryFolder(), 'history.db')
    mkdirSync(folder)
    const log: string[] = []
    const database = open(folder, log)
    expect(await database.problem()).toMatchObject({ code: 'history.unavailable' })
    await expect(database.history.begin(aStart(), aRequest())).rejects.toMatchObject({ code: 'history.unavailable' })
    await database.close()
    expect(log).toHaveLength(1)
  })

  it('tells a file of a newer console apart', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const future = new DatabaseSync(file)
    future.exec('PRAGMA user_version = 99999; CREATE TABLE later (x)')
    future.close()
    const before = readFileSync(file)
    const database = open(file)
    await expect(database.history.search({ criteria: EVERYTHING, limit: 1, before: null })).rejects.toMatchObject({ code: 'history.newer-version' })
    await database.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('shows what a killed process was sending as unknown', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const program = `
      const { Worker } = require('node:worker_threads')
      const worker = new Worker(${JSON.stringify(WORKER)}, { workerData: { file: ${JSON.stringify(file)} } })
      worker.on('message', (message) => {
        if (message.opened) worker.postMessage({ id: 1, store: 'history', method: 'begin', parameters: ${JSON.stringify([
          aStart({ startedAt: Date.now() }),
        ]).slice(0, -1)}, { head: 'POST', body: new Uint8Array([1]), masked: [] }] })
        else console.log('written')
      })`
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const whileAlive = open(file)
    expect((await whileAlive.history.read('exchange-1')).outcome).toBeNull()
    await whileAlive.close()

    child.kill('SIGKILL')
    await once(child, 'exit')
    const after = open(file)
    expect(await after.history.read('exchange-1')).toMatchObject({ outcome: 'unknown', failure: 'interrupted' })
    await after.close()
  })

  it('tells that the database is lost when its thread dies of an error, once, and not when it is closed', async () => {
    const mortal = `
      const { parentPort } = require('node:worker_threads')
      parentPort.postMessage({ opened: true, condition: null, recovery: null, endedUncleanly: false })
      parentPort.on('message', () => { throw new Error('the disk has gone') })`
    let lost = 0
    const crashing = new DatabaseClient(new Worker(mortal, { eval: true }), () => new Worker(mortal, { eval: true }), () => undefined)
    crashing.onLost(() => (lost += 1))
    expect(await crashing.problem()).toBeNull()
    await expect(crashing.history.read('any')).rejects.toMatchObject({ code: 'history.unavailable' })
    await expect.poll(() => lost).toBe(1)
    expect(await crashing.problem()).toMatchObject({ code: 'history.unavailable' })

    const closing = open(join(temporaryFolder(), 'history.db'))
    closing.onLost(() => (lost += 1))
    await closing.close()
    expect(lost).toBe(1)
  })

  it('answers calls in the order they were made, also while many wait', async () => {
    const database = open(join(temporaryFolder(), 'history.db'))
    const ids = Array.from({ length: 50 }, (_, index) => `exchange-${String(index).padStart(2, '0')}`)
    await Promise.all(ids.map((id) => database.history.begin(aStart({ id }), aRequest())))
    const { entries } = await database.history.search({ criteria: EVERYTHING, limit: 200, before: null })
    expect(entries.map(({ id }) => id)).toEqual(ids.toReversed())
    await database.close()
  })
})
