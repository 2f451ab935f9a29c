import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const PROOF = join(import.meta.dirname, '../../scripts/prove-upkeep-kills.mjs')

it('a kill in the middle of packing, retention, deleting or compaction loses nothing (more rounds: npm run prove:upkeep)', { timeout: 120_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROOF], { env: { ...process.env, ROUNDS: '5' } })
  expect(JSON.parse(stdout)).toMatchObject({ rounds: 5 })
})
