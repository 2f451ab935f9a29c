import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { anOpenHistory } from '../testing/open-history'
import { temporaryFolder } from '../testing/temporary-folder'
import { UNWATCHED, anyIncoming, exported } from '../testing/transferred'
import { importFile, previewImport } from './import-file'

const exchanges = fc.uniqueArray(anyIncoming, { maxLength: 6, selector: ({ summary }) => summary.id })

describe.each(['jsonl', 'har'] as const)('an exact export as %s', (format) => {
  it('comes back byte for byte, and a second import adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (all) => {
        const [first, second] = [anOpenHistory(), anOpenHistory()]
        await first.import(all)
        const text = await exported(first, format, false)
        const file = join(temporaryFolder(), `history.${format}`)
        writeFileSync(file, text)
        expect(await previewImport(second, file, UNWATCHED)).toEqual({
          format, fresh: all.length, known: 0, skippedCount: 0, skipped: [], isCutOff: false,
        })
        expect(await importFile(second, file, UNWATCHED)).toEqual({ added: all.length, merged: 0, unchanged: 0 })
        expect(await exported(second, format, false)).toBe(text)
        for (const { summary, request, response } of all) {
          const kept = await second.read(summary.id)
          expect(kept).toMatchObject({ ...summary, imported: true })
          expect({ request: kept.request, response: kept.response }).toEqual({ request, response })
        }
        expect(await importFile(second, file, UNWATCHED)).toEqual({ added: 0, merged: 0, unchanged: all.length })
        expect((await second.search({ criteria: EVERYTHING, limit: 200, before: null })).entries).toHaveLength(all.length)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
