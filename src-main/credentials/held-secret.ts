import type { Profiles } from '../profiles/profiles'
import { CREDENTIAL_KINDS } from '@shared/profile/profile'
import type { Credentials } from './credentials'

// Shorter texts turn up in values by chance; a real secret is 32 characters.
const SHORTEST_SECRET = 8

/** Whether a text holds a secret, as it is or as it is written inside of JSON. A secret too short to tell from chance is held by none. */
export function holdsSecret(text: string, secret: string): boolean {
  if (secret.length < SHORTEST_SECRET) return false
  return text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1))
}

/**
 * The name of the first text that holds a secret or session token of any profile, or null; never the value.
 * @throws AppError `keychain.*` when a stored one cannot be looked at: then nobody can tell
 */
export async function findSecretHolder(
  texts: readonly { readonly name: string; readonly text: string }[],
  { profiles, credentials }: { readonly profiles: Pick<Profiles, 'list'>; readonly credentials: Pick<Credentials, 'read'> },
): Promise<string | null> {
  for (const { id } of await profiles.list()) {
    for (const kind of CREDENTIAL_KINDS) {
      const secret = await credentials.read(id, kind)
      const holder = secret === null ? undefined : texts.find(({ text }) => holdsSecret(text, secret))
      if (holder !== undefined) return holder.name
    }
  }
  return null
}
