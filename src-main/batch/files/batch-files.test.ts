import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { BatchPlan } from '@shared/batch/batch-contract'
import { matchColumns } from '@shared/batch/match-columns'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { guardCell } from '@shared/history/transfer/csv'
import { temporaryFolder } from '../../testing/temporary-folder'
import { BatchFiles } from './batch-files'
import { readCsv } from './read-csv'

const SID = 'ly_create_session_dto.source.sid'
const UID = 'ly_create_session_dto.source.channel_uid'
const files = new BatchFiles(() => 0)

function aFile(name: string, bytes: string | Uint8Array): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return path
}

const open = (name: string, bytes: string | Uint8Array) => files.open({ path: aFile(name, bytes), operation: operation.name })
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
/** `客户ID` in GBK. */
const GBK_CUSTOMER_ID = Uint8Array.of(0xbf, 0xcd, 0xbb, 0xa7, 0x49, 0x44)

function aPlan(changes: Partial<BatchPlan>): BatchPlan {
  return { profileId: 'p', operation: operation.name, base: exampleValues(operation), variables: {}, columns: [], format: 'json', signMethod: 'md5', concurrency: 1, perSecond: null, ...changes }
}

describe('a file of rows', () => {
  it.each([
    ['UTF-8', 'sid,备注\n1,中\n', 'utf-8'],
    ['UTF-8 with a mark', '\ufeffsid,备注\n1,中\n', 'utf-8'],
    ['UTF-16', utf16('sid,备注\n1,中\n'), 'utf-16le'],
    ['UTF-16 the other way', utf16('sid,备注\n1,中\n').swap16(), 'utf-16be'],
  ])('is read as %s', async (_, bytes, charset) => {
    expect(await open('a.csv', bytes)).toMatchObject({ charset, columns: [{ name: 'sid', path: SID }, { name: '备注', path: null }], sample: [['1', '中']] })
  })

  it('is read as GBK, and once more as what the user says', async () => {
    const file = await open('a.csv', Buffer.concat([GBK_CUSTOMER_ID, Buffer.from('\n7\n')]))
    expect(file).toMatchObject({ charset: 'gb18030', columns: [{ name: '客户ID' }], rowCount: 1 })
    const again = await files.reread({ fileId: file.fileId, operation: operation.name, charset: 'gb18030', delimiter: ';', hasHeader: false })
    expect(again).toMatchObject({ delimiter: ';', hasHeader: false, rowCount: 2, columns: [{ name: '#1', path: null }] })
  })

  it('gives after a check the rows that were checked, and other rows when it is read otherwise', async () => {
    const { fileId } = await open('a.csv', 'sid\ns1\ns1\n')
    const request = { fileId, plan: aPlan({ columns: [SID] }), own: {} }
    expect((await files.check(request)).repeatedInFile).toBe(1)
    const rows = async (sendErrors: boolean) => (await files.rows({ ...request, sendErrors, from: 0, limit: 10 })).map(({ callerId, leftOut }) => [callerId, leftOut])
    expect(await rows(true)).toEqual([['s1', null], ['s1', null]])
    await files.check(request)
    expect(await rows(false)).toEqual([['s1', null], ['s1', 'repeated-in-file']])
    await files.check(request)
    await files.reread({ fileId, operation: operation.name, charset: null, delimiter: null, hasHeader: false })
    expect((await rows(false)).map(([callerId]) => callerId)).toEqual(['sid', 's1', 's1'])
  })

  it.each([',', ';', '\t', '|'] as const)('finds its delimiter %j', async (delimiter) => {
    const text = [['sid', 'channel_uid'], ['a', 'b'], ['c', 'd']].map((cells) => cells.join(delimiter)).join('\r\n')
    expect(await open('a.csv', text)).toMatchObject({ delimiter, rowCount: 2, sample: [['a', 'b'], ['c', 'd']] })
  })

  it('keeps every digit and zero, and takes the guard of its own exports off', async () => {
    const cells = ['0012', '9007199254740993', '=1+1', '1E5', '2026-11-22']
    const line = cells.map((cell) => `"${guardCell(cell)}"`).join(',')
    expect((await open('a.csv', `${cells.map((_, index) => `c${index}x`).join(',')}\n${line}\n`)).sample).toEqual([cells])
  })

  it('tells rows apart that are too short, too long or never end, by their line', async () => {
    const { fileId } = await open('a.csv', 'sid,channel_uid\n"a\nb",1\n\nshort\nlong,2,3\n"open,4')
    const check = await files.check({ fileId, plan: aPlan({ columns: [SID, UID] }), own: {} })
    const found = check.problems.map(({ row, line, code, severity }) => [row, line, code, severity])
    expect(found).toContainEqual([2, 5, 'too-few-cells', 'error'])
    expect(found).toContainEqual([3, 6, 'too-many-cells', 'error'])
    expect(found).toContainEqual([4, 7, 'unclosed-quote', 'blocking'])
    expect(found.some(([row]) => row === 1)).toBe(false)
  })

  it.each([
    ['sid\r\ns-1\ns-2\r\ns-3\n', [['s-1'], ['s-2'], ['s-3']], [2, 3, 4]],
    ['sid,备注\n"a","b"\r\nc,d\n"e\r\nx","f" \r\n', [['a', 'b'], ['c', 'd'], ['e\r\nx', 'f']], [2, 3, 4]],
    ['sid,备注\ra,b\rc,d\r', [['a', 'b'], ['c', 'd']], [2, 3]],
  ])('ends its rows with whatever line end each has: %j', (text, cells, lines) => {
    const [, ...rows] = readCsv(text, null).rows
    expect(rows.map((row) => row.cells)).toEqual(cells)
    expect(rows.map(({ line }) => line)).toEqual(lines)
    expect(rows.flatMap(({ problems }) => problems)).toEqual([])
  })

  it('hides the line that names the delimiter to Excel', async () => {
    const file = await open('a.csv', 'sep=;\r\nsid;备注\r\na,b;c\r\n')
    expect(file).toMatchObject({ delimiter: ';', rowCount: 1, sample: [['a,b', 'c']] })
    const check = await files.check({ fileId: file.fileId, plan: aPlan({ columns: [SID, SID] }), own: {} })
    expect(check.problems.every(({ line }) => line === 3)).toBe(true)
  })

  it('tells where bytes cannot be read', async () => {
    const { fileId } = await open('a.csv', Buffer.concat([GBK_CUSTOMER_ID, Buffer.from(',sid\n7,a\n'), Buffer.of(0xbf, 0xff), Buffer.from(',b\n')]))
    const check = await files.check({ fileId, plan: aPlan({ columns: [UID, SID] }), own: {} })
    expect(check.problems.filter(({ code }) => code === 'unreadable-bytes')).toMatchObject([{ row: 2, column: '客户ID', path: UID, severity: 'error' }])
  })

  it('tells of a member that stands twice in a line of JSON', async () => {
    const { fileId } = await open('a.jsonl', '{"sid":"a"}\n{"sid":"b","sid":"c"}\n')
    const check = await files.check({ fileId, plan: aPlan({ columns: [SID] }), own: {} })
    expect(check.problems.filter(({ code }) => code === 'given-twice')).toMatchObject([{ row: 2, column: 'sid', severity: 'error' }])
  })

  it('gives columns of one name names of their own, and the field to the first', async () => {
    expect((await open('a.csv', 'sid,sid,\na,b,c\n')).columns).toEqual([{ name: 'sid', path: SID }, { name: 'sid (2)', path: null }, { name: '#3', path: null }])
  })

  it('is JSON Lines: flat, nested or a DTO as text, digits as they stand', async () => {
    const lines = [
      '{"sid":"a","ly_create_session_dto":{"source":{"channel_uid":12345678901234567890}}}',
      '',
      `{"ly_create_session_dto":${JSON.stringify('{"source":{"sid":"b","channel_uid":1.0}}')},"list":[1]}`,
      '{"sid":',
      '[1]',
    ]
    const file = await open('a.jsonl', lines.join('\n'))
    expect(file).toMatchObject({ kind: 'jsonl', delimiter: null, rowCount: 4 })
    expect(file.columns.map(({ name }) => name)).toEqual(['sid', UID, SID])
    expect(file.sample.slice(0, 2)).toEqual([['a', '12345678901234567890', ''], ['', '1.0', 'b']])
    const check = await files.check({ fileId: file.fileId, plan: aPlan({ columns: [null, UID, SID] }), own: {} })
    expect(check.problems.filter(({ code }) => code === 'not-a-row').map(({ line }) => line)).toEqual([4, 5])
    expect(check.problems.find(({ code }) => code === 'not-taken')).toMatchObject({ line: 3, column: 'list' })
  })

  it('that is not there, or that the program does not know any more, is an error of its own', async () => {
    await expect(files.open({ path: join(temporaryFolder(), 'none.csv'), operation: operation.name })).rejects.toMatchObject({ code: 'batch.cannot-read' })
    await expect(files.describe({ fileId: 'gone' })).rejects.toMatchObject({ code: 'batch.unknown-file' })
  })
})

