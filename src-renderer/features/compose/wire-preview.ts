import { businessParameters } from '@shared/descriptor/serialise'
import type { DraftValues } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'
import type { ProfileSettings } from '@shared/profile/profile'
import { unsignedParameters, type Format, type SignMethod } from '@shared/protocol/parameters'
import { headText, wireRequest } from '@shared/protocol/wire'

/** What the page knows of a request before main signs and sends it. */
export interface WirePreview {
  readonly operation: Operation
  readonly values: DraftValues
  readonly profile: Pick<ProfileSettings, 'appKey' | 'targetAppKey' | 'partnerId' | 'simplify' | 'placement'>
  readonly gatewayUrl: string
  readonly format: Format
  readonly signMethod: SignMethod
  /** What stands for the session token; null when none is stored. */
  readonly sessionMarker: string | null
  /** What stands for the signature. */
  readonly signMarker: string
  readonly timestampMs: number
  readonly version: string
}

// Stand-ins survive the form encoding unchanged, and that of the signature has its real length.
const SESSION = 'SESSION-TOKEN-STAND-IN'
const SIGNATURE_LENGTHS: Readonly<Record<SignMethod, number>> = { md5: 32, hmac: 32, 'hmac-sha256': 64 }

/** Request line, headers and form body as they would go out now; signature and token are only named. */
export function wirePreviewText(preview: WirePreview): string {
  const signature = 'S'.repeat(SIGNATURE_LENGTHS[preview.signMethod])
  const parameters = [
    ...unsignedParameters(
      {
        ...preview.profile,
        method: preview.operation.name,
        session: preview.sessionMarker === null ? '' : SESSION,
        timestampMs: preview.timestampMs,
        format: preview.format,
        signMethod: preview.signMethod,
      },
      businessParameters(preview.operation, preview.values),
    ),
    { name: 'sign', value: signature },
  ]
  const wire = wireRequest({
    gatewayUrl: preview.gatewayUrl,
    placement: preview.profile.placement,
    parameters,
    userAgent: `ly-session-console/${preview.version}`,
  })
  return `${headText(wire)}${new TextDecoder().decode(wire.body)}`
    .replace(`sign=${signature}`, () => `sign=${preview.signMarker}`)
    .replace(`session=${SESSION}`, () => `session=${preview.sessionMarker ?? ''}`)
}
