import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { SqliteHistory } from '../history/sqlite-history'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { temporaryFolder } from '../testing/temporary-folder'
import { DatabaseClient } from './client'
import type { CheckScope } from './integrity'
import { checkInThread, watchIntegrity } from './integrity-watch'
import { openDatabase } from './open-database'

const OUT = join(import.meta.dirname, '../../out/cli')
const DAY_MS = 24 * 60 * 60 * 1_000
const check = (file: string, scope: CheckScope) => checkInThread(join(OUT, 'integrity-worker.js'), file, scope)

function aHistory(): string {
  const file = join(temporaryFolder(), 'history.db')
  const opened = openDatabase(file, { now: 0 })
  // Six hundred syncs would take longer than everything else here.
  opened.connection.exec('PRAGMA synchronous = OFF')
  const history = new SqliteHistory(opened.connection, { pid: process.pid, isAlive: () => true })
  for (let index = 0; index < 300; index += 1) {
    history.begin(aStart({ id: `e${String(index).padStart(3, '0')}`, startedAt: index }), aRequest())
    history.finish(`e${String(index).padStart(3, '0')}`, anEnd(), aResponse({ body: Buffer.alloc(9_000, index) }))
  }
  opened.close()
  return file
}

function damage(file: string, page: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page - 1) * 4_096, page * 4_096)
  writeFileSync(file, bytes)
}

/** Pages of a table in the order of its rows. */
function pagesOf(file: string, table: string): number[] {
  const connection = new DatabaseSync(file)
  const rows = connection.prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path").all(table) as { pageno: number }[]
  connection.close()
  return rows.map(({ pageno }) => pageno)
}

describe('a check', { timeout: 30_000 }, () => {
  it.each(['newest', 'everything'] as const)('of %s finds nothing in a sound file, also while it is written', async (scope) => {
    const file = aHistory()
    const opened = openDatabase(file, { now: 0 })
    opened.connection.exec('BEGIN IMMEDIATE; DELETE FROM exchange')
    expect(await check(file, scope)).toEqual({ kind: 'sound' })
    opened.connection.exec('ROLLBACK')
    opened.close()
  })

  it('of the newest finds damage in what was written last, and one of everything wherever it is', async () => {
    const file = aHistory()
    const pages = pagesOf(file, 'exchange')
    damage(file, pages.at(-1) ?? 0)
    expect(await check(file, 'newest')).toMatchObject({ kind: 'damaged' })
    const other = aHistory()
    damage(other, pages[1] ?? 0)
    expect(await check(other, 'newest')).toEqual({ kind: 'sound' })
    expect(await check(other, 'everything')).toMatchObject({ kind: 'damaged' })
  })

  it('of what is no database any more says so', async () => {
    const file = join(temporaryFolder(), 'history.db')
    writeFileSync(file, 'nothing that SQLite knows '.repeat(100))
    expect(await check(file, 'newest')).toMatchObject({ kind: 'damaged' })
    expect(await check(join(temporaryFolder(), 'nowhere.db'), 'newest')).toMatchObject({ kind: 'not-checked' })
  })
})

describe('watching', { timeout: 30_000 }, () => {
  async function watch(file: string, now: number) {
    const database = DatabaseClient.open(join(OUT, 'database-worker.js'), { file }, () => undefined)
    const log: string[] = []
    const scope = await watchIntegrity({ database, now: () => now, check: (asked) => check(file, asked), log: (message) => log.push(message) })
    return { database, scope, log }
  }

  it('looks at everything once a week and at the newest otherwise', async () => {
    const file = aHistory()
    for (const [now, expected] of [[30 * DAY_MS, 'everything'], [36 * DAY_MS, 'newest'], [38 * DAY_MS, 'everything']] as const) {
      const { database, scope } = await watch(file, now)
      expect(scope).toBe(expected)
      await database.close()
    }
  })

  it('looks at everything after a process that did not close the file', async () => {
    const file = aHistory()
    const first = await watch(file, 30 * DAY_MS)
    await first.database.history.begin(aStart({ id: 'open' }), aRequest())
    const copy = join(temporaryFolder(), 'history.db')
    for (const end of ['', '-wal']) writeFileSync(copy + end, readFileSync(file + end))
    await first.database.close()
    const second = await watch(copy, 31 * DAY_MS)
    expect(second.scope).toBe('everything')
    await second.database.close()
  })

  it('has damage told and sends refused, and the next start carries over what can be read', async () => {
    const file = aHistory()
    damage(file, pagesOf(file, 'exchange')[1] ?? 0)
    const { database, log } = await watch(file, 30 * DAY_MS)
    expect(log).toHaveLength(1)
    await expect(database.history.begin(aStart({ id: 'refused' }), aRequest())).rejects.toMatchObject({ code: 'history.damaged' })
    expect(await database.condition()).toMatchObject({ code: 'history.damaged' })
    expect((await database.history.search({ criteria: EVERYTHING, limit: 5, before: null })).entries).toHaveLength(5)
    await database.close()
    const next = DatabaseClient.open(join(OUT, 'database-worker.js'), { file }, () => undefined)
    const { recovery } = await next.findings()
    expect(recovery?.exchanges.carried).toBeGreaterThan(280)
    expect((recovery?.exchanges.carried ?? 0) + (recovery?.exchanges.missing ?? 0)).toBe(300)
    await next.history.begin(aStart({ id: 'taken' }), aRequest())
    await next.close()
  })
})
