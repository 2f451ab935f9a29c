import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { openConnection } from './connection'
import { NewerDatabaseError, migrate, versionOf } from './migration'
import { migrations } from './migrations'

describe('openConnection', () => {
  it('commits with a full sync into a write-ahead log', () => {
    const connection = openConnection(join(temporaryFolder(), 'history.db'))
    expect(connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    expect(connection.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
  })

  it('brings a new file to the newest version, and opening again changes nothing', () => {
    const file = join(temporaryFolder(), 'history.db')
    openConnection(file).close()
    const before = schemaOf(file)
    openConnection(file).close()
    expect(schemaOf(file)).toEqual(before)
    expect(before.length).toBeGreaterThan(0)
  })

  it('overwrites what is deleted, and can give freed room back in steps', () => {
    const connection = openConnection(join(temporaryFolder(), 'history.db'))
    expect(connection.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 })
    expect(connection.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 })
  })

  it('opens while another program is writing', () => {
    const file = join(temporaryFolder(), 'history.db')
    const writing = openConnection(file)
    writing.exec('BEGIN IMMEDIATE')
    const reading = openConnection(file)
    expect(versionOf(reading)).toBe(versionOf(writing))
  })

  it('refuses a file of a newer console without changing a byte of it', () => {
    const file = join(temporaryFolder(), 'history.db')
    const future = new DatabaseSync(file)
    future.exec('CREATE TABLE later (x); PRAGMA user_version = 99999')
    future.close()
    const before = readFileSync(file)
    expect(() => openConnection(file)).toThrow(NewerDatabaseError)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('lets go of the file at once when it is closed', () => {
    const folder = temporaryFolder()
    openConnection(join(folder, 'history.db')).close()
    expect(readdirSync(folder)).toEqual(['history.db'])
  })

  it('refuses what is no database', () => {
    const file = join(temporaryFolder(), 'history.db')
    writeFileSync(file, 'not a database, but long enough to be taken for one '.repeat(50))
    expect(() => openConnection(file)).toThrow()
  })
})

describe('migrate', () => {
  it('takes all steps or none', () => {
    const database = new DatabaseSync(':memory:')
    const broken = [{ version: 10, sql: 'CREATE TABLE one (x)' }, { version: 20, sql: 'THIS IS NOT SQL' }]
    expect(() => migrate(database, broken)).toThrow()
    expect(versionOf(database)).toBe(0)
    expect(database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([])
  })

  it('runs only the steps that are missing', () => {
    const database = new DatabaseSync(':memory:')
    migrate(database, [{ version: 10, sql: 'CREATE TABLE one (x)' }])
    migrate(database, [
      { version: 10, sql: 'CREATE TABLE one (x)' },
      { version: 20, sql: 'ALTER TABLE one ADD COLUMN y' },
    ])
    expect(versionOf(database)).toBe(20)
  })

  it('knows migrations whose versions rise', () => {
    const versions = migrations.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right))
  })
})

function schemaOf(file: string): unknown[] {
  const database = new DatabaseSync(file)
  const schema = database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all()
  database.close()
  return schema
}
