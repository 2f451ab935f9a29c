import { execFileSync } from 'node:child_process'
import { copyFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import Datastore from '@seald-io/nedb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { DatabaseClient } from '../../src-main/database/client'
import { builtScript } from '../built-script'
import { makeExchange } from './exchanges'
import { queryClasses } from './queries'
import { Random } from './random'

const ROWS = Number(process.env['HISTORY_ROWS'] ?? 1_000_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const NEDB_ROWS = Math.min(ROWS, 100_000)
const WORKERS = join(import.meta.dirname, '../../out/cli')
const FILE = join(import.meta.dirname, `../../out/bench/history-${ROWS}.db`)
const WRITTEN = join(import.meta.dirname, '../../out/bench/history-written.db')
const LIMIT = 100

const say = (figures: Record<string, unknown>): void => console.log(JSON.stringify({ bench: 'history', rows: ROWS, ...figures }))
const rounded = (ms: number): number => Math.round(ms * 100) / 100
function spread(times: readonly number[]): { p50Ms: number; p95Ms: number } {
  const sorted = times.toSorted((left, right) => left - right)
  const at = (share: number): number => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}
async function timed(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

let database: DatabaseClient
let opened: DatabaseClient | null = null

beforeAll(async () => {
  execFileSync(process.execPath, [await builtScript('history/generate.ts'), FILE, String(ROWS), WORKERS], { stdio: 'inherit' })
  database = DatabaseClient.open(join(WORKERS, 'database-worker.js'), { file: FILE }, console.error)
  await database.indexed()
})
afterAll(async () => {
  await database.close()
  await opened?.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(WRITTEN + suffix, { force: true })
})

it('first page of each kind of search, against LIKE over the same file and nedb over some of the same exchanges', async () => {
  const some = (await database.history.search({ criteria: EVERYTHING, limit: 200, before: null })).entries.filter((_, nth) => nth % 12 === 5)
  const classes = queryClasses(some)
  const like = likeScan()
  const nedb = await filledNedb()
  for (const { name, examples, texts } of classes) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const criteria of examples) times.push(await timed(() => database.history.search({ criteria, limit: LIMIT, before: null })))
    }
    const searched = texts.slice(0, 3)
    const likeTimes: number[] = []
    const nedbTimes: number[] = []
    for (const text of searched) {
      likeTimes.push(await timed(() => like(text)))
      nedbTimes.push(await timed(() => nedb(text)))
    }
    const references = searched.length === 0 ? {} : { likeMs: rounded(Math.max(...likeTimes)), [`nedb${NEDB_ROWS}Ms`]: rounded(Math.max(...nedbTimes)) }
    say({ search: name, ...spread(times), ...references })
    expect(times.length).toBeGreaterThan(0)
  }
  for (const { name, examples } of classes) {
    const facets: number[] = []
    const incomplete: number[] = []
    for (const criteria of examples) {
      facets.push(await timed(async () => (await database.history.facets({ criteria })).isComplete || incomplete.push(1)))
    }
    say({ facets: name, ...spread(facets), incomplete: incomplete.length })
  }
})

it('a page deep in the history, and groups', async () => {
  const { history } = database
  const until = makeExchange(new Random(1), Math.floor(ROWS / 2)).start.startedAt
  const half = { all: [{ not: false, anyOf: [{ kind: 'time' as const, from: null, until }] }], removed: false }
  const { next } = await history.search({ criteria: half, limit: LIMIT, before: null })
  const word = { all: [{ not: false, anyOf: [{ kind: 'text' as const, text: '退款', in: 'anywhere' as const }] }], removed: false }
  for (const [name, criteria] of Object.entries({ list: EVERYTHING, 'two Chinese characters': word })) {
    const times: number[] = []
    for (let round = 0; round < 20; round += 1) times.push(await timed(() => history.search({ criteria, limit: LIMIT, before: next })))
    say({ deepPage: name, ...spread(times) })
    for (const by of ['sid', 'tag', 'outcome'] as const) {
      const grouped: number[] = []
      for (let round = 0; round < 3; round += 1) grouped.push(await timed(() => history.groups({ criteria, by, limit: LIMIT, before: null })))
      say({ groups: by, of: name, ...spread(grouped) })
    }
  }
  expect(next).not.toBeNull()
})

