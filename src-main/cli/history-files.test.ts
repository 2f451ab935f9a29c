import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exampleValues } from '@shared/descriptor/example'
import { requestTree } from '@shared/descriptor/serialise'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { printJson } from '@shared/testing/print-json'
import { expect, it } from 'vitest'
import { lysession, runningGateway } from '../testing/command-line'
import { aRequest, aSummary } from '../testing/an-exchange'
import { anOpenHistory } from '../testing/open-history'
import { temporaryFolder } from '../testing/temporary-folder'
import { exported } from '../testing/transferred'

it('exports what was sent, masked unless told otherwise, and imports it once', async () => {
  const secret = 'helloworld-of-the-command-line'
  const url = await runningGateway(secret)
  const [from, to] = ['from.db', 'to.db'].map((name) => join(temporaryFolder(), name)) as [string, string]
  const send = ['send', '-', '--operation', operation.name, '--gateway', url, '--app-key', '12345678', '--secret-env', 'TEST_SECRET', '--history', from]
  await lysession(send, { input: printJson(requestTree(operation, exampleValues(operation))), environment: { TEST_SECRET: secret } })

  const masked = await lysession(['history', 'export', '--all', '--format', 'har', '--history', from])
  expect(masked.code).toBe(0)
  expect(JSON.parse(masked.output)).toMatchObject({ log: { entries: [{ response: { status: 200 } }] } })
  expect(masked.output).not.toContain('testNick')
  expect(masked.errors).toMatch(/1 exported\nmasked: .*channel_nick/)

  const file = join(temporaryFolder(), 'exact.jsonl')
  const exact = await lysession(['history', 'export', '--all', '--format', 'jsonl', '--unmasked', '--out', file, '--history', from, '--json'])
  expect(JSON.parse(exact.errors)).toEqual({ count: 1, underWay: 0, masked: null })
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4)

  const dry = await lysession(['history', 'import', file, '--dry-run', '--history', from, '--json'])
  expect(JSON.parse(dry.output)).toMatchObject({ fresh: 0, known: 1, imported: null })
  expect(await lysession(['history', 'import', file, '--history', to])).toMatchObject({ code: 0, output: `${file}: 1 new, 0 known, 0 skipped\n1 added, 0 merged, 0 unchanged\n` })
  const again = await lysession(['history', 'import', file, '--history', to, '--json'])
  expect(JSON.parse(again.output)).toMatchObject({ known: 1, imported: { added: 0, merged: 0, unchanged: 1 } })

  for (const wrong of [['export', '--format', 'har'], ['export', '--all', '--format', 'doc'], ['export', '--all', '--id', 'x', '--format', 'har'], ['import']]) {
    expect((await lysession(['history', ...wrong, '--history', from])).code, wrong.join(' ')).toBe(64)
  }
}, 60_000)

it('neither writes an export over a history nor reads one as a file', async () => {
  const folder = temporaryFolder()
  const [history, file] = ['history.db', 'one.jsonl'].map((name) => join(folder, name)) as [string, string]
  const source = anOpenHistory()
  await source.import([{ summary: aSummary({ id: 'kept' }), request: aRequest(), response: null }])
  writeFileSync(file, await exported(source, 'jsonl', false))
  await lysession(['history', 'import', file, '--history', history])

  for (const out of [history, `${history}-guard`]) {
    const refused = await lysession(['history', 'export', '--all', '--format', 'jsonl', '--out', out, '--history', history])
    expect(refused).toMatchObject({ code: 4, errors: expect.stringContaining('is a history') as string })
  }
  expect((await lysession(['history', 'import', history, '--history', history])).code).toBe(4)
  expect((await lysession(['history', 'list', '--history', history])).output).toContain('kept')
}, 60_000)
