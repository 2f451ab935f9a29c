import { findOperation } from '@shared/catalog'
import type { ShownExchange } from '@shared/exchange/exchange'
import { replayContent, type ReplayObstacle } from '@shared/exchange/replay'
import { requestLine } from '@shared/exchange/sent-parameters'
import type { Profile } from '@shared/profile/profile'

/** Something that is not as it was when a replay goes out with a profile. */
export interface ReplayDifference {
  readonly name: 'environment' | 'gateway' | 'appKey' | 'method'
  readonly then: string
  readonly now: string
}

/** How many business parameters a replay would send; or why it cannot, with the names this is about. */
export type ReplayPlan =
  | { readonly kind: 'possible'; readonly parameterCount: number }
  | { readonly kind: 'impossible'; readonly obstacle: ReplayObstacle | 'operation'; readonly names: readonly string[] }

/** What can be sent again of an exchange. */
export function replayPlan({ operation, request }: ShownExchange): ReplayPlan {
  if (findOperation(operation) === null) return { kind: 'impossible', obstacle: 'operation', names: [] }
  const content = replayContent(request)
  if (content.kind === 'obstacle') return { ...content, kind: 'impossible' }
  return { kind: 'possible', parameterCount: content.businessParameters.length }
}

/** Everything that would be different from then; the address of the built-in gateway changes with every start and is not. */
export function replayDifferences(exchange: ShownExchange, profile: Profile): ReplayDifference[] {
  const { method } = requestLine(exchange.request.head)
  const isSameLocal = profile.builtIn && profile.id === exchange.profileId && !exchange.imported
  const all: readonly ReplayDifference[] = [
    { name: 'environment', then: exchange.environment, now: profile.environment },
    { name: 'gateway', then: exchange.gatewayUrl, now: isSameLocal ? exchange.gatewayUrl : profile.gatewayUrl },
    { name: 'appKey', then: exchange.appKey, now: profile.appKey },
    { name: 'method', then: method, now: 'POST' },
  ]
  return all.filter(({ then, now }) => then !== now)
}