it('writing while searches run, and opening', async () => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(WRITTEN + suffix, { force: true })
  copyFileSync(FILE, WRITTEN)
  say({ fileMegabytes: Math.round(statSync(FILE).size / 1e6), indexMegabytes: indexMegabytes() })
  const openings: number[] = []
  const emptyOpenings: number[] = []
  for (let round = 0; round < 5; round += 1) {
    for (const [file, times] of [[WRITTEN, openings], [`${WRITTEN}.empty`, emptyOpenings]] as const) {
      let client: DatabaseClient | null = null
      times.push(await timed(async () => (client = DatabaseClient.open(join(WORKERS, 'database-worker.js'), { file }, console.error)).problem()))
      await (client as DatabaseClient | null)?.close()
    }
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${WRITTEN}.empty${suffix}`, { force: true })
  say({ opening: 'full', ...spread(openings) })
  say({ opening: 'empty', ...spread(emptyOpenings) })

  opened = DatabaseClient.open(join(WORKERS, 'database-worker.js'), { file: WRITTEN }, console.error)
  const { history } = opened
  await opened.indexed()
  for (const searches of [false, true]) {
    let isWriting = true
    const searching = (async () => {
      const kinds = queryClasses((await history.search({ criteria: EVERYTHING, limit: 50, before: null })).entries).flatMap(({ examples }) => examples)
      const times: number[] = []
      for (let nth = 0; isWriting && searches; nth += 1) times.push(await timed(() => history.search({ criteria: kinds[nth % kinds.length] ?? EVERYTHING, limit: LIMIT, before: null })))
      return times
    })()
    const random = new Random(searches ? 77 : 76)
    const begins: number[] = []
    const finishes: number[] = []
    for (let nth = 0; nth < 300; nth += 1) {
      const { start, request, end, response } = makeExchange(random, ROWS + nth)
      begins.push(await timed(() => history.begin(start, request)))
      finishes.push(await timed(() => history.finish(start.id, end, response)))
    }
    isWriting = false
    say({ writing: searches ? 'while searches run' : 'alone', begin: spread(begins), finish: spread(finishes), searchesMeanwhile: spread(await searching) })
  }
  say({ syncOfTheDisk: spread(syncTimes()) })
  expect(openings).toHaveLength(5)
})

/** What the disk takes to sync one small commit: part of every write that survives a power cut. */
function syncTimes(): number[] {
  const file = `${WRITTEN}.sync`
  const connection = new DatabaseSync(file)
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS one (x)')
  const times = Array.from({ length: 100 }, () => {
    const from = performance.now()
    connection.exec('INSERT INTO one VALUES (1)')
    return performance.now() - from
  })
  connection.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  return times
}

function indexMegabytes(): number {
  const connection = new DatabaseSync(FILE, { readOnly: true })
  const { bytes } = connection.prepare("SELECT sum(length(block)) AS bytes FROM search_index_data").get() as { bytes: number }
  connection.close()
  return Math.round(bytes / 1e6)
}

/** Every half that has the text in it, as bytes; what is compressed, escaped or in another charset is not found. */
function likeScan(): (text: string) => unknown {
  const connection = new DatabaseSync(FILE, { readOnly: true })
  // Prepared anew for each: a connection that only a statement refers to is collected and closed.
  const sql =
    `SELECT seq FROM exchange WHERE EXISTS (SELECT 1 FROM exchange_half WHERE id IN (seq * 2, seq * 2 + 1) AND CAST(body AS TEXT) LIKE ? ESCAPE '!') ORDER BY seq DESC LIMIT ${LIMIT}`
  return (text) => connection.prepare(sql).all(`%${encodeURIComponent(text).replaceAll('%', '!%')}%`)
}

async function filledNedb(): Promise<(text: string) => Promise<unknown>> {
  const store = new Datastore()
  const random = new Random(20_261_122)
  const documents = Array.from({ length: NEDB_ROWS }, (_, nth) => {
    const { start, request, end, response } = makeExchange(random, nth)
    const sent = decodeURIComponent(Buffer.from(request.body).toString())
    return { ...start, ...end, text: `${sent}\n${Buffer.from(response?.body ?? []).toString()}` }
  })
  await store.insertAsync(documents)
  return (text) => store.findAsync({ text: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i') }).sort({ startedAt: -1 }).limit(LIMIT)
}
