import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { beforeAll, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import type { HistoryPage } from '@shared/history/history-contract'
import { backupsOf } from '../../database/backup'
import { openConnection, type Connection } from '../../database/connection'
import { versionOf } from '../../database/migration'
import { migrations } from '../../database/migrations'
import { openDatabase } from '../../database/open-database'
import { markDamaged } from '../../database/recovery'
import { SqliteHistory } from '../../history/sqlite-history'
import { temporaryFolder } from '../temporary-folder'
import { buildDriver, runAndKill } from './killed-program'
import { hashOf, startRecordingGateway } from './recording-gateway'
import { SLOW_MIGRATION } from './slow-migration'
import { scanOf, type ScanSearch } from '../../history/testing/scan-search'

// `npm run prove:kills` kills two hundred times of each kind.
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10)
const WORKER = join(import.meta.dirname, '../../../out/cli/database-worker.js')
const ROUND_MS = 15_000
const ROWS = 3_000
const withSlowOne = { now: Date.now(), migrations: [...migrations, SLOW_MIGRATION] }

let driver = ''
beforeAll(async () => {
  if (!existsSync(WORKER)) throw new Error('npm run build comes before these tests')
  driver = await buildDriver()
}, 60_000)

const say = (line: string): void => void process.stdout.write(`${line}\n`)

it('loses nothing that was sent when it is killed while it sends', async () => {
  const file = join(temporaryFolder(), 'history.db')
  const gateway = await startRecordingGateway()
  const totals = { seen: 0, answered: 0, unknown: 0, neverLeft: 0 }
  let known = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = gateway.seen.length
    await runAndKill(driver, ['send', file, WORKER, gateway.url], Math.random() * 500)
    const opened = openDatabase(file, { now: Date.now() })
    const history = new SqliteHistory(opened.connection, { pid: process.pid, isAlive: () => false })
    history.closeInterrupted(Date.now())
    expect(opened.recovery).toBeNull()
    expect(integrityOf(opened.connection)).toBe('ok')
    const rows = newestRows(history, scanOf(opened.connection), known)
    known += rows.length
    const byRequest = new Map(rows.map((row) => [hashOf(row.request.body), row]))
    expect(byRequest.size).toBe(rows.length)
    for (const seen of gateway.seen.slice(from)) {
      const row = byRequest.get(seen.requestHash)
      expect(row, 'a request the gateway saw has its row').toBeDefined()
      byRequest.delete(seen.requestHash)
      totals.seen += 1
      if (row?.outcome === 'succeeded') {
        expect(hashOf(row.response?.body ?? new Uint8Array())).toBe(seen.answerHash)
        expect(row.responseBytes).toBe(seen.answerBytes)
        totals.answered += 1
      } else {
        expect(row).toMatchObject({ outcome: 'unknown', failure: 'interrupted' })
        totals.unknown += 1
      }
    }
    // Written, and killed before the gateway had all of it.
    for (const row of byRequest.values()) expect(row).toMatchObject({ outcome: 'unknown', response: null })
    totals.neverLeft += byRequest.size
    opened.close()
  }
  gateway.stop()
  say(`${ROUNDS} kills while sending: ${JSON.stringify(totals)}`)
  expect(totals.answered).toBeGreaterThan(0)
}, ROUNDS * ROUND_MS)

it('is at the old version or at the new one when it is killed while it migrates, and a backup is whole or not there', async () => {
  const source = historyOfTheFirstVersion()
  const totals = { before: 0, duringBackUp: 0, afterBackUp: 0, migrated: 0 }
  const longest = await timeOf(source)
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = join(temporaryFolder(), 'history.db')
    copyFileSync(source, file)
    await runAndKill(driver, ['open', file], Math.random() * longest)
    const backups = backupsOf(file)
    for (const backup of backups) expectWhole(copyOf(backup), 10)
    const version = expectWhole(copyOf(file), null)
    expect([10, SLOW_MIGRATION.version]).toContain(version)
    if (version !== 10) expect(backups).toHaveLength(1)
    const isCopying = readdirSync(join(file, '..')).includes('history.backing-up.db')
    if (version !== 10) totals.migrated += 1
    else if (backups.length > 0) totals.afterBackUp += 1
    else if (isCopying) totals.duringBackUp += 1
    else totals.before += 1
    const opened = openDatabase(file, withSlowOne)
    expect(versionOf(opened.connection)).toBe(SLOW_MIGRATION.version)
    opened.close()
    expectWhole(file, SLOW_MIGRATION.version)
    rmSync(join(file, '..'), { recursive: true })
  }
  say(`${ROUNDS} kills while migrating ${ROWS} exchanges: ${JSON.stringify(totals)}`)
}, ROUNDS * ROUND_MS + 60_000)

