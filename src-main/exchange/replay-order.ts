import { operationNamed } from '@shared/catalog'
import { AppError } from '@shared/errors'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { profileChange, replayContent } from '@shared/exchange/replay'
import type { Profile } from '@shared/profile/profile'
import type { ExchangeOutline } from '../history/history'
import type { OrderContent } from './perform-exchange'

/**
 * The content of a kept exchange once more, with the format, the method and the placement it had.
 * @throws AppError `operation.unknown`, `replay.not-exact` when its request cannot be sent as it was
 */
export function replayOrder(exchange: ExchangeOutline, profile: Profile): OrderContent {
  const operation = operationNamed(exchange.operation)
  const content = replayContent(exchange.request)
  if (content.kind === 'obstacle') throw new AppError('replay.not-exact', { problem: `replay.${content.obstacle}`, names: content.names.join(', ') })
  const { id, callerId, subject, format, signMethod, placement } = exchange
  return { ...content, operation, callerId, subject, parentId: id, batch: null, profile: { ...profile, format, signMethod, placement } }
}

/**
 * The profile an exchange was sent with, as long as it leads to the same place under the same name.
 * @throws AppError `replay.profile-changed`
 */
export function profileAsThen(exchange: ExchangeSummary, profiles: readonly Profile[]): Profile {
  const profile = profiles.find(({ id }) => id === exchange.profileId) ?? null
  const change = profileChange(exchange, profile)
  if (profile === null || change !== null) throw new AppError('replay.profile-changed', { problem: `replay.${change ?? 'deleted'}` })
  return profile
}
