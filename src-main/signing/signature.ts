import { createHash, createHmac } from 'node:crypto'
import type { Parameter, SignMethod } from '@shared/protocol/parameters'
import { digestInput, signingString } from '@shared/protocol/signing-string'

/** Upper-case hexadecimal signature of a signing string under the app secret (PROTOCOL 2, steps 4 and 5). */
export function signature(method: SignMethod, text: string, secret: string): string {
  const hash = method === 'md5' ? createHash('md5') : createHmac(HMAC_DIGESTS[method], secret)
  return hash.update(digestInput(method, text, secret), 'utf8').digest('hex').toUpperCase()
}

/**
 * Signature of the parameters as they are sent; `sign` among them is left out. A body that is no form follows
 * the signing string (PROTOCOL 2, "Body variants").
 */
export function signParameters(parameters: readonly Parameter[], method: SignMethod, secret: string, body = ''): string {
  return signature(method, signingString(parameters) + body, secret)
}

const HMAC_DIGESTS = { hmac: 'md5', 'hmac-sha256': 'sha256' } as const