it('carries over the same when it is killed while it recovers, and keeps the damaged file as it was', async () => {
  const source = historyOfTheFirstVersion()
  const longest = await timeOf(source, markDamaged)
  const bytes = readFileSync(source)
  bytes.fill(0xa5, 4_096 * 20, 4_096 * 24)
  const totals = { before: 0, during: 0, recovered: 0 }
  let carried: unknown
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = join(temporaryFolder(), 'history.db')
    writeFileSync(file, bytes)
    markDamaged(file)
    const tookMs = await runAndKill(driver, ['open', file], Math.random() * longest)
    const names = readdirSync(join(file, '..'))
    const isSetAside = names.some((name) => name.startsWith('history.damaged-'))
    totals[tookMs !== null || (isSetAside && names.includes('history.db')) ? 'recovered' : isSetAside ? 'during' : 'before'] += 1
    const opened = openDatabase(file, withSlowOne)
    const [report] = opened.connection.prepare("SELECT value FROM setting WHERE name = 'recovery'").all() as { value: string }[]
    const { recoveredAt: _, damagedFile, ...counts } = JSON.parse(report?.value ?? '{}') as { recoveredAt: number; damagedFile: string }
    carried ??= counts
    expect(counts).toEqual(carried)
    expect(readFileSync(damagedFile).equals(bytes)).toBe(true)
    expect(integrityOf(opened.connection)).toBe('ok')
    opened.close()
    rmSync(join(file, '..'), { recursive: true })
  }
  say(`${ROUNDS} kills while recovering: ${JSON.stringify(totals)}, each time ${JSON.stringify(carried)}`)
}, ROUNDS * ROUND_MS + 60_000)

/** Rows beyond those known already, with both halves. */
function newestRows(history: SqliteHistory, scan: ScanSearch, known: number) {
  const rows = []
  let before: string | null = null
  const { total } = scan.facets({ criteria: EVERYTHING })
  while (rows.length < total - known) {
    const page: HistoryPage = scan.search({ criteria: EVERYTHING, limit: Math.min(200, total - known - rows.length), before })
    rows.push(...page.entries.map(({ id }) => history.read(id)))
    if (page.next === null) break
    before = page.next
  }
  return rows
}

/** A file as the first version of the console made it, whatever has come since. */
function historyOfTheFirstVersion(): string {
  const file = join(temporaryFolder(), 'history.db')
  const connection = openConnection(file, { migrations: migrations.slice(0, 1) })
  connection.exec(`
    PRAGMA journal_mode = DELETE;
    WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ${ROWS})
    INSERT INTO exchange (id, started_at, operation, operation_version, profile_id, profile_name, environment, gateway_url, app_key,
      format, sign_method, placement, caller_id, subject, request_bytes, owner_pid, outcome, response_bytes, bytes_left)
    SELECT 'e' || n, n, 'o', 1, 'p', 'P', 'custom', 'http://127.0.0.1/', 'k', 'json', 'md5', 'body', 'sid' || n, '', 500, 1, 'succeeded', 1500, 1 FROM counter;
    INSERT INTO exchange_half SELECT id, 'request', 'POST', randomblob(500), '[]' FROM exchange;
    INSERT INTO exchange_half SELECT id, 'response', 'HTTP/1.1 200', randomblob(1500), '0' FROM exchange;
  `)
  connection.close()
  return file
}

/** How long an undisturbed opening takes at best, so that kills fall everywhere in it. */
async function timeOf(source: string, prepare: (file: string) => void = () => undefined): Promise<number> {
  const times: number[] = []
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const file = copyOf(source)
    prepare(file)
    times.push((await runAndKill(driver, ['open', file], 60_000)) ?? expect.fail('the driver did not finish'))
  }
  return Math.min(...times)
}

/** Checks a file without changing it for those who come after, and answers its version. */
function expectWhole(file: string, version: number | null): number {
  const connection = new DatabaseSync(file)
  const found = versionOf(connection)
  expect(integrityOf(connection)).toBe('ok')
  const tables = found === SLOW_MIGRATION.version ? ['exchange', 'copy_of_exchange'] : ['exchange']
  for (const table of tables) expect(connection.prepare(`SELECT count(*) AS count FROM ${table}`).get()).toEqual({ count: ROWS })
  expect(connection.prepare('SELECT count(*) AS count FROM exchange_half').get()).toEqual({ count: 2 * ROWS })
  connection.close()
  if (version !== null) expect(found).toBe(version)
  return found
}

function copyOf(file: string): string {
  const copy = join(temporaryFolder(), 'history.db')
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end)
  return copy
}

function integrityOf(connection: Connection): unknown {
  return (connection.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check
}
