import type { Profile } from '../profile/profile'
import { PUBLIC_PARAMETER_NAMES, formatTimestamp, type Parameter, type SignMethod } from '../protocol/parameters'
import { headerOf, type ExchangeSummary, type StoredRequest } from './exchange'
import { placedParameters, requestLine } from './sent-parameters'

/** Why a stored request cannot be sent again as it was. */
export type ReplayObstacle = 'not-a-form' | 'masked' | 'not-text'

/** What a stored request held, in the two lists a request is made of; or why nobody can tell any more. */
export type ReplayContent =
  | { readonly kind: 'parameters'; readonly publicParameters: readonly Parameter[]; readonly businessParameters: readonly Parameter[] }
  | { readonly kind: 'obstacle'; readonly obstacle: ReplayObstacle; readonly names: readonly string[] }

/** What a replay has of its own; everything else is as it was (PROTOCOL 1.3). */
export interface Renewal {
  readonly appKey: string
  readonly signMethod: SignMethod
  /** The session token to send; '' for none. */
  readonly session: string
  /** Epoch milliseconds. */
  readonly timestampMs: number
}

/** These are made anew for every request, so a marker in their place costs nothing. */
const RENEWED = ['session', 'sign']

/** Everything a stored request held that can be sent again byte for byte, value by value. */
export function replayContent(request: StoredRequest): ReplayContent {
  const obstacle = (kind: ReplayObstacle, names: readonly string[] = []): ReplayContent => ({ kind: 'obstacle', obstacle: kind, names })
  const contentType = headerOf(request.head, 'content-type')
  if (contentType !== null && request.body.length > 0 && !/^application\/x-www-form-urlencoded\b/i.test(contentType)) return obstacle('not-a-form')
  const masked = request.masked.filter((name) => !RENEWED.includes(name))
  if (masked.length > 0) return obstacle('masked', masked)
  if (!isReadable(request)) return obstacle('not-text')
  const parameters = placedParameters(request).map(({ name, value }) => ({ name, value }))
  return {
    kind: 'parameters',
    publicParameters: parameters.filter(({ name }) => PUBLIC_PARAMETER_NAMES.includes(name)),
    businessParameters: parameters.filter(({ name }) => !PUBLIC_PARAMETER_NAMES.includes(name)),
  }
}

/** Public parameters of an earlier request with what every request has of its own; `sign` is left out. */
export function renewedPublicParameters(sent: readonly Parameter[], renewal: Renewal): Parameter[] {
  const own = new Map([
    ['app_key', renewal.appKey],
    ['session', renewal.session],
    ['timestamp', formatTimestamp(renewal.timestampMs)],
    ['sign_method', renewal.signMethod],
  ])
  const kept = sent.flatMap(({ name, value }) => {
    if (name === 'sign') return []
    if (!own.has(name)) return value === '' ? [] : [{ name, value }]
    // Sent twice it would be signed twice; the first place is the one that counts.
    const renewed = own.get(name) ?? ''
    own.set(name, '')
    return renewed === '' ? [] : [{ name, value: renewed }]
  })
  const added = [...own].flatMap(([name, value]) => (value === '' || sent.some((one) => one.name === name) ? [] : [{ name, value }]))
  return [...kept, ...added]
}

/** Why an exchange cannot simply go out again with the profile it was sent with. */
export type ProfileChange = 'imported' | 'deleted' | 'environment' | 'gateway' | 'app-key'

/**
 * What is different now in the profile an exchange was sent with; null when it sends to the same place under the same name.
 * The address of the built-in gateway changes with every start and is no difference.
 */
export function profileChange(
  exchange: Pick<ExchangeSummary, 'imported' | 'environment' | 'gatewayUrl' | 'appKey'>,
  profile: Pick<Profile, 'builtIn' | 'environment' | 'gatewayUrl' | 'appKey'> | null,
): ProfileChange | null {
  // Whoever sent it had a profile of his own, whatever its id is.
  if (exchange.imported) return 'imported'
  if (profile === null) return 'deleted'
  if (profile.environment !== exchange.environment) return 'environment'
  if (!profile.builtIn && profile.gatewayUrl !== exchange.gatewayUrl) return 'gateway'
  return profile.appKey === exchange.appKey ? null : 'app-key'
}

/** Whether every escape stands for UTF-8, so that what is read is all there was. */
function isReadable({ head, body }: StoredRequest): boolean {
  try {
    for (const text of [requestLine(head).query, new TextDecoder('utf-8', { fatal: true }).decode(body)]) decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
