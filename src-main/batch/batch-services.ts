import type { Batch } from '@shared/batch/batch-contract'
import type { DatabaseClient } from '../database/client'
import type { ExchangeService } from '../exchange/exchange-service'
import type { ProductionGuard } from '../guard/production-guard'
import type { Profiles } from '../profiles/profiles'
import { Batches, type BatchTools } from './batches'
import { BatchFiles, type BatchFileReader } from './files/batch-files'
import { SequenceCounter } from './sequence-counter'

interface BatchSurroundings {
  readonly database: Pick<DatabaseClient, 'batches' | 'documents'>
  readonly profiles: Profiles
  readonly exchanges: ExchangeService
  readonly guard: ProductionGuard
  /** Settles when the built-in profile can be used. */
  readonly localReady: Promise<void>
  readonly now: () => number
  readonly files: BatchFileReader | undefined
  readonly onProgress: ((batch: Batch) => void) | undefined
  readonly onProblem: ((error: unknown) => void) | undefined
}

/** Batches of the window: their rows go the way of a send from the form. */
export function batchServices({ database, profiles, exchanges, guard, localReady, now, ...surroundings }: BatchSurroundings): Batches {
  const counter = new SequenceCounter(database.documents)
  const variables: BatchTools['variables'] = { own: () => Promise.resolve({}), nextSequence: (profileId) => counter.next(profileId) }
  return new Batches({
    store: database.batches,
    files: surroundings.files ?? new BatchFiles(now),
    profile: async (profileId) => {
      await localReady
      const profile = await profiles.get(profileId)
      const { name, environment, gatewayUrl, builtIn } = profile
      return { name, environment, gatewayUrl, gateway: exchanges.gatewayOf(profile), isLocal: builtIn, send: (order) => exchanges.sendRow({ ...order, profile }) }
    },
    guard,
    variables,
    now,
    random: Math.random,
    onProgress: (batch) => surroundings.onProgress?.(batch),
    onProblem: (error) => surroundings.onProblem?.(error),
  })
}
