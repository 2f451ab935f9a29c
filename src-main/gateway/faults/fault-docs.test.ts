import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { faultTable } from '../testing/fault-docs'

const DOCS = join(import.meta.dirname, '../../../docs/gateway.md')

it('docs/gateway.md has the table of faults as it is declared and proven', async () => {
  const docs = readFileSync(DOCS, 'utf8')
  const written = docs.replace(/(<!-- faults: .*-->\n)(?:\|.*\n)*/, (_, mark: string) => `${mark}${faultTable()}\n`)
  expect(written).toContain(faultTable())
  // `vitest -u` writes the table anew.
  await expect(written).toMatchFileSnapshot(DOCS)
})
