import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { History } from '../history/history'
import { aStart } from '../testing/an-exchange'
import { temporaryFolder } from '../testing/temporary-folder'
import { InlineReader } from './inline-reader'
import { piecesOf, suggestFile, writeWhole } from './save'
import { aKey, aResponseHalf } from './testing/readers'

const BODY = JSON.stringify(Array.from({ length: 90_000 }, (_, index) => ({ 会话: `9007199254${740_993 + index}` })))

function aReader(): InlineReader {
  return new InlineReader(async () => aResponseHalf(BODY))
}

function aHistory(changes: Parameters<typeof aStart>[0] = {}): Pick<History, 'outline'> {
  return { outline: async () => ({ ...aStart(changes) }) as never }
}

/** The file system asks nothing of root, so root steps down for the time of a task. */
async function asOrdinaryUser(task: () => Promise<void>): Promise<void> {
  const user = process.geteuid?.()
  if (user === 0) process.seteuid?.('nobody')
  try {
    await task()
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
}

describe('saving', () => {
  it('writes a view and a body whole, piece by piece', async () => {
    const folder = temporaryFolder()
    const reader = aReader()
    for (const [what, text] of [['view', JSON.stringify(JSON.parse(BODY), null, 2)], ['body', BODY]] as const) {
      await writeWhole(join(folder, what), piecesOf({ ...aKey('JSON'), what }, reader))
      expect(readFileSync(join(folder, what), 'utf8')).toBe(text)
    }
    expect(readdirSync(folder).sort()).toEqual(['body', 'view'])
  })

  it('leaves the old file and nothing else when it breaks off', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'answer.json')
    await writeWhole(file, piecesOf({ ...aKey('Raw'), what: 'body' }, aReader()))
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(1)
      throw new Error('the reader is gone')
    }
    await expect(writeWhole(file, broken())).rejects.toThrow('the reader is gone')
    expect(readFileSync(file, 'utf8')).toBe(BODY)
    expect(readdirSync(folder)).toEqual(['answer.json'])
  })

  it('says that a place cannot be written to', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken'))
    const pieces = () => piecesOf({ ...aKey('Raw'), what: 'body' }, aReader())
    await expect(writeWhole(join(folder, 'missing', 'a.json'), pieces())).rejects.toMatchObject({ code: 'document.cannot-write', detail: { code: 'ENOENT' } })
    await expect(writeWhole(join(folder, 'taken'), pieces())).rejects.toMatchObject({ code: 'document.cannot-write' })
    expect(readdirSync(folder)).toEqual(['taken'])
  })

  it('tells a missing permission apart', async () => {
    const folder = join(temporaryFolder(), 'locked')
    mkdirSync(folder, { mode: 0o500 })
    await asOrdinaryUser(async () => {
      await expect(writeWhole(join(folder, 'a'), piecesOf({ ...aKey('Raw'), what: 'body' }, aReader()))).rejects.toMatchObject({ code: 'document.no-permission' })
    })
  })

  it.each([
    [{ view: 'JSON', what: 'view' }, {}, /^session-create-sid-1-2027\d{4}-\d{6}-response\.json$/],
    [{ view: 'XML', what: 'view' }, {}, /\.xml$/],
    [{ view: 'Table', what: 'view' }, {}, /\.tsv$/],
    [{ view: 'Hex', what: 'view' }, {}, /\.txt$/],
    [{ view: 'Raw', what: 'body' }, {}, /\.json$/],
    [{ view: 'Raw', what: 'view', half: 'request' }, {}, /-request\.txt$/],
    [{ view: 'Raw', what: 'body' }, { callerId: '../../etc/pa:ss"wd' }, /^session-create-etc_pa_ss_wd-2027/],
    [{ view: 'Raw', what: 'body' }, { callerId: '会话 1' }, /^session-create-会话_1-2027/],
    [{ view: 'Raw', what: 'body' }, { callerId: '' }, /^session-create-2027/],
  ] as const)('suggests a name for %o of %o', async (request, start, name) => {
    expect(await suggestFile({ ...aKey(request.view), ...request }, aHistory(start), aReader())).toMatch(name)
  })
})
