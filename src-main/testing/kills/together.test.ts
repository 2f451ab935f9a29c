import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { backupsOf } from '../../database/backup'
import { openConnection } from '../../database/connection'
import { migrations } from '../../database/migrations'
import { openDatabase } from '../../database/open-database'
import { temporaryFolder } from '../temporary-folder'
import { buildDriver, runAndKill } from './killed-program'
import { SLOW_MIGRATION } from './slow-migration'

let driver = ''
beforeAll(async () => {
  driver = await buildDriver()
}, 60_000)

it('has one of several processes migrate, and the others wait and go on', async () => {
  const file = join(temporaryFolder(), 'history.db')
  openConnection(file, { migrations: migrations.slice(0, 1) }).close()
  const opened = await Promise.all(Array.from({ length: 4 }, () => runAndKill(driver, ['open', file], 30_000)))
  for (const tookMs of opened) expect(tookMs).not.toBeNull()
  expect(backupsOf(file)).toHaveLength(1)
  const database = openDatabase(file, { now: 0, migrations: [...migrations, SLOW_MIGRATION] })
  expect(database.connection.prepare('SELECT count(*) AS count FROM copy_of_exchange').get()).toEqual({ count: 0 })
  database.close()
}, 60_000)
