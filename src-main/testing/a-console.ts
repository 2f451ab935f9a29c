import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Batch } from '@shared/batch/batch-contract'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { GatewayStatus } from '@shared/ipc/contract'
import { LOCAL_PROFILE_ID, NEW_PROFILE, type ProfileSettings } from '@shared/profile/profile'
import { InMemoryKeychain } from '../credentials/in-memory-keychain'
import { DatabaseClient } from '../database/client'
import { ThreadedReader } from '../documents/threaded-reader'
import { createServices, type Services } from '../services'
import { temporaryFolder } from './temporary-folder'

const WORKER = join(import.meta.dirname, '../../out/cli/database-worker.js')
const DOCUMENT_WORKER = join(import.meta.dirname, '../../out/cli/document-worker.js')
/** The example of the operation these consoles send. */
export const EXAMPLE = exampleValues(operation)
const opened: { services: Services; database: DatabaseClient }[] = []

afterEach(async () => {
  for (const { services, database } of opened.splice(0)) {
    await services.gateway.stop()
    await services.documents.close()
    await database.close()
  }
})

/** The main process without a window, over the real threads and its own gateway; it ends with the running test. */
export async function aConsole(changes: { keychain?: InMemoryKeychain; file?: string } = {}) {
  if (!existsSync(WORKER)) throw new Error('npm run build comes before these tests')
  const keychain = changes.keychain ?? new InMemoryKeychain()
  const historyFile = changes.file ?? join(temporaryFolder(), 'history.db')
  const database = DatabaseClient.open(WORKER, { file: historyFile }, () => undefined)
  const started: ExchangeSummary[] = []
  const finished: ExchangeSummary[] = []
  const statuses: GatewayStatus[] = []
  const unrecorded: unknown[] = []
  const progress: Batch[] = []
  const services = await createServices({
    database,
    historyFile,
    keychain,
    version: '0.0.0',
    openDocuments: (load) => ThreadedReader.open(DOCUMENT_WORKER, load, () => undefined),
    now: Date.now,
    onStarted: (summary) => started.push(summary),
    onFinished: (summary) => finished.push(summary),
    onUnrecorded: (error) => unrecorded.push(error),
    onBatchProgress: (batch) => progress.push(batch),
    onGatewayChanged: (status) => statuses.push(status),
    onLocalProblem: (error) => {
      throw error
    },
  })
  opened.push({ services, database })
  await services.localReady
  const send = (send: Partial<Parameters<Services['exchanges']['send']>[0]> = {}) =>
    services.exchanges.send({
      profileId: LOCAL_PROFILE_ID,
      operation: operation.name,
      values: EXAMPLE,
      format: 'json',
      signMethod: 'hmac-sha256',
      sendAnyway: false,
      ...send,
    })
  const createProfile = async (settings: Partial<ProfileSettings>) => {
    const profile = await services.profiles.create({
      ...NEW_PROFILE, name: 'Mine', environment: 'custom', gatewayUrl: 'http://127.0.0.1:1/', appKey: 'key', ...settings,
    })
    await services.credentials.save(profile.id, 'secret', 'a-secret-of-this-test', 'keychain')
    return profile
  }
  return { services, database, keychain, started, finished, statuses, unrecorded, progress, send, createProfile }
}
