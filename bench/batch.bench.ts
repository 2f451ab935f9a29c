import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { builtScript } from './built-script'

/** How long the gateway takes: at once, which compares nothing but the work, and about as the nearest real ones do; and how many are sent at once. */
const CASES = [0, 5, 40, 100].flatMap((answerAfterMs) => [8, 32].map((concurrency) => [answerAfterMs, concurrency] as const))

it.each(CASES)('a batch with durable history against a plain loop, answers after %i ms, %i at once', async (answerAfterMs, concurrency) => {
  const script = await builtScript('batch/throughput.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(import.meta.dirname, '../out/cli'), String(answerAfterMs), String(concurrency)])
  console.log(stdout.trim())
  expect(JSON.parse(stdout)).toMatchObject({ bench: 'batch', answerAfterMs, concurrency })
})
