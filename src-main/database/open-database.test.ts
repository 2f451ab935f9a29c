import { readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { SqliteHistory } from '../history/sqlite-history'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { NO_SMALL_DISK, makeLarger, smallDisk } from '../testing/small-disk'
import { temporaryFolder } from '../testing/temporary-folder'
import { backupsOf } from './backup'
import { DocumentStore } from './document-store'
import { versionOf } from './migration'
import { migrations } from './migrations'
import { openDatabase, type OpenDatabase, type OpeningOptions } from './open-database'
import { markDamaged } from './recovery'
import { scanOf } from '../history/testing/scan-search'

const NOW = Date.UTC(2026, 10, 22, 10, 15)
const LATER = { version: 90_000, sql: 'CREATE TABLE later (x); INSERT INTO later VALUES (1)' }
const NEWEST = migrations.at(-1)?.version ?? 0

function aHistory(count: number, bodyBytes = 300): string {
  const file = join(temporaryFolder(), 'history.db')
  const opened = openDatabase(file, { now: NOW })
  fill(opened, 0, count, bodyBytes)
  opened.close()
  return file
}

function fill({ connection }: OpenDatabase, from: number, count: number, bodyBytes: number): void {
  // These rows need not survive a power cut, and many syncs take long.
  connection.exec('PRAGMA synchronous = OFF')
  const history = new SqliteHistory(connection, { pid: process.pid, isAlive: () => true })
  const documents = new DocumentStore(connection)
  documents.saveSetting('installation', '{"id":"this-one"}')
  documents.saveProfile({ id: 'p1', name: 'One', settings: '{}', builtIn: false, createdAt: 1 })
  for (let index = from; index < from + count; index += 1) {
    history.begin(aStart({ id: `e${index}`, startedAt: NOW + index }), aRequest({ body: Buffer.alloc(bodyBytes, index) }))
    history.finish(`e${index}`, anEnd({ responseBytes: bodyBytes }), aResponse({ body: Buffer.alloc(bodyBytes, index + 1) }))
  }
}

function withDatabase<T>(file: string, work: (opened: OpenDatabase) => T, options: Partial<OpeningOptions> = {}): T {
  const opened = openDatabase(file, { now: NOW, ...options })
  try {
    return work(opened)
  } finally {
    opened.close()
  }
}

const namesBeside = (file: string): string[] => readdirSync(join(file, '..')).sort()
const historyOf = ({ connection }: OpenDatabase): SqliteHistory =>
  new SqliteHistory(connection, { pid: process.pid, isAlive: () => true })

describe('a migration', { timeout: 30_000 }, () => {
  const migrating = { migrations: [...migrations, LATER] }

  it('begins with a whole copy of the file, and keeps the last three of them', () => {
    const file = aHistory(50)
    withDatabase(file, ({ connection }) => expect(versionOf(connection)).toBe(LATER.version), migrating)
    const [backup = ''] = backupsOf(file)
    expect(backup).toContain(`history.backup-v${NEWEST}-20261122T101500Z.db`)
    withDatabase(backup, (copy) => expect(scanOf(copy.connection).facets({ criteria: EVERYTHING }).total).toBe(50))
    for (const version of [90_010, 90_020, 90_030, 90_040]) {
      const more = [...migrations, LATER, { version, sql: '' }]
      withDatabase(file, () => undefined, { migrations: more, now: NOW + version })
    }
    expect(backupsOf(file).map((name) => /v(\d+)/.exec(name)?.[1])).toEqual(['90030', '90020', '90010'])
  })

  it('makes no copy of a new file or a current one', () => {
    const file = aHistory(1)
    withDatabase(file, () => undefined)
    expect(backupsOf(file)).toEqual([])
  })

  it('that fails leaves the file at its version with everything in it', () => {
    const file = aHistory(5)
    const broken = { migrations: [...migrations, { version: 90_000, sql: 'DELETE FROM exchange; THIS IS NOT SQL' }] }
    expect(() => withDatabase(file, () => undefined, broken)).toThrow(/syntax/)
    withDatabase(file, (opened) => expect(scanOf(opened.connection).facets({ criteria: EVERYTHING }).total).toBe(5))
  })

  it('is not begun when copy and migration do not fit on the disk', () => {
    const file = aHistory(5)
    const before = readFileSync(file)
    const full = { ...migrating, freeBytes: () => 1_000_000 }
    expect(() => withDatabase(file, () => undefined, full)).toThrow(
      expect.objectContaining({ code: 'history.no-room-to-update', detail: { neededMegabytes: '33', freeMegabytes: '1' } }),
    )
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(backupsOf(file)).toEqual([])
  })
})

describe('a file of a newer console', { timeout: 30_000 }, () => {
  const older = { migrations: [{ version: 5, sql: '' }] }

  it('is refused without a byte, a time or a file beside it changing', () => {
    const file = aHistory(3)
    const before = { bytes: readFileSync(file), time: statSync(file).mtimeMs, names: namesBeside(file) }
    expect(() => withDatabase(file, () => undefined, older)).toThrow(expect.objectContaining({ code: 'history.newer-version' }))
    expect({ bytes: readFileSync(file), time: statSync(file).mtimeMs, names: namesBeside(file) }).toEqual(before)
  })

  it('is known by its log as well, when it was killed before the file itself was written', () => {
    const file = aHistory(3)
    const future = new DatabaseSync(file)
    future.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99999')
    const copy = join(temporaryFolder(), 'history.db')
    for (const end of ['', '-wal']) writeFileSync(copy + end, readFileSync(file + end))
    future.close()
    expect(() => withDatabase(copy, () => undefined)).toThrow(expect.objectContaining({ code: 'history.newer-version' }))
    expect(namesBeside(copy)).toEqual(['history.db', 'history.db-wal'])
  })
})

describe('a damaged file', { timeout: 60_000 }, () => {
  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'not a database, but long enough to be taken for one '.repeat(50))],
    ['is cut off', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['has lost its first page', (file: string) => overwrite(file, 1, 1)],
  ])('that %s is set aside whole, and a new one is in its place', (_, damage) => {
    const file = aHistory(40)
    damage(file)
    const damaged = readFileSync(file)
    withDatabase(file, (opened) => {
      expect(opened.recovery?.damagedFile).toContain('history.damaged-20261122T101500Z.db')
      expect(readFileSync(opened.recovery?.damagedFile ?? '').equals(damaged)).toBe(true)
      expect(opened.connection.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    })
    withDatabase(file, ({ recovery }) => expect(recovery).toBeNull())
  })

  it('that has lost its first page gives back every exchange, profile and setting', () => {
    const file = aHistory(60)
    overwrite(file, 1, 1)
    withDatabase(file, (opened) => {
      expect(opened.recovery).toMatchObject({ exchanges: { carried: 60 }, profiles: { carried: 1 }, incomplete: 0, keepsIdentity: true, isCertain: false })
      expect(historyOf(opened).read('e7').response?.body).toEqual(Uint8Array.from(Buffer.alloc(300, 8)))
    })
  })

  it('of which only the log is left gives back what the log holds', () => {
    const file = join(temporaryFolder(), 'history.db')
    const opened = openDatabase(file, { now: NOW })
    fill(opened, 0, 20, 300)
    const copy = join(temporaryFolder(), 'history.db')
    writeFileSync(copy, '')
    writeFileSync(`${copy}-wal`, readFileSync(`${file}-wal`))
    opened.close()
    withDatabase(copy, ({ recovery }) => expect(recovery?.exchanges.carried).toBe(20))
  })

  it('gives back, wherever a page is lost, all that is on the others, and never half an exchange as a whole one', () => {
    const source = aHistory(60, 9_000)
    const pages = statSync(source).size / 4_096
    let carried = 0
    const step = 11
    let files = 0
    for (let page = 2; page <= pages; page += step) {
      const file = join(temporaryFolder(), 'history.db')
      writeFileSync(file, readFileSync(source))
      overwrite(file, page, 1)
      markDamaged(file)
      files += 1
      withDatabase(file, (opened) => {
        const history = historyOf(opened)
        const { entries } = scanOf(opened.connection).search({ criteria: EVERYTHING, limit: 100, before: null })
        carried += entries.length
        expect(entries.length + (opened.recovery?.exchanges.missing ?? 0), `page ${page}`).toBe(60)
        for (const { id, outcome, failure } of entries) {
          const { request, response } = history.read(id)
          const index = Number(id.slice(1))
          if (failure === 'request-lost') expect(request.body).toHaveLength(0)
          else expect(request.body.every((byte) => byte === index % 256)).toBe(true)
          if (outcome === 'succeeded') expect(response?.body.every((byte) => byte === (index + 1) % 256)).toBe(true)
          else expect(['request-lost', 'response-lost']).toContain(failure)
        }
        expect(opened.recovery?.incomplete).toBe(entries.filter(({ outcome }) => outcome === 'unknown').length)
      })
    }
    // One page holds a few rows of the table, and no more are lost with it.
    expect(carried / files).toBeGreaterThan(55)
  })

  it('never shows wrong bytes and never refuses to open, whatever pages and parts of the log are lost', () => {
    const source = join(temporaryFolder(), 'history.db')
    const opened = openDatabase(source, { now: NOW })
    fill(opened, 0, 40, 6_000)
    opened.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    fill(opened, 40, 10, 6_000)
    const [main, log] = [readFileSync(source), readFileSync(`${source}-wal`)]
    opened.close()
    const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), fc.array(place, { maxLength: 2 }), place, (lostPages, lostFrames, cut) => {
        const file = join(temporaryFolder(), 'history.db')
        const pages = Buffer.from(main)
        for (const lost of lostPages) scramble(pages, Math.floor((lost * pages.length) / 4_096) * 4_096)
        const frames = Buffer.from(log)
        for (const lost of lostFrames) scramble(frames, Math.floor(lost * frames.length))
        writeFileSync(file, cut > 0.8 ? pages.subarray(0, Math.floor(pages.length * cut)) : pages)
        writeFileSync(`${file}-wal`, frames)
        markDamaged(file)
        withDatabase(file, (recovered) => {
          expect(recovered.connection.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
          const history = historyOf(recovered)
          for (const { id, outcome } of scanOf(recovered.connection).search({ criteria: EVERYTHING, limit: 100, before: null }).entries) {
            const { request, response } = history.read(id)
            const index = Number(id.slice(1))
            expect([0, 6_000]).toContain(request.body.length)
            expect(request.body.every((byte) => byte === index)).toBe(true)
            if (outcome === 'succeeded') expect([...new Set(response?.body)]).toEqual([index + 1])
          }
        })
      }),
      { numRuns: 40 },
    )
  })

  it('waits for room when the disk is full in the middle of being carried over', { skip: NO_SMALL_DISK !== null }, () => {
    const source = aHistory(60, 9_000)
    const { folder } = smallDisk(2 * 1_048_576)
    const file = join(folder, 'history.db')
    writeFileSync(file, readFileSync(source))
    overwrite(file, 1, 1)
    expect(() => withDatabase(file, () => undefined)).toThrow(expect.objectContaining({ code: 'history.disk-full' }))
    makeLarger(folder, 12 * 1_048_576)
    withDatabase(file, ({ recovery }) => expect(recovery?.exchanges.carried).toBe(60))
  })

  it('keeps deleted exchanges deleted', () => {
    const file = aHistory(60)
    const connection = new DatabaseSync(file)
    connection.exec("DELETE FROM exchange WHERE id <> 'e1'")
    connection.close()
    markDamaged(file)
    withDatabase(file, ({ recovery }) => expect(recovery?.exchanges).toEqual({ carried: 1, missing: 0 }))
  })

  it('takes profiles and settings it has lost from the newest backup', () => {
    const file = aHistory(10)
    const migrating = { migrations: [...migrations, LATER] }
    withDatabase(file, () => undefined, migrating)
    const connection = new DatabaseSync(file)
    const roots = connection.prepare("SELECT rootpage FROM sqlite_schema WHERE name IN ('profile', 'setting')").all() as { rootpage: number }[]
    connection.close()
    for (const { rootpage } of roots) overwrite(file, rootpage, 1)
    markDamaged(file)
    withDatabase(
      file,
      ({ recovery, connection: recovered }) => {
        expect(recovery).toMatchObject({ profiles: { carried: 1 }, keepsIdentity: true, supplemented: 2 })
        expect(new DocumentStore(recovered).listProfiles().map(({ id }) => id)).toEqual(['p1'])
      },
      migrating,
    )
  })

  it('stays where it is while another process uses it', () => {
    const file = aHistory(3)
    withDatabase(file, () => {
      markDamaged(file)
      expect(() => openDatabase(file, { now: NOW })).toThrow(expect.objectContaining({ code: 'history.damaged' }))
    })
    withDatabase(file, ({ recovery }) => expect(recovery).toMatchObject({ exchanges: { carried: 3, missing: 0 }, isCertain: true }))
  })
})

/** Random-looking bytes in place of a page's worth. */
function scramble(bytes: Buffer, from: number): void {
  for (let at = from; at < Math.min(from + 4_096, bytes.length); at += 1) bytes[at] = (at * 2_654_435_761) >>> 13
}

/** Random-looking bytes in place of whole pages, from page `first`. */
function overwrite(file: string, first: number, count: number): void {
  const bytes = readFileSync(file)
  for (let page = first; page < first + count; page += 1) scramble(bytes, (page - 1) * 4_096)
  writeFileSync(file, bytes)
}
