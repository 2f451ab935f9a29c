import { mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { NO_SMALL_DISK, smallDisk } from '../testing/small-disk'
import { temporaryFolder } from '../testing/temporary-folder'
import type { ThreadAnswer } from '../threads/pending-calls'
import { DatabaseHost } from './host'
import { openDatabase } from './open-database'

const MEGABYTE = 1_048_576
const open: DatabaseHost[] = []

afterEach(() => {
  for (const host of open.splice(0)) host.close()
})

function aHost(file: string) {
  const told: (string | null)[] = []
  let nextId = 1
  const tell = ({ condition }: { condition: { code: string | null } | null }): number => told.push(condition?.code ?? null)
  const host = new DatabaseHost(openDatabase(file, { now: Date.now() }), { file, now: Date.now, tell })
  open.push(host)
  const call = (method: string, ...parameters: unknown[]): unknown => valueOf(host.answer({ id: nextId++, store: 'history', method, parameters }))
  const send = (id: string): unknown => call('begin', aStart({ id, startedAt: Date.now() }), aRequest())
  return { host, told, call, send, list: () => (call('describeStorage') as { count: number }).count }
}

function valueOf(reply: ThreadAnswer): unknown {
  if ('error' in reply) throw Object.assign(new Error(reply.error.message), { code: reply.error.code })
  return reply.value
}

function endOf(host: DatabaseHost): void {
  open.splice(open.indexOf(host), 1)
  host.close()
}

if (NO_SMALL_DISK !== null) process.stdout.write(`Full and read-only disks are not tried: ${NO_SMALL_DISK}.\n`)

describe.skipIf(NO_SMALL_DISK !== null)('a full disk', { timeout: 30_000 }, () => {
  it('is told when a send fails of it, before a byte leaves, and sending goes on when there is room again', () => {
    const { folder } = smallDisk(12 * MEGABYTE)
    const { host, told, send, call, list } = aHost(join(folder, 'history.db'))
    send('before')
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, new Uint8Array(freeBytes(folder)))
    const large = aResponse({ body: new Uint8Array(MEGABYTE) })
    expect(() => call('finish', 'before', anEnd(), large)).toThrow(expect.objectContaining({ code: 'history.disk-full' }))
    expect(host.condition).toMatchObject({ code: 'history.disk-full' })
    expect(list()).toBe(1)

    host.retry()
    expect(told).toEqual(['history.disk-full'])
    rmSync(ballast)
    host.retry()
    expect(told).toEqual(['history.disk-full', null])
    send('after')
    call('finish', 'before', anEnd(), large)
    expect(list()).toBe(2)
  })

  it('refuses a send whose row does not fit, and takes the next one when there is room again without being asked', () => {
    const { folder } = smallDisk(12 * MEGABYTE)
    const { told, call, send, list } = aHost(join(folder, 'history.db'))
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, new Uint8Array(freeBytes(folder)))
    const large = aRequest({ body: new Uint8Array(MEGABYTE) })
    expect(() => call('begin', aStart({ id: 'large' }), large)).toThrow(expect.objectContaining({ code: 'history.disk-full' }))
    expect(list()).toBe(0)
    rmSync(ballast)
    send('next')
    expect(told).toEqual(['history.disk-full', null])
  })

  it('is told at the start already, and what is stored can be read', () => {
    const { folder } = smallDisk(12 * MEGABYTE)
    const file = join(folder, 'history.db')
    const first = aHost(file)
    first.send('stored')
    endOf(first.host)
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, new Uint8Array(freeBytes(folder)))
    const second = aHost(file)
    expect(second.host.condition).toMatchObject({ code: 'history.disk-full' })
    expect(second.list()).toBe(1)
    rmSync(ballast)
    second.send('after')
    expect(second.told).toEqual([null])
    expect(second.list()).toBe(2)
  })
})

