import type { CredentialKind } from '@shared/profile/profile'
import { AppError } from '@shared/errors'
import type { Connection } from './connection'

/** A profile as its row holds it; `settings` is JSON text. */
export interface ProfileRow {
  readonly id: string
  readonly name: string
  readonly settings: string
  readonly builtIn: boolean
  readonly createdAt: number
}

/** A non-secret trace of a stored credential, so that a locked keychain is not taken for an empty one. */
export interface CredentialMarker {
  readonly profileId: string
  readonly kind: CredentialKind
  readonly fingerprint: string
  readonly savedAt: number
}

/** Everything small that is kept beside the exchanges. Synchronous: it runs in the database worker. */
export class DocumentStore {
  constructor(private readonly connection: Connection) {}

  listProfiles(): ProfileRow[] {
    const rows = this.connection
      .prepare('SELECT id, name, settings, built_in AS builtIn, created_at AS createdAt FROM profile ORDER BY built_in DESC, created_at, id')
      .all() as (Omit<ProfileRow, 'builtIn'> & { builtIn: number })[]
    return rows.map((row) => ({ ...row, builtIn: row.builtIn === 1 }))
  }

  /** @throws AppError `profile.name-taken` */
  saveProfile(profile: ProfileRow): void {
    const taken = this.connection.prepare('SELECT 1 FROM profile WHERE name = ? AND id <> ?').get(profile.name, profile.id)
    if (taken !== undefined) throw new AppError('profile.name-taken')
    this.connection
      .prepare(
        `INSERT INTO profile (id, name, settings, built_in, created_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, settings = excluded.settings`,
      )
      .run(profile.id, profile.name, profile.settings, profile.builtIn ? 1 : 0, profile.createdAt)
  }

  deleteProfile(id: string): void {
    this.connection.prepare('DELETE FROM profile WHERE id = ?').run(id)
  }

  listMarkers(profileId: string): CredentialMarker[] {
    return this.connection
      .prepare('SELECT profile_id AS profileId, kind, fingerprint, saved_at AS savedAt FROM credential_marker WHERE profile_id = ?')
      .all(profileId) as CredentialMarker[]
  }

  saveMarker(marker: CredentialMarker): void {
    this.connection
      .prepare(
        `INSERT INTO credential_marker (profile_id, kind, fingerprint, saved_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (profile_id, kind) DO UPDATE SET fingerprint = excluded.fingerprint, saved_at = excluded.saved_at`,
      )
      .run(marker.profileId, marker.kind, marker.fingerprint, marker.savedAt)
  }

  deleteMarker(profileId: string, kind: CredentialKind): void {
    this.connection.prepare('DELETE FROM credential_marker WHERE profile_id = ? AND kind = ?').run(profileId, kind)
  }

  saveCertificateAuthority(id: string, pem: string, importedAt: number): void {
    this.connection.prepare('INSERT INTO certificate_authority (id, pem, imported_at) VALUES (?, ?, ?)').run(id, pem, importedAt)
  }

  readCertificateAuthority(id: string): string | null {
    const row = this.connection.prepare('SELECT pem FROM certificate_authority WHERE id = ?').get(id) as { pem: string } | undefined
    return row?.pem ?? null
  }

  readSetting(name: string): string | null {
    const row = this.connection.prepare('SELECT value FROM setting WHERE name = ?').get(name) as { value: string } | undefined
    return row?.value ?? null
  }

  saveSetting(name: string, value: string): void {
    this.connection
      .prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, value)
  }
}
