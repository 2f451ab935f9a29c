import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { CSV_MARK, csvLine } from '@shared/history/transfer/csv'
import type { RowResult } from './batch-store'

/** What stands behind the columns of the input. */
const OWN_COLUMNS: readonly (readonly [string, (row: RowResult) => string | number | null])[] = [
  ['outcome', ({ state }) => state],
  ['code', ({ code }) => code],
  ['sub_code', ({ subCode }) => subCode],
  ['msg', ({ message }) => message],
  ['session_id', ({ resultId }) => resultId],
  ['request_id', ({ requestId }) => requestId],
  ['exchange_id', ({ exchangeId }) => exchangeId],
  ['time', ({ startedAt }) => (startedAt === null ? null : new Date(startedAt).toISOString())],
  ['sends', ({ sends }) => sends],
  ['left_out_because', ({ leftOutBecause }) => leftOutBecause ?? null],
]

/** A free name beside the input: `NAME.results.csv`, then ` (2)` and so on. */
export function resultsFileOf(folder: string, fileName: string): string {
  const stem = basename(fileName, extname(fileName))
  const named = (nth: number): string => join(folder, `${stem}.results${nth === 1 ? '' : ` (${nth})`}.csv`)
  let nth = 1
  while (existsSync(named(nth))) nth += 1
  return named(nth)
}

/** The results as CSV that spreadsheets open without running or changing anything (`csvLine`), row by row as they come. */
export async function* resultsCsv(columns: readonly string[], parts: AsyncIterable<readonly RowResult[]>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  // A column of the input may be called as one of these.
  const own = OWN_COLUMNS.map(([name]) => (columns.includes(name) ? `result ${name}` : name))
  yield encoder.encode(CSV_MARK + csvLine([...columns, ...own]))
  for await (const rows of parts) {
    const lines = rows.map((row) => [...columns.map((_, index) => row.cells[index] ?? ''), ...OWN_COLUMNS.map(([, valueOf]) => valueOf(row))])
    yield encoder.encode(lines.map(csvLine).join(''))
  }
}
