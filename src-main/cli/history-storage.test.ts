import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, it } from 'vitest'
import { openConnection } from '../database/connection'
import { SqliteHistory } from '../history/sqlite-history'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { lysession } from '../testing/command-line'
import { temporaryFolder } from '../testing/temporary-folder'

/** A history of which most was deleted for good. */
function aWideHistory(): string {
  const file = join(temporaryFolder(), 'h.db')
  const connection = openConnection(file)
  const history = new SqliteHistory(connection, { pid: 1, isAlive: () => true })
  for (const id of ['kept', 'gone']) {
    history.begin(aStart({ id }), aRequest())
    history.finish(id, anEnd(), aResponse({ body: new Uint8Array(2_000_000).fill(7) }))
  }
  history.remove({ ids: ['gone'] }, 'r', 1)
  while (history.purge({ before: 2 }).more);
  connection.close()
  return file
}

it('lysession history storage tells what the history takes, and compact gives back what is free', async () => {
  const file = aWideHistory()
  const before = JSON.parse((await lysession(['history', 'storage', '--history', file, '--json'])).output) as { freeBytes: number; count: number; removed: number }
  expect(before).toMatchObject({ count: 1, removed: 0 })
  expect(before.freeBytes).toBeGreaterThan(1_900_000)
  expect(await lysession(['history', 'compact', '--history', file])).toMatchObject({ code: 0, output: expect.stringMatching(/^[34]\.\d MB -> 2\.\d MB\n$/) as string })
  expect((await lysession(['history', 'storage', '--history', file])).output).toContain('free 0.0 MB')
})

it('another program that writes for long gets a calm answer', async () => {
  const file = aWideHistory()
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  const result = await lysession(['history', 'compact', '--history', file])
  other.exec('ROLLBACK')
  other.close()
  expect(result).toMatchObject({ code: 4, output: '' })
  expect(result.errors).toContain('another program is writing to the history')
  expect((await lysession(['history', 'compact', '--history', file])).code).toBe(0)
}, 20_000)
