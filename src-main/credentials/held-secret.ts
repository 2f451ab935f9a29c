import { CREDENTIAL_KINDS } from '@shared/profile/profile'
import type { Profiles } from '../profiles/profiles'
import type { Credentials } from './credentials'

// Shorter texts turn up in values by chance; a real secret is 32 characters.
const SHORTEST_SECRET = 8

/** Whether a text holds a secret, as it is or as it is written inside of JSON. A secret too short to tell from chance is held by none. */
export function holdsSecret(text: string, secret: string): boolean {
  if (secret.length < SHORTEST_SECRET) return false
  return text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1))
}

/** Tells of a text whether it holds one of these secrets; null is none. */
export function secretFinder(secrets: readonly (string | null)[]): (text: string) => boolean {
  return (text) => secrets.some((secret) => secret !== null && holdsSecret(text, secret))
}

/** A text under the name the user finds it by. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

interface KnownSecrets {
  readonly profiles: Pick<Profiles, 'list'>
  readonly credentials: Pick<Credentials, 'read'>
}

/**
 * For each group of texts the name of the first that holds a secret or session token of any profile, or null; never the value.
 * Every secret is read once, however many texts there are.
 * @throws AppError `keychain.*` when a stored one cannot be looked at: then nobody can tell
 */
export async function findSecretHolders(groups: readonly (readonly NamedText[])[], { profiles, credentials }: KnownSecrets): Promise<(string | null)[]> {
  const holders = groups.map((): string | null => null)
  for (const { id } of await profiles.list()) {
    for (const kind of CREDENTIAL_KINDS) {
      const secret = await credentials.read(id, kind)
      if (secret === null) continue
      for (const [index, texts] of groups.entries()) holders[index] ??= texts.find(({ text }) => holdsSecret(text, secret))?.name ?? null
    }
  }
  return holders
}

/** The same for one group of texts. @throws AppError `keychain.*` */
export async function findSecretHolder(texts: readonly NamedText[], known: KnownSecrets): Promise<string | null> {
  const [holder = null] = await findSecretHolders([texts], known)
  return holder
}
