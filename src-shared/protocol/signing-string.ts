import type { Parameter, SignMethod } from './parameters'

/**
 * The text that is hashed: names and values of everything sent but `sign`, sorted by name in UTF-16 order,
 * with nothing between (PROTOCOL 2, steps 1-3).
 */
export function signingString(parameters: readonly Parameter[]): string {
  return parameters
    .filter(({ name }) => name !== 'sign')
    .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
    .map(({ name, value }) => name + value)
    .join('')
}

/** What the digest runs over: md5 wraps the signing string in the secret, the HMACs do not (PROTOCOL 2, step 4). */
export function digestInput(method: SignMethod, text: string, secret: string): string {
  return method === 'md5' ? secret + text + secret : text
}
