import { isWellFormedText } from '@shared/descriptor/problems'
import { AppError } from '@shared/errors'
import { sessionMarker, type StoredRequest } from '@shared/exchange/exchange'
import type { ProfileSettings } from '@shared/profile/profile'
import { renewedPublicParameters } from '@shared/exchange/replay'
import { publicParameters, withoutEmpty, type Parameter } from '@shared/protocol/parameters'
import { headText, wireRequest, type WireRequest } from '@shared/protocol/wire'
import { holdsSecret } from '../credentials/held-secret'
import { signParameters } from '../signing/signature'

/** What a request is made of, besides the profile. */
export interface RequestContent {
  readonly operationName: string
  readonly businessParameters: readonly Parameter[]
  /** Those of a request that is repeated; null makes them from the profile. */
  readonly publicParameters: readonly Parameter[] | null
  readonly profile: Pick<ProfileSettings, 'appKey' | 'targetAppKey' | 'partnerId' | 'signMethod' | 'format' | 'simplify' | 'placement'>
  readonly gatewayUrl: string
  readonly secret: string
  readonly session: { readonly value: string; readonly fingerprint: string } | null
  /** Epoch milliseconds. */
  readonly timestampMs: number
  readonly userAgent: string
}

/** The bytes to send, and the same bytes as they may be stored. */
export interface SignedRequest {
  readonly wire: WireRequest
  readonly stored: StoredRequest
  /** Size of head and body as they go out. */
  readonly sizeBytes: number
}

/**
 * Builds one ordered list of parameters, signs that list and puts that list on the wire (PROTOCOL 10, the invariant).
 * What is stored differs only in the session token, whose place a marker takes (design, rule 3).
 * @throws AppError `draft.holds-secret` when a value contains the secret or the token, `draft.blocked` for one that is no text
 */
export function buildSignedRequest(content: RequestContent): SignedRequest {
  refuseSecrets(content)
  refuseBrokenText([...content.businessParameters, ...(content.publicParameters ?? [])])
  const { profile } = content
  const unsigned = [...publicParametersOf(content), ...withoutEmpty(content.businessParameters)]
  const signed = [...unsigned, { name: 'sign', value: signParameters(unsigned, profile.signMethod, content.secret) }]
  const build = (parameters: readonly Parameter[]): WireRequest =>
    wireRequest({
      gatewayUrl: content.gatewayUrl,
      placement: profile.placement,
      parameters,
      userAgent: content.userAgent,
    })
  const wire = build(signed)
  const { session } = content
  if (session === null) return sized(wire, { head: headText(wire), body: wire.body, masked: [] })
  const marked = signed.map((one) => (one.name === 'session' ? { ...one, value: sessionMarker(session.fingerprint) } : one))
  const masked = build(marked)
  // The head keeps the length that was really sent.
  return sized(wire, {
    head: headText({ ...masked, headers: wire.headers }),
    body: masked.body,
    masked: ['session'],
  })
}

function publicParametersOf({ profile, operationName, timestampMs, ...content }: RequestContent): Parameter[] {
  const session = content.session?.value ?? ''
  if (content.publicParameters !== null) return renewedPublicParameters(content.publicParameters, { ...profile, session, timestampMs })
  return publicParameters({ ...profile, method: operationName, session, timestampMs })
}

function sized(wire: WireRequest, stored: StoredRequest): SignedRequest {
  return { wire, stored, sizeBytes: headText(wire).length + wire.body.length }
}

/** UTF-8 cannot hold half a character: encoding would either fail or send something else than was given. */
function refuseBrokenText(parameters: readonly Parameter[]): void {
  const broken = parameters.filter(({ name, value }) => !isWellFormedText(name) || !isWellFormedText(value))
  if (broken.length > 0) throw new AppError('draft.blocked', { paths: broken.map(({ name }) => name).join(', ') })
}

function refuseSecrets({ businessParameters, publicParameters: repeated, profile, secret, session }: RequestContent): void {
  const shown = [
    ...businessParameters,
    ...(repeated ?? []),
    { name: 'app_key', value: profile.appKey },
    { name: 'target_app_key', value: profile.targetAppKey },
    { name: 'partner_id', value: profile.partnerId },
  ]
  for (const hidden of [secret, session?.value ?? '']) {
    const holder = shown.find(({ value }) => holdsSecret(value, hidden))
    if (holder !== undefined) throw new AppError('draft.holds-secret', { parameter: holder.name })
  }
}
