import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { guardCell, unguardCell } from '@shared/history/transfer/csv'
import { aSummary } from '../testing/an-exchange'
import { anOpenHistory } from '../testing/open-history'
import { temporaryFolder } from '../testing/temporary-folder'
import { exported } from '../testing/transferred'

const OFFICE = process.env['SOFFICE'] ?? 'soffice'
const hasOffice = spawnSync(OFFICE, ['--version'], { timeout: 60_000 }).status === 0
if (!hasOffice) process.stdout.write('skipped: LibreOffice (soffice) is not installed, so that no spreadsheet opened the CSV\n')

/** Texts that spreadsheets are known to change or to run. */
const TEXTS = [
  '0012', '000', '9007199254740993123', '12345678901234567890', '1.10', '1,234', '1e5', '-5', '+8613800138000', '=1+1', "=cmd|' /C calc'!A0", '@SUM(1)',
  '＝1+1', '＋1', '－1', '＠x', '\t=1', "'=1", "'plain", '1-Jan', 'Mar 5', '3/5', '2026-11-22', '10:30', 'TRUE', 'false', '5%', '¥100', '会话已创建，“你好”', '3月5日',
  '2026年5月1日', '😀 ok', 'a,b;c', 'two\nlines', '"quoted"', ' blank ', '１２３', '-', '1/2', '0x10', '٠١٢',
]

describe.skipIf(!hasOffice)('LibreOffice', () => {
  it('keeps every cell of a CSV that it opens and writes again, Chinese, zeros and digits too, and runs none', async () => {
    const history = anOpenHistory()
    await history.import(
      TEXTS.map((message, index) => ({
        summary: aSummary({ id: `e-${index}`, startedAt: 1_800_000_000_000 + index, message, callerId: '0012', requestId: '9007199254740993123' }),
        request: { head: 'POST / HTTP/1.1\r\n\r\n', body: new Uint8Array(), masked: [] },
        response: null,
      })),
    )
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'history.csv'), await exported(history, 'csv', false))
    const convert = (from: string, to: string, filter: readonly string[]): void => {
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      const { status, stderr } = spawnSync(OFFICE, [profile, '--headless', ...filter, '--convert-to', to, '--outdir', folder, join(folder, from)], { timeout: 120_000, encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    }
    // Comma, quote, UTF-8, from the first line; nothing is said about the columns, as when somebody opens the file.
    convert('history.csv', 'xlsx', ['--infilter=CSV:44,34,76,1'])
    // What the cells show, in UTF-8: a formula would show its result.
    convert('history.xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false', [])
    const [columns, ...rows] = Papa.parse<string[]>(readFileSync(join(folder, 'history.csv'), 'utf8').replace(/^\ufeff/, ''), { skipEmptyLines: true }).data
    const column = (name: string): string[] => rows.map((row) => unguardCell(row[columns?.indexOf(name) ?? -1] ?? ''))
    expect(column('msg')).toEqual(TEXTS)
    expect(new Set(column('sid'))).toEqual(new Set(['0012']))
    expect(new Set(column('request_id'))).toEqual(new Set(['9007199254740993123']))
    expect(column('duration_ms')[0]).toBe('12.5')
    expect(TEXTS.map((text) => unguardCell(guardCell(text)))).toEqual(TEXTS)
  }, 180_000)
})
