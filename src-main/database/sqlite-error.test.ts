import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { isDamage, worded } from './sqlite-error'

function errorOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

it('knows damage however rows are read', () => {
  const file = join(temporaryFolder(), 'some.db')
  const sound = new DatabaseSync(file)
  sound.exec("CREATE TABLE row (text); INSERT INTO row SELECT hex(zeroblob(100)) FROM pragma_module_list")
  const { page } = sound.prepare("SELECT max(pageno) AS page FROM dbstat WHERE name = 'row'").get() as { page: number }
  sound.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page - 1) * 4_096, page * 4_096)
  writeFileSync(file, bytes)
  const database = new DatabaseSync(file)
  const newest = database.prepare('SELECT * FROM row ORDER BY rowid DESC')
  for (const read of [() => newest.get(), () => newest.all(), () => [...newest.iterate()]]) expect(isDamage(errorOf(read))).toBe(true)
})

it('leaves what is a mistake of the program as it is', () => {
  const mistake = errorOf(() => new DatabaseSync(':memory:').exec('SELECT nonsense'))
  expect(worded(mistake)).toBe(mistake)
  expect(worded('text')).toBe('text')
})

it('words what the system says of files', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  expect(worded(error)).toMatchObject({ code: 'history.disk-full', cause: error })
})
