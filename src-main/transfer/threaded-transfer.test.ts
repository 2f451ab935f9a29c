import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { aSummary } from '../testing/an-exchange'
import { anOpenHistory } from '../testing/open-history'
import { temporaryFolder } from '../testing/temporary-folder'
import { UNWATCHED, exported } from '../testing/transferred'
import { ThreadedTransfer } from './threaded-transfer'

// The worker runs from the build, since a thread of plain Node reads no TypeScript.
const WORKER = join(import.meta.dirname, '../../out/cli/transfer-worker.js')
const ORDER = { selection: { kind: 'criteria', criteria: EVERYTHING }, format: 'jsonl', isMasked: false, language: 'en', version: '1.2.3', now: 1_800_000_000_000 } as const

async function aTransfer(count: number) {
  if (!existsSync(WORKER)) throw new Error('npm run build comes before these tests')
  const history = anOpenHistory()
  await history.import(
    Array.from({ length: count }, (_, index) => ({
      summary: aSummary({ id: `e-${index}`, startedAt: 1_800_000_000_000 + index * 1_000 }),
      request: { head: 'POST / HTTP/1.1\r\n\r\n', body: Uint8Array.of(0, 255), masked: [] },
      response: { head: 'HTTP/1.1 200 OK\r\n\r\n', body: new Uint8Array(100_000).fill(index), maskedCopies: 0 },
    })),
  )
  const log: string[] = []
  return { history, log, transfer: new ThreadedTransfer(WORKER, history, (message) => log.push(message)) }
}

describe('ThreadedTransfer', () => {
  it('writes and reads the same file as in this thread, and tells how far it is', async () => {
    const { history, log, transfer } = await aTransfer(5)
    const file = join(temporaryFolder(), 'history.jsonl')
    const told: number[] = []
    const run = { ...UNWATCHED, onProgress: ({ done }: { done: number }) => told.push(done) }
    expect(await transfer.export(file, ORDER, run)).toEqual({ count: 5, underWay: 0, masked: null })
    expect(log).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe(await exported(history, 'jsonl', false))
    expect(told.at(-1)).toBe(5)

    const { history: other, transfer: into } = await aTransfer(0)
    expect(await into.preview(file, UNWATCHED)).toMatchObject({ fresh: 5, known: 0 })
    expect(await into.import(file, UNWATCHED)).toEqual({ added: 5, merged: 0, unchanged: 0 })
    expect((await other.read('e-3')).response?.body[0]).toBe(3)
  })

  it('leaves no file behind when it is stopped', async () => {
    const { transfer } = await aTransfer(50)
    const folder = temporaryFolder()
    const controller = new AbortController()
    const run = { signal: controller.signal, onProgress: () => controller.abort() }
    expect(await transfer.export(join(folder, 'history.jsonl'), ORDER, run)).toBeNull()
    expect(readdirSync(folder)).toEqual([])
  })

  it('carries errors over the thread', async () => {
    const { transfer } = await aTransfer(1)
    await expect(transfer.preview(join(temporaryFolder(), 'nothing.har'), UNWATCHED)).rejects.toMatchObject({ code: 'transfer.cannot-read' })
    await expect(transfer.export(join(temporaryFolder(), 'none', 'x.har'), ORDER, UNWATCHED)).rejects.toMatchObject({ code: 'document.cannot-write' })
    const unknown = { ...ORDER, selection: { kind: 'exchanges' as const, exchangeIds: ['nothing'] } }
    await expect(transfer.export(join(temporaryFolder(), 'x.har'), unknown, UNWATCHED)).rejects.toMatchObject({ code: 'history.unknown-entry' })
  })
})
