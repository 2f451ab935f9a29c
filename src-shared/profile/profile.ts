import { z } from 'zod'
import { isWellFormedText } from '../descriptor/problems'
import { ENVIRONMENTS } from '../protocol/gateway-url'
import { FORMATS, PLACEMENTS, SIGN_METHODS } from '../protocol/parameters'

/** The most a profile may let a response grow to, before and after its content encoding is undone. */
export const MAX_RESPONSE_BYTES = 268_435_456

/** How long and how large an exchange of this profile may be. */
export const limitsSchema = z.strictObject({
  connectTimeoutMs: z.number().int().min(100).max(120_000),
  totalTimeoutMs: z.number().int().min(100).max(600_000),
  maxResponseBytes: z.number().int().min(1_024).max(MAX_RESPONSE_BYTES),
})

/** In characters. */
export const LONGEST_PROFILE_NAME = 64

/** What the user sets. Secrets are not part of it: they go to the keychain by a call of their own. */
export const profileSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(LONGEST_PROFILE_NAME),
  environment: z.enum(ENVIRONMENTS),
  gatewayUrl: z.string().max(2_048),
  appKey: z.string().max(128),
  targetAppKey: z.string().max(128),
  partnerId: z.string().max(128),
  signMethod: z.enum(SIGN_METHODS),
  format: z.enum(FORMATS),
  simplify: z.boolean(),
  placement: z.enum(PLACEMENTS),
  limits: limitsSchema,
  /** Id of an imported certificate authority file that is trusted besides the built-in ones; null for none. */
  certificateAuthorityId: z.string().max(64).nullable(),
})
export type ProfileSettings = z.infer<typeof profileSettingsSchema>

export const profileSchema = profileSettingsSchema.extend({
  id: z.string().min(1).max(64),
  /** The console's own profile for its embedded gateway: address and key are not the user's to change, and it stays. */
  builtIn: z.boolean(),
})
export type Profile = z.infer<typeof profileSchema>

/** Id of the built-in profile. Its name is worded by the interface, in the user's language. */
export const LOCAL_PROFILE_ID = 'local'

/** Settings of a new profile: SDK time-outs (PROTOCOL 1.2), the strongest signature, JSON. */
export const NEW_PROFILE: Omit<ProfileSettings, 'name' | 'environment' | 'gatewayUrl'> = {
  appKey: '',
  targetAppKey: '',
  partnerId: '',
  signMethod: 'hmac-sha256',
  format: 'json',
  simplify: false,
  placement: 'body',
  limits: { connectTimeoutMs: 15_000, totalTimeoutMs: 30_000, maxResponseBytes: 67_108_864 },
  certificateAuthorityId: null,
}

export const CREDENTIAL_KINDS = ['secret', 'session'] as const
/** `secret` signs, `session` is the authorising user's token. */
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number]

/**
 * What is known of a credential without showing it:
 * `stored` in the keychain · `this-run` only in memory · `nothing-stored` · `locked`: the keychain does not open ·
 * `unavailable`: there is no keychain.
 */
const CREDENTIAL_STATES = ['stored', 'this-run', 'nothing-stored', 'locked', 'unavailable'] as const
export type CredentialState = (typeof CREDENTIAL_STATES)[number]

const credentialStatusSchema = z.object({
  state: z.enum(CREDENTIAL_STATES),
  /** Eight hexadecimal digits of a keyed hash: equal credentials show equal ones, and nothing can be worked back from them. */
  fingerprint: z.string().nullable(),
  /** Epoch milliseconds when it was saved. */
  savedAt: z.number().int().nullable(),
})
export type CredentialStatus = z.infer<typeof credentialStatusSchema>

export const credentialStatusesSchema = z.object({ secret: credentialStatusSchema, session: credentialStatusSchema })
export type CredentialStatuses = z.infer<typeof credentialStatusesSchema>

export const KEYCHAIN_STATES = ['ready', 'locked', 'unavailable'] as const
export type KeychainState = (typeof KEYCHAIN_STATES)[number]

/** The longest secret every system's keychain takes, in UTF-8 bytes (Windows stores 2,560). */
export const MAX_SECRET_BYTES = 2_000

export const SECRET_PROBLEMS = ['empty', 'blank-at-start', 'blank-at-end', 'line-break', 'nul', 'control-character', 'too-long', 'not-unicode'] as const
export type SecretProblem = (typeof SECRET_PROBLEMS)[number]

/** What is wrong with a pasted secret, or null. A blank at its end is the classic cause of a rejected signature. */
export function findSecretProblem(secret: string): SecretProblem | null {
  if (secret === '') return 'empty'
  if (secret.includes('\0')) return 'nul'
  if (/[\r\n\u0085\u2028\u2029]/.test(secret)) return 'line-break'
  if (/^[\s\u200b\ufeff]/u.test(secret)) return 'blank-at-start'
  if (/[\s\u200b\ufeff]$/u.test(secret)) return 'blank-at-end'
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0001-\u001f\u007f]/.test(secret)) return 'control-character'
  if (!isWellFormedText(secret)) return 'not-unicode'
  return new TextEncoder().encode(secret).length > MAX_SECRET_BYTES ? 'too-long' : null
}
