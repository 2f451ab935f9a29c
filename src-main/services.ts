import { randomBytes, randomUUID } from 'node:crypto'
import type { GatewayStatus } from '@shared/ipc/contract'
import type { Batch } from '@shared/batch/batch-contract'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
import { batchServices } from './batch/batch-services'
import type { Batches } from './batch/batches'
import type { BatchFileReader } from './batch/files/batch-files'
import { Credentials, type Installation } from './credentials/credentials'
import { ensureInstallation } from './credentials/installation'
import type { Keychain } from './credentials/keychain'
import type { DatabaseClient } from './database/client'
import { InlineReader } from './documents/inline-reader'
import type { DocumentReader, LoadHalf } from './documents/reader'
import { DraftExpander } from './exchange/draft-expander'
import { ExchangeService } from './exchange/exchange-service'
import { LocalGateway } from './gateway/local-gateway'
import { ProductionGuard } from './guard/production-guard'
import { HistoryHealthService } from './history/history-health'
import { LONGEST_WHOLE_BODY } from './history/body-packing'
import { RetentionSettings } from './history/retention-settings'
import { HistoryUpkeep } from './history/upkeep'
import { LocalProfile } from './profiles/local-profile'
import { LOCAL_APP_KEY, Profiles } from './profiles/profiles'
import { SettingsStore } from './settings/settings'
import { Templates } from './templates/templates'
import { SignatureDoctor } from './signing/signature-doctor'
import { sendOverHttp } from './transport/http-transport'

/** The working parts of the main process, each given what it needs. */
export interface Services {
  readonly profiles: Profiles
  readonly credentials: Credentials
  readonly settings: SettingsStore
  readonly exchanges: ExchangeService
  readonly guard: ProductionGuard
  readonly templates: Templates
  readonly batches: Batches
  readonly signatures: SignatureDoctor
  readonly documents: DocumentReader
  readonly localProfile: LocalProfile
  readonly gateway: LocalGateway
  readonly historyHealth: HistoryHealthService
  readonly retention: RetentionSettings
  /** Runs when it is started. */
  readonly upkeep: HistoryUpkeep
  /** Settles when the list of profiles is whole. */
  readonly profilesReady: Promise<void>
  /** Settles when the built-in profile can be used; the keychain may take its time, and the window does not wait for it. */
  readonly localReady: Promise<void>
}

interface Surroundings {
  readonly database: DatabaseClient
  /** Where the database is, for words about it. */
  readonly historyFile: string
  readonly keychain: Keychain
  readonly version: string
  /** Makes what reads bodies; they are read in this thread when it is not given. */
  readonly openDocuments?: (load: LoadHalf) => DocumentReader
  /** Reads files of rows; they are read in this thread when it is not given. */
  readonly batchFiles?: BatchFileReader
  readonly onBatchProgress?: (batch: Batch) => void
  /** Told what ended the sending of a batch, or kept its results from being written. */
  readonly onBatchProblem?: (error: unknown) => void
  readonly now: () => number
  readonly onStarted: (summary: ExchangeSummary) => void
  readonly onFinished: (summary: ExchangeSummary) => void
  readonly onUnrecorded: (error: unknown) => void
  /** Told when an answer came that could not be read by a fault of the console's own. */
  readonly onUnread?: (error: unknown) => void
  readonly onGatewayChanged: (status: GatewayStatus) => void
  readonly onLocalProblem: (error: unknown) => void
  /** Told when upkeep has taken exchanges out of the history. */
  readonly onHistoryTidied?: () => void
  readonly onUpkeepProblem?: (error: unknown) => void
}

/** Puts the parts together. Works without a usable database too: then everything that needs one says so when it is asked. */
export async function createServices(surroundings: Surroundings): Promise<Services> {
  const { database, now } = surroundings
  // Without a database nothing is stored under this identity either, so it may be a passing one.
  const passing = (): Installation => ({ id: randomUUID(), fingerprintKey: randomBytes(32).toString('hex') })
  const isWritable = (await database.problem()) === null && (await database.condition()) === null
  const installation = await ensureInstallation(database.documents).catch((error: unknown) => {
    if (isWritable) throw error
    return passing()
  })
  const profiles = new Profiles(database.documents, now)
  const credentials = new Credentials(surroundings.keychain, database.documents, installation, now)
  const gateway = new LocalGateway({
    secretOf: async (appKey) => (appKey === LOCAL_APP_KEY ? credentials.read(LOCAL_PROFILE_ID, 'secret') : null),
    onError: surroundings.onLocalProblem,
    onFaultUsed: () => localProfile.tell(),
  })
  const localProfile = new LocalProfile(gateway, credentials, surroundings.onGatewayChanged)
  const profilesReady = profiles.ensureLocal().catch(surroundings.onLocalProblem)
  const localReady = profilesReady.then(() => localProfile.ensureSecret()).catch(surroundings.onLocalProblem)
  const load: LoadHalf = (exchangeId, half) => database.history.readHalf(exchangeId, half)
  const documents = surroundings.openDocuments?.(load) ?? new InlineReader(load)
  const retention = new RetentionSettings(database.documents)
  const upkeep = new HistoryUpkeep({
    history: database.history,
    rules: () => retention.read(),
    now,
    onChanged: () => surroundings.onHistoryTidied?.(),
    onProblem: (error) => surroundings.onUpkeepProblem?.(error),
  })
  const settings = new SettingsStore(database.documents)
  const guard = new ProductionGuard(async () => (await settings.read()).productionConfirmation)
  const templates = new Templates({ store: database.templates, profiles, credentials, now })
  const exchanges = new ExchangeService({
    drafts: new DraftExpander(templates, now),
    documents,
    guard,
    history: database.history,
    transport: sendOverHttp,
    profiles,
    credentials,
    localGatewayUrl: () => localProfile.url(),
    now,
    userAgent: `ly-session-console/${surroundings.version}`,
    onStarted: surroundings.onStarted,
    onFinished: (summary) => {
      surroundings.onFinished(summary)
      if (Math.max(summary.requestBytes, summary.responseBytes) > LONGEST_WHOLE_BODY) upkeep.soon()
    },
    onUnrecorded: surroundings.onUnrecorded,
    onUnread: surroundings.onUnread ?? surroundings.onUnrecorded,
  })
  return {
    profiles,
    credentials,
    settings,
    exchanges,
    guard,
    templates,
    batches: batchServices({ database, profiles, credentials, exchanges, guard, localReady, now, files: surroundings.batchFiles, onProgress: surroundings.onBatchProgress, onProblem: surroundings.onBatchProblem }),
    signatures: new SignatureDoctor({ history: database.history, profiles, credentials }),
    documents,
    localProfile,
    gateway,
    historyHealth: new HistoryHealthService(database, surroundings.historyFile),
    retention,
    upkeep,
    profilesReady,
    localReady,
  }
}
