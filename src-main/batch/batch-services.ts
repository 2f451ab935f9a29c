import type { Batch } from '@shared/batch/batch-contract'
import type { Credentials } from '../credentials/credentials'
import type { DatabaseClient } from '../database/client'
import { randomFraction } from '../exchange/draft-expander'
import type { ExchangeService } from '../exchange/exchange-service'
import type { ProductionGuard } from '../guard/production-guard'
import { secretFinder } from '../credentials/held-secret'
import type { Profiles } from '../profiles/profiles'
import { storedVariables } from '../templates/templates'
import { Batches, type BatchTools } from './batches'
import { BatchFiles, type BatchFileReader } from './files/batch-files'

interface BatchSurroundings {
  readonly database: Pick<DatabaseClient, 'batches' | 'templates'>
  readonly profiles: Profiles
  readonly credentials: Pick<Credentials, 'readBoth' | 'storedKinds'>
  readonly exchanges: ExchangeService
  readonly guard: ProductionGuard
  /** Settles when the built-in profile can be used. */
  readonly localReady: Promise<void>
  readonly now: () => number
  readonly files: BatchFileReader | undefined
  readonly onProgress: ((batch: Batch) => void) | undefined
  readonly onProblem: ((error: unknown) => void) | undefined
}

/** What the variables of a profile stand for in the rows of a batch. */
export function batchVariables(store: DatabaseClient['templates']): BatchTools['variables'] {
  return {
    own: async (profileId) => (await storedVariables(store, profileId)).variables,
    nextSequence: (profileId) => store.takeSequence(profileId),
  }
}

/** Batches of the window: their rows go the way of a send from the form. */
export function batchServices({ database, profiles, credentials, exchanges, guard, localReady, now, ...surroundings }: BatchSurroundings): Batches {
  return new Batches({
    store: database.batches,
    files: surroundings.files ?? new BatchFiles(now),
    profile: async (profileId) => {
      await localReady
      const profile = await profiles.get(profileId)
      const { name, environment, gatewayUrl, builtIn } = profile
      const stored = await credentials.storedKinds(profileId)
      return {
        name,
        environment,
        gatewayUrl,
        gateway: exchanges.gatewayOf(profile),
        isLocal: builtIn,
        secretFinder: async () => secretFinder(Object.values(await credentials.readBoth(profileId))),
        send: (order, onEnded) => exchanges.sendRow({ ...order, profile, stored, onEnded }),
      }
    },
    guard,
    variables: batchVariables(database.templates),
    now,
    random: randomFraction,
    onProgress: (batch) => surroundings.onProgress?.(batch),
    onProblem: (error) => surroundings.onProblem?.(error),
  })
}
