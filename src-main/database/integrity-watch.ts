import { Worker } from 'node:worker_threads'
import type { DatabaseClient } from './client'
import type { CheckScope, Finding } from './integrity'

const FULL_CHECK_EVERY_MS = 7 * 24 * 60 * 60 * 1_000
const SETTING = 'last-full-check'

export interface IntegrityTools {
  readonly database: Pick<DatabaseClient, 'documents' | 'findings' | 'declareDamaged' | 'condition'>
  readonly now: () => number
  readonly check: (scope: CheckScope) => Promise<Finding>
  readonly log: (message: string) => void
}

/**
 * Looks for damage once after a start: at what is newest, or at everything when that is a week ago or the last process
 * ended without closing the file. Damage ends writing, and the next start recovers. Answers what was looked at.
 */
export async function watchIntegrity({ database, now, check, log }: IntegrityTools): Promise<CheckScope> {
  const { endedUncleanly } = await database.findings()
  const last = Number((await database.documents.readSetting(SETTING)) ?? 0)
  const scope = endedUncleanly || now() - last > FULL_CHECK_EVERY_MS ? 'everything' : 'newest'
  const finding = await check(scope)
  if (finding.kind === 'damaged') {
    log(`history damaged: ${finding.what}`)
    database.declareDamaged()
  } else if (finding.kind === 'not-checked') log(`history not checked: ${finding.why}`)
  else if (scope === 'everything' && (await database.condition()) === null) await database.documents.saveSetting(SETTING, String(now()))
  return scope
}

/** Checks in a thread of its own. `workerFile` is the built worker. */
export function checkInThread(workerFile: string, file: string, scope: CheckScope): Promise<Finding> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: { file, scope } })
    worker.unref()
    worker.once('message', resolve)
    worker.once('error', (error) => resolve({ kind: 'not-checked', why: error.message }))
    worker.once('exit', () => resolve({ kind: 'not-checked', why: 'the thread has ended' }))
  })
}
