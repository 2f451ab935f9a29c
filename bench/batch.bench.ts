import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { builtScript } from './built-script'

/** How long the gateway takes: at once, which compares nothing but the work, and about as the nearest real ones do. */
const ANSWER_AFTER_MS = [0, 40, 100]

it.each(ANSWER_AFTER_MS)('a batch with durable history against a plain loop, answers after %i ms', async (answerAfterMs) => {
  const script = await builtScript('batch/throughput.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(import.meta.dirname, '../out/cli'), String(answerAfterMs)])
  console.log(stdout.trim())
  expect(JSON.parse(stdout)).toMatchObject({ bench: 'batch', answerAfterMs })
})
