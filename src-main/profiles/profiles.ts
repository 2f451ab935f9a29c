import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import { LOCAL_PROFILE_ID, NEW_PROFILE, profileSettingsSchema, type Profile, type ProfileSettings } from '@shared/profile/profile'
import { findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { knownValues } from '@shared/stored-values'
import type { Remote } from '../database/client'
import type { DocumentStore, ProfileRow } from '../database/document-store'

/** App key of the embedded gateway. */
export const LOCAL_APP_KEY = 'local-app'

type ProfileDocuments = Pick<
  Remote<DocumentStore>,
  'listProfiles' | 'saveProfile' | 'deleteProfile' | 'saveCertificateAuthority' | 'readCertificateAuthority'
>

/** Named sets of settings to send with. Secrets are elsewhere. */
export class Profiles {
  constructor(
    private readonly documents: ProfileDocuments,
    private readonly now: () => number,
  ) {}

  async list(): Promise<Profile[]> {
    return (await this.documents.listProfiles()).map(profileOf)
  }

  /** @throws AppError `profile.unknown` */
  async get(id: string): Promise<Profile> {
    const profile = (await this.list()).find((candidate) => candidate.id === id)
    if (profile === undefined) throw new AppError('profile.unknown')
    return profile
  }

  /** @throws AppError `profile.gateway-url`, `profile.name-taken`, `certificate.unknown` */
  async create(settings: ProfileSettings): Promise<Profile> {
    return this.save({ ...settings, id: randomUUID(), builtIn: false }, this.now())
  }

  /** Changes a profile; the built-in one keeps its name, environment, address and key. */
  async update(id: string, settings: ProfileSettings): Promise<Profile> {
    const profile = await this.get(id)
    const fixed = profile.builtIn
      ? { name: profile.name, environment: profile.environment, gatewayUrl: profile.gatewayUrl, appKey: profile.appKey }
      : {}
    return this.save({ ...settings, ...fixed, id, builtIn: profile.builtIn }, this.now())
  }

  /** A copy under another name, without the credentials. The built-in one has no address that a copy could keep. @throws AppError `profile.protected` */
  async duplicate(id: string, name: string): Promise<Profile> {
    const { id: _id, builtIn, ...settings } = await this.get(id)
    if (builtIn) throw new AppError('profile.protected')
    return this.create({ ...settings, name })
  }

  /** @throws AppError `profile.protected` for the built-in profile */
  async delete(id: string): Promise<void> {
    if ((await this.get(id)).builtIn) throw new AppError('profile.protected')
    await this.documents.deleteProfile(id)
  }

  /** Makes the built-in profile if this database has none. */
  async ensureLocal(): Promise<void> {
    if ((await this.list()).some(({ builtIn }) => builtIn)) return
    const settings = { ...NEW_PROFILE, name: 'Local gateway', environment: 'local' as const, gatewayUrl: '', appKey: LOCAL_APP_KEY }
    await this.documents.saveProfile(rowOf({ ...settings, id: LOCAL_PROFILE_ID, builtIn: true }, this.now()))
  }

  /** PEM text of the profile's certificate authority, or null. @throws AppError `certificate.unknown` */
  async certificateAuthorityOf(settings: ProfileSettings): Promise<string | null> {
    if (settings.certificateAuthorityId === null) return null
    const pem = await this.documents.readCertificateAuthority(settings.certificateAuthorityId)
    if (pem === null) throw new AppError('certificate.unknown')
    return pem
  }

  private async save(profile: Profile, createdAt: number): Promise<Profile> {
    // The address of the built-in gateway is only known while it runs.
    const problem = profile.builtIn ? null : findGatewayUrlProblem(profile.gatewayUrl)
    if (problem !== null) throw new AppError('profile.gateway-url', { problem })
    await this.certificateAuthorityOf(profile)
    await this.documents.saveProfile(rowOf(profile, createdAt))
    return profile
  }
}

function rowOf(profile: Profile, createdAt: number): ProfileRow {
  const { id, builtIn, ...settings } = profile
  return { id, name: profile.name, settings: JSON.stringify(settings), builtIn, createdAt }
}

function profileOf(row: ProfileRow): Profile {
  const stored = knownValues(profileSettingsSchema.shape, JSON.parse(row.settings))
  return { ...NEW_PROFILE, environment: 'custom', gatewayUrl: '', ...stored, name: row.name, id: row.id, builtIn: row.builtIn }
}
