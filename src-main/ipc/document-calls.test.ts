import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../database/connection'
import type { DatabaseClient } from '../database/client'
import { InlineReader } from '../documents/inline-reader'
import { SqliteHistory } from '../history/sqlite-history'
import type { Services } from '../services'
import { aRequest, aResponse, aStart, anEnd } from '../testing/an-exchange'
import { temporaryFolder } from '../testing/temporary-folder'
import { answerCall } from './answer-call'
import { consoleHandlers, type Desktop } from './console-handlers'

const BODY = '{"alibaba_lyservice_lippi_session_create_response":{"big":9007199254740993,"price":1.10,"huge":1e400,"zeros":"00012"}}'

/** A stored exchange behind the handlers, a clipboard and a user who saves to `file` (null: who cancels). */
function aConsole(file: string | null) {
  const history = new SqliteHistory(openConnection(join(temporaryFolder(), 'history.db')), { pid: 1, isAlive: () => true })
  history.begin(aStart(), aRequest({ body: Buffer.from('session=%5Bsession+token+0a%5D') }))
  history.finish('exchange-1', anEnd(), aResponse({ body: Buffer.from(BODY) }))
  const documents = new InlineReader(async (exchangeId, half) => history.readHalf(exchangeId, half))
  const copied: string[] = []
  const suggested: string[] = []
  const desktop = {
    writeClipboard: (text: string) => copied.push(text),
    chooseFileToSave: async (name: string) => {
      suggested.push(name)
      return file
    },
  } as unknown as Desktop
  const database = { history: { outline: async (id: string) => history.outline(id) } } as unknown as DatabaseClient
  const handlers = consoleHandlers({ documents } as unknown as Services, database, desktop)
  const call = (method: Parameters<typeof answerCall>[0], request: object) =>
    answerCall(method, { exchangeId: 'exchange-1', half: 'response', charset: null, ...request }, true, handlers, () => undefined)
  return { call, copied, suggested }
}

const JSON_VIEW = { view: 'JSON', filter: null }

describe('document calls', () => {
  it('give lines through the contract, digits and all', async () => {
    const { call } = aConsole(null)
    expect(await call('document.view', JSON_VIEW)).toMatchObject({ ok: true, value: { kind: 'lines', lineCount: 8 } })
    const answer = await call('document.lines', { ...JSON_VIEW, ranges: [{ from: 2, count: 4 }] })
    const { lines } = (answer as unknown as { value: { lines: { text: string }[] } }).value
    expect(lines.map(({ text }) => text.trim())).toEqual(['"big": 9007199254740993,', '"price": 1.10,', '"huge": 1e400,', '"zeros": "00012"'])
  })

  it('refuse more lines at once than the contract allows', async () => {
    const { call } = aConsole(null)
    const ranges = [{ from: 0, count: 2_001 }]
    expect(await call('document.lines', { ...JSON_VIEW, ranges })).toMatchObject({ ok: false, error: { code: 'ipc.invalid-request' } })
  })

  it('copy a node, its path and the whole view, and repeat only what is short', async () => {
    const { call, copied } = aConsole(null)
    const copy = (what: string, row: number | null) => call('document.copy', { ...JSON_VIEW, what, row })
    expect(await copy('node', 3)).toEqual({ ok: true, value: { characters: 4, text: '1.10' } })
    expect(await copy('path', 3)).toMatchObject({ value: { text: '$.alibaba_lyservice_lippi_session_create_response.price' } })
    expect(await call('document.copy', { view: 'Hex', filter: null, what: 'view', row: null })).toMatchObject({ ok: true, value: { text: expect.any(String) as string } })
    expect(copied.slice(0, 2)).toEqual(['1.10', '$.alibaba_lyservice_lippi_session_create_response.price'])
    expect(copied[2]).toContain('|{"alibaba_lyserv|')
  })

  it('save where the user says, and tell the page only the name', async () => {
    const file = join(temporaryFolder(), 'mine.json')
    const { call, suggested } = aConsole(file)
    expect(await call('document.save', { ...JSON_VIEW, what: 'body' })).toEqual({ ok: true, value: { fileName: 'mine.json' } })
    expect(readFileSync(file, 'utf8')).toBe(BODY)
    expect(await call('document.save', { view: 'XML', filter: null, what: 'view' })).toMatchObject({ ok: true })
    expect(readFileSync(file, 'utf8')).toContain('<price>1.10</price>')
    expect(suggested.map((name) => name.split('.').at(-1))).toEqual(['json', 'xml'])
  })

  it('write nothing when the user cancels', async () => {
    const { call } = aConsole(null)
    expect(await call('document.save', { ...JSON_VIEW, what: 'view' })).toEqual({ ok: true, value: { fileName: null } })
  })

  it('tell an exchange that is not there any more', async () => {
    const { call } = aConsole(null)
    expect(await call('document.view', { ...JSON_VIEW, exchangeId: 'deleted' })).toMatchObject({ ok: false, error: { code: 'history.unknown-entry' } })
  })
})
