import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { CSV_COLUMNS, LONGEST_CELL, unguardCell } from '@shared/history/transfer/csv'
import { textOf } from '@shared/testing/arbitraries'
import { aSummary } from '../testing/an-exchange'
import { anOpenHistory } from '../testing/open-history'
import { anyIncoming, exported } from '../testing/transferred'

const require = createRequire(import.meta.url)

/** The schema of HAR 1.2 as the package `har-schema` publishes it. */
function harValidator() {
  const schemas = Object.values(require('har-schema') as Record<string, object>)
  const ajv = new Ajv({ allErrors: true, schemaId: 'auto' })
  ajv.addMetaSchema(JSON.parse(readFileSync(require.resolve('ajv/lib/refs/json-schema-draft-06.json'), 'utf8')) as object)
  ajv.addSchema(schemas)
  const validate = ajv.getSchema('har.json#')
  if (validate === undefined) throw new Error('the schema of HAR is not there')
  return (text: string): string[] => {
    validate(JSON.parse(text))
    return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`)
  }
}

const exchanges = fc.uniqueArray(anyIncoming, { maxLength: 5, selector: ({ summary }) => summary.id })

describe('HAR', () => {
  const validate = harValidator()

  it('is what the public schema of HAR 1.2 asks for, exact and masked', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, fc.boolean(), async (all, isMasked) => {
        const history = anOpenHistory()
        await history.import(all)
        expect(validate(await exported(history, 'har', isMasked))).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('would be told if it were not', () => {
    expect(validate('{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[{}]}}')).not.toEqual([])
  })
})

describe('CSV', () => {
  it('gives every text back to a reader nobody here wrote, and no cell can run', async () => {
    const cell = fc.oneof(
      textOf('=+-@\t\r\n"\',;0123456789.eE ＝＋－＠会a%/:'),
      fc.constantFrom('0012', '9007199254740993123', '=cmd|/C calc!A0', "'=1", '1-Jan', 'TRUE', '3/5', '1e5', '\t=1', '-', '中文，“引号”', '2026-11-22'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (pairs) => {
        const history = anOpenHistory()
        await history.import(
          pairs.map(([message, note], index) => ({
            summary: aSummary({ id: `e-${index}`, startedAt: 1_800_000_000_000 + index, message, note }),
            request: { head: 'POST / HTTP/1.1\r\n\r\n', body: new Uint8Array(), masked: [] },
            response: null,
          })),
        )
        const text = await exported(history, 'csv', false)
        expect(text.startsWith('\ufeff')).toBe(true)
        const { data, errors } = Papa.parse<string[]>(text.slice(1), { newline: '\r\n', skipEmptyLines: 'greedy' })
        expect(errors).toEqual([])
        const [columns, ...rows] = data
        expect(columns).toEqual(CSV_COLUMNS)
        expect(rows.map((row) => [row[5], row[21]].map((one) => unguardCell(one ?? '')))).toEqual(pairs)
        for (const one of rows.flat()) expect(one).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('cuts what no spreadsheet holds, and says how long it was', async () => {
    const history = anOpenHistory()
    await history.import([
      { summary: aSummary(), request: { head: 'POST / HTTP/1.1\r\n\r\n', body: Buffer.from('x'.repeat(40_000)), masked: [] }, response: null },
    ])
    const [, row] = Papa.parse<string[]>((await exported(history, 'csv', false)).slice(1)).data
    expect(row?.[25]).toBe(`${'x'.repeat(LONGEST_CELL)}… (40000)`)
  })
})
