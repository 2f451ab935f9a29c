import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lysession, runningGateway } from '../command-line'
import { temporaryFolder } from '../temporary-folder'

const NO_STRACE = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? null : 'strace is not there, or may not watch'
if (NO_STRACE !== null) process.stdout.write(`That a row is synced before the first byte leaves is not watched: ${NO_STRACE}.\n`)

// A kill leaves what the system has not written yet in its memory, so it proves nothing about a power cut: that the
// row was on the disk is seen in the calls to the system. What the disk does with a sync is beyond a test.
it.skipIf(NO_STRACE !== null)('has the disk take the row before the connection is opened', async () => {
  const secret = 'helloworld-of-a-trace'
  const url = await runningGateway(secret)
  const folder = temporaryFolder()
  const history = join(folder, 'history.db')
  // The file is made first, so that the trace shows a send and nothing else.
  await lysession(['history', 'list', '--history', history])
  const trace = join(folder, 'trace.txt')
  const program = join(import.meta.dirname, '../../../out/cli/lysession.js')
  const parameters = [
    '-f', '-y', '-o', trace, '-e', 'trace=pwrite64,fdatasync,fsync,connect', process.execPath, program,
    'send', '-', '--operation', 'alibaba.lyservice.lippi.session.create', '--gateway', url, '--app-key', '12345678', '--secret-env', 'TEST_SECRET', '--history', history,
  ]
  spawnSync('strace', parameters, { input: '{}', env: { ...process.env, TEST_SECRET: secret } })
  const port = new URL(url).port
  const calls = readFileSync(trace, 'utf8').split('\n')
  const connected = calls.findIndex((call) => call.includes('connect(') && call.includes(`htons(${port})`))
  expect(connected).toBeGreaterThan(0)
  const before = calls.slice(0, connected)
  const isOnLog = (call: string): boolean => call.includes('history.db-wal>')
  const written = before.findLastIndex((call) => call.includes('pwrite64(') && isOnLog(call))
  const synced = before.findLastIndex((call) => /f(?:data)?sync\(/.test(call) && isOnLog(call))
  expect(written).toBeGreaterThanOrEqual(0)
  expect(synced).toBeGreaterThan(written)
}, 60_000)
