import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { leavesOf } from '@shared/descriptor/paths'
import { exampleValues } from '@shared/descriptor/example'
import { NEW_PROFILE } from '@shared/profile/profile'
import { ThreadedBatchFiles } from '../../src-main/batch/files/threaded-batch-files'
import { InMemoryKeychain } from '../../src-main/credentials/in-memory-keychain'
import { DatabaseClient } from '../../src-main/database/client'
import { createServices } from '../../src-main/services'

const ROWS = 100_000
const COLUMNS = 12
const BATCHES = 20
const [out = ''] = process.argv.slice(2)

/** Opens, checks, keeps, pages and writes a file of many rows, and lists many such batches; prints how long each took and how long this thread stood still. */
async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lysession-bench-'))
  const historyFile = join(folder, 'h.db')
  const database = DatabaseClient.open(join(out, 'database-worker.js'), { file: historyFile }, console.error)
  const batchFiles = new ThreadedBatchFiles(join(out, 'batch-worker.js'), console.error)
  const services = await createServices({
    database, historyFile, keychain: new InMemoryKeychain(), version: '0', now: Date.now, batchFiles,
    onStarted: () => undefined, onFinished: () => undefined, onUnrecorded: console.error, onGatewayChanged: () => undefined, onLocalProblem: console.error, onBatchProblem: () => undefined,
  })
  await services.localReady
  const profile = await services.profiles.create({ ...NEW_PROFILE, name: 'bench', environment: 'custom', gatewayUrl: 'http://127.0.0.1:9/', appKey: 'key' })
  const figures: Record<string, unknown> = {}
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const begun = performance.now()
    const result = await work()
    figures[`${name}Ms`] = Math.round(performance.now() - begun)
    figures[`${name}LongestBlockMs`] = Math.round(delay.max / 1e6)
    delay.disable()
    return result
  }
  const example = exampleValues(operation)
  const paths = leavesOf(operation.request).map(({ path }) => path).slice(0, COLUMNS)
  const cells = (row: number): string => paths.map((path) => (path === operation.identity.callerId ? `会话-${row}` : `"${example[path] ?? ''}"`)).join(',')
  const file = join(folder, 'rows.csv')
  writeFileSync(file, `${paths.join(',')}\n${Array.from({ length: ROWS }, (_, row) => cells(row)).join('\n')}\n`)
  const { fileId, columns } = await timed('open', () => services.batches.open(file, operation.name))
  const plan = { profileId: profile.id, operation: operation.name, base: example, variables: {}, columns: columns.map(({ path }) => path), format: 'json', signMethod: 'hmac-sha256', concurrency: 1, perSecond: 0.1 } as const
  figures['problems'] = (await timed('check', () => services.batches.check(fileId, plan))).problems.length
  // No secret is stored: it pauses before the first row, and only the rows are kept.
  const { id } = await timed('start', () => services.batches.start({ fileId, plan, sendErrors: true, typedEnvironment: null }))
  await services.batches.settled(id)
  await timed('firstPage', () => services.batches.rows(id, [], 0, 200))
  await timed('lastPage', () => services.batches.rows(id, [], ROWS - 200, 200))
  await timed('pageOfNoSuchRows', () => services.batches.rows(id, ['rejected'], 0, 200))
  await timed('results', () => services.batches.writeResults(id))
  const record = await database.batches.get(id)
  for (let nth = 1; nth < BATCHES; nth += 1) {
    await database.batches.create({ ...record, id: `copy-${nth}` })
    for (let from = 0; from < ROWS; from += 10_000) {
      await database.batches.addRows(`copy-${nth}`, Array.from({ length: 10_000 }, (_, index) => ({ row: from + index + 1, line: from + index + 2, callerId: `s${index}`, cells: ['x'], leftOut: null })))
    }
  }
  await timed('firstList', () => services.batches.list())
  await timed('list', () => services.batches.list())
  console.log(JSON.stringify({ bench: 'batch-file', rows: ROWS, columns: COLUMNS, batches: BATCHES, ...figures }))
  await batchFiles.close()
  await services.documents.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}

void measure()
