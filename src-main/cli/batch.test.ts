import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { lysession, runningGateway } from '../testing/command-line'
import { temporaryFolder } from '../testing/temporary-folder'
import { exitCodeOfBatch } from './batch-lines'

const SECRET = 'helloworld-of-a-batch'
const GIVEN = Object.entries(exampleValues(operation)).flatMap(([path, value]) => ['--set', `${path}=${value}`])

async function aRun(text: string) {
  const url = await runningGateway(SECRET)
  const folder = temporaryFolder()
  const file = join(folder, 'rows.csv')
  writeFileSync(file, text)
  const account = ['--gateway', url, '--app-key', '12345678', '--secret-env', 'SECRET', '--history', join(folder, 'h.db')]
  const run = (...parameters: string[]) => lysession(['batch', ...parameters, ...account], { environment: { SECRET } })
  return { run, file, results: join(folder, 'rows.results.csv'), start: ['--operation', operation.name, ...GIVEN] }
}

describe('lysession batch', { timeout: 120_000 }, () => {
  it('checks, sends, writes the results beside the file and answers 0 only when all succeeded', async () => {
    const { run, file, results, start } = await aRun('number,customer\ns-1,0012\ns-2,\n')
    const map = ['--map', 'number=sid', '--map', 'customer=channel_uid']
    const check = await run(file, ...start, ...map, '--check')
    expect(check.code).toBe(4)
    expect(check.output).toContain('row 2  line 3  customer  error  required')
    expect(existsSync(results)).toBe(false)
    const sent = await run(file, ...start, ...map, '--json')
    expect(JSON.parse(sent.output)).toMatchObject({ state: 'finished', rows: { succeeded: 1, 'left-out': 1 } })
    expect(sent.code).toBe(4)
    expect(existsSync(results)).toBe(true)
    expect((await run(file, ...start, '--map', 'number=sid', '--set', 'channel_uid=x', '--map', 'customer=', '--json')).code).toBe(4)
    const { id } = JSON.parse(sent.output) as { id: string }
    expect((await run('--resume', id, '--json')).output).toContain(id)
  })

  it.each([
    [['--operation', 'nothing']],
    [['--operation', operation.name, '--map', 'none=sid']],
    [['--operation', operation.name, '--map', 'number=nothing']],
    [['--operation', operation.name, '--concurrency', '33']],
    [['--operation', operation.name, '--rate', '0']],
    [['--operation', operation.name, '--resume', 'b-1']],
    [['--operation', operation.name, '--resume', 'b-1', '--retry-failed', 'b-2']],
  ])('refuses %j as wrong usage', async (parameters) => {
    const { run, file } = await aRun('number\ns-1\n')
    expect((await run(file, ...parameters)).code).toBe(64)
  })
})

it.each([
  [{ succeeded: 2 }, 0],
  [{ succeeded: 1, rejected: 1 }, 2],
  [{ rejected: 1, refused: 1 }, 3],
  [{ refused: 1, unknown: 1 }, 4],
  [{ succeeded: 1, 'left-out': 1 }, 4],
  [{ succeeded: 1, waiting: 1 }, 4],
])('answers for %o with %i', (rows, code) => {
  const none = { waiting: 0, 'under-way': 0, succeeded: 0, rejected: 0, refused: 0, failed: 0, unknown: 0, 'left-out': 0 }
  expect(exitCodeOfBatch({ rows: { ...none, ...rows } })).toBe(code)
})
