import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { builtScript } from './built-script'

it('a file of 100,000 rows: opened, checked, kept, paged and written, and many such batches listed', async () => {
  const script = await builtScript('batch/large-file.ts')
  const out = join(import.meta.dirname, '../out/cli')
  const { stdout } = await promisify(execFile)(process.execPath, [script, out])
  console.log(stdout.trim())
  expect(JSON.parse(stdout)).toMatchObject({ bench: 'batch-file', problems: 0 })
})