describe('a check', () => {
  it('tells rounded digits, unknown variables and repeated ids by row and column', async () => {
    const { fileId } = await open('a.csv', 'sid,channel_uid\na,1.23E+17\na,2\n')
    const check = await files.check({ fileId, plan: aPlan({ columns: [SID, UID], base: { ...exampleValues(operation), 'ly_create_session_dto.source.channel': '{{nothing}}' } }), own: {} })
    expect(check.problems).toContainEqual(expect.objectContaining({ row: 1, line: 2, column: 'channel_uid', path: UID, code: 'digits-lost', severity: 'warning' }))
    expect(check.problems).toContainEqual(expect.objectContaining({ row: 2, code: 'variable-unknown', detail: { expression: 'nothing' } }))
    expect(check.problems).toContainEqual(expect.objectContaining({ row: 2, column: 'sid', code: 'repeated-in-file', detail: { row: '1' } }))
    expect(check).toMatchObject({ repeatedInFile: 1, errors: 2 })
  })

  it('lists the first five hundred problems and counts all', async () => {
    const { fileId } = await open('a.csv', `channel_uid,sid\n${Array.from({ length: 700 }, (_, index) => `,s${index}`).join('\n')}\n`)
    const check = await files.check({ fileId, plan: aPlan({ columns: [UID, SID] }), own: {} })
    expect(check.errors).toBe(700)
    expect(check.problems).toHaveLength(500)
  })
})

it.each([
  ['sid', SID],
  ['SID', SID],
  ['ｓｉｄ', SID],
  ['source.sid', SID],
  [SID, SID],
  ['channelUid', UID],
  [' Channel UID ', UID],
  ['客户在渠道内的 ID', UID],
  ['会话ID', SID],
  ['no field', null],
])('takes a column called %j for %s', (name, path) => {
  expect(matchColumns(operation, [name])).toEqual([path])
})

it('reads what another writer of CSV writes, with the line each row begins on', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '0', '"', ',', ';', '\n', ' ', '中'), maxLength: 6 }).map((text) => `x${text}y`)
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }), (table) => {
      const { rows } = readCsv(Papa.unparse(table, { newline: '\n' }), ',')
      expect(rows.map(({ cells }) => cells)).toEqual(table)
      let line = 1
      for (const [index, cells] of table.entries()) {
        expect(rows[index]?.line).toBe(line)
        line += 1 + cells.join('').split('\n').length - 1
      }
    }),
  )
})
