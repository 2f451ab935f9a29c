import type { Diagnosis, SuspectId } from '@shared/knowledge/diagnosis'
import { declaredMethod, valueOf, type SignedRequestParts } from '@shared/knowledge/signing-recipe'
import { isLive, type Environment } from '@shared/protocol/gateway-url'
import type { SignMethod } from '@shared/protocol/parameters'

/** What is known around the secret; null where it is not known. */
export interface SecretContext {
  readonly environment: Environment | null
  /** App key of the profile whose secret is used. */
  readonly appKey: string | null
  /** Epoch milliseconds. */
  readonly secretSavedAt: number | null
  /** Epoch milliseconds when the request was signed. */
  readonly signedAt: number | null
}

/** Nothing known but the secret itself. */
export const NO_CONTEXT: SecretContext = { environment: null, appKey: null, secretSavedAt: null, signedAt: null }

type Suspect = Diagnosis['suspects'][number]
type Finding = string | boolean | null

const SIGN_LENGTHS: Readonly<Record<SignMethod, number>> = { md5: 32, hmac: 32, 'hmac-sha256': 64 }
const SECRET_LENGTH = 32
// A timestamp has no fractions of a second.
const TIMESTAMP_STEP_MS = 1_000

/**
 * What to look at, in the order of PROTOCOL 10: what can be seen in the sign, then the secret, then a parameter that changed.
 * A sign that fits the parameters and the secret leaves nothing but the secret to suspect. Says of the secret only whether it has a property, never a part of it.
 */
export function findSuspects(request: SignedRequestParts, secret: string, context: SecretContext, isCorrect: boolean): Suspect[] {
  const findings: readonly (readonly [SuspectId, Finding])[] = [
    ['sign-shape', hasNoKnownShape(request.sign)],
    ['sign-length', lengthOfOtherMethod(request)],
    ['sign-method-unknown', declaredMethod(request.parameters) === null],
    ['parameter-holds-secret', holderOf(secret, request)],
    ['other-app-key', otherAppKey(request, context)],
    ['secret-is-app-key', secret === valueOf(request.parameters, 'app_key')],
    ['secret-has-blanks', /\s/u.test(secret)],
    ['secret-of-sandbox', context.environment !== null && isLive(context.environment) && secret.startsWith('sandbox')],
    ['secret-length', secret.length !== SECRET_LENGTH],
    ['secret-saved-later', !isCorrect && isSavedAfterSigning(context)],
    ['secret', true],
    ['replacement-character', isCorrect ? null : request.parameters.find(({ value }) => value.includes('\ufffd'))?.name ?? null],
    ['left-over-escape', isCorrect ? null : request.parameters.find(({ value }) => /%[0-9a-fA-F]{2}/.test(value))?.name ?? null],
    ['parameter-changed', !isCorrect],
  ]
  return findings.flatMap(([id, finding]) =>
    finding === null || finding === false ? [] : [{ id, detail: typeof finding === 'string' ? finding : '' }],
  )
}

/** Length of a sign that is no hexadecimal digest of a known size; null when it is one. */
function hasNoKnownShape(sign: string): string | null {
  return /^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{64})$/.test(sign) ? null : String(sign.length)
}

function lengthOfOtherMethod({ parameters, sign }: SignedRequestParts): string | null {
  const method = declaredMethod(parameters)
  if (method === null || hasNoKnownShape(sign) !== null) return null
  return sign.length === SIGN_LENGTHS[method] ? null : String(sign.length)
}

function holderOf(secret: string, { parameters }: SignedRequestParts): string | null {
  return parameters.find(({ value }) => secret.length > 0 && value.includes(secret))?.name ?? null
}

function otherAppKey({ parameters }: SignedRequestParts, { appKey }: SecretContext): string | null {
  const sent = valueOf(parameters, 'app_key')
  return appKey === null || sent === null || sent === appKey ? null : sent
}

function isSavedAfterSigning({ secretSavedAt, signedAt }: SecretContext): boolean {
  return secretSavedAt !== null && signedAt !== null && secretSavedAt >= signedAt + TIMESTAMP_STEP_MS
}