describe.skipIf(NO_SMALL_DISK !== null)('a folder that cannot be written', { timeout: 30_000 }, () => {
  it('is told at the start, is read all the same, and is written again when it can be', () => {
    const { folder, makeReadOnly } = smallDisk(12 * MEGABYTE)
    const file = join(folder, 'history.db')
    const first = aHost(file)
    first.send('stored')
    endOf(first.host)
    makeReadOnly(true)
    const second = aHost(file)
    expect(second.host.condition).toMatchObject({ code: 'history.read-only' })
    expect(second.list()).toBe(1)
    expect(() => second.send('refused')).toThrow(expect.objectContaining({ code: 'history.read-only' }))
    second.host.retry()
    expect(second.told).toEqual([])
    makeReadOnly(false)
    second.host.retry()
    expect(second.told).toEqual([null])
    second.send('after')
    expect(second.list()).toBe(2)
  })

  it('is told when there is nothing in it to read', () => {
    const { folder, makeReadOnly } = smallDisk(MEGABYTE)
    makeReadOnly(true)
    expect(() => aHost(join(folder, 'history.db'))).toThrow(expect.objectContaining({ code: 'history.no-permission' }))
  })
})

describe('a folder that vanishes', () => {
  it('refuses sends that nobody would ever find, until it is back', () => {
    const folder = join(temporaryFolder(), 'data')
    const elsewhere = `${folder}-moved`
    const { host, told, send, list } = aHost(inNew(folder))
    send('before')
    renameSync(folder, elsewhere)
    expect(() => send('refused')).toThrow(expect.objectContaining({ code: 'history.folder-missing' }))
    host.retry()
    renameSync(elsewhere, folder)
    host.retry()
    send('after')
    expect(told).toEqual(['history.folder-missing', null])
    expect(list()).toBe(2)
  })

  it('is told when it is not there at the start', () => {
    expect(() => aHost(join(temporaryFolder(), 'nowhere', 'history.db'))).toThrow(expect.objectContaining({ code: 'history.folder-missing' }))
  })
})

it('says that another program keeps the file locked, and goes on when it lets go', () => {
  const file = join(temporaryFolder(), 'history.db')
  const { told, send } = aHost(file)
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  expect(() => send('refused')).toThrow(expect.objectContaining({ code: 'history.busy' }))
  other.exec('ROLLBACK')
  other.close()
  send('after')
  expect(told).toEqual([])
}, 30_000)

it('ends writing when damage is met, keeps reading, and recovers at the next start', () => {
  const file = join(temporaryFolder(), 'history.db')
  const first = aHost(file)
  first.send('stored')
  first.host.declareDamaged()
  expect(() => first.send('refused')).toThrow(expect.objectContaining({ code: 'history.damaged' }))
  expect(first.list()).toBe(1)
  expect(first.told).toEqual(['history.damaged'])
  endOf(first.host)
  const second = aHost(file)
  expect(second.host.condition).toBeNull()
  expect(second.list()).toBe(1)
})

function inNew(folder: string): string {
  mkdirSync(folder)
  return join(folder, 'history.db')
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

it('answers exchanges that begin together after one commit, and refuses alone the one that cannot begin', () => {
  const file = join(temporaryFolder(), 'history.db')
  const { host, list } = aHost(file)
  const begin = (id: number, exchangeId: string) => ({ id, store: 'history' as const, method: 'begin', parameters: [aStart({ id: exchangeId }), aRequest()] })
  const setting = { id: 3, store: 'documents' as const, method: 'saveSetting', parameters: ['name', 'value'] }
  const answers = host.answerAll([begin(1, 'a'), begin(2, 'a'), setting, begin(4, 'b'), begin(5, 'c')])
  expect(answers.map((answer) => [answer.id, 'error' in answer])).toEqual([[1, false], [2, true], [3, false], [4, false], [5, false]])
  expect(list()).toBe(3)
  endOf(host)
  expect(aHost(file).list()).toBe(3)
})
