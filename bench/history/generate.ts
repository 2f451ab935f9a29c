import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseClient } from '../../src-main/database/client'
import { openConnection } from '../../src-main/database/connection'
import { endColumns, labelColumns, startColumns } from '../../src-main/history/exchange-row'
import { firstNumberAt } from '../../src-main/history/row-number'
import { makeExchange } from './exchanges'
import { Random } from './random'

/** Run as `generate.mjs FILE ROWS WORKERS`: writes a history of that many exchanges and has it indexed; keeps one that is there. */
const [file = '', count = '', workers = ''] = process.argv.slice(2)
const SEED = 20_261_122
const AT_ONCE = 5_000

if (!existsSync(file)) {
  mkdirSync(dirname(file), { recursive: true })
  const made = `${file}.part`
  for (const suffix of ['', '-wal', '-shm']) rmSync(made + suffix, { force: true })
  const writing = performance.now()
  write(made, Number(count))
  const writingMs = performance.now() - writing
  const rowBytes = statSync(made).size
  const indexing = performance.now()
  const database = DatabaseClient.open(join(workers, 'database-worker.js'), { file: made }, console.error)
  await database.indexed()
  const indexingMs = performance.now() - indexing
  await database.close()
  renameSync(made, file)
  const per = (ms: number): number => Math.round((ms / Number(count)) * 10_000) / 10_000
  console.log(
    JSON.stringify({ bench: 'history-build', rows: Number(count), writingMsPerRow: per(writingMs), indexingMsPerRow: per(indexingMs), rowMegabytes: Math.round(rowBytes / 1e6), fileMegabytes: Math.round(statSync(file).size / 1e6), indexBytesPerRow: Math.round((statSync(file).size - rowBytes) / Number(count)) }),
  )
}

function write(path: string, rows: number): void {
  const connection = openConnection(path)
  connection.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA wal_autocheckpoint = 20000')
  const random = new Random(SEED)
  const half = connection.prepare('INSERT INTO exchange_half (id, head, masked, body_bytes, body) VALUES (?, ?, ?, ?, ?)')
  let insert: ReturnType<typeof connection.prepare> | null = null
  for (let nth = 0; nth < rows; nth += 1) {
    if (nth % AT_ONCE === 0) connection.exec('BEGIN')
    const { start, request, end, response, labels } = makeExchange(random, nth)
    const seq = firstNumberAt(start.startedAt) + (nth % 64)
    const columns = { seq, ...startColumns(start), ...endColumns(end), ...labelColumns(labels), owner_pid: 1 }
    const names = Object.keys(columns)
    insert ??= connection.prepare(`INSERT INTO exchange (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`)
    insert.run(columns)
    half.run(seq * 2, request.head, JSON.stringify(request.masked), request.body.length, request.body)
    if (response !== null) half.run(seq * 2 + 1, response.head, JSON.stringify(response.maskedCopies), response.body.length, response.body)
    if (nth % AT_ONCE === AT_ONCE - 1 || nth === rows - 1) connection.exec('COMMIT')
  }
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  connection.close()
}
