import { createHmac, randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import {
  findSecretProblem,
  type CredentialKind,
  type CredentialStatus,
  type CredentialStatuses,
  type KeychainState,
} from '@shared/profile/profile'
import type { Remote } from '../database/client'
import type { CredentialMarker, DocumentStore } from '../database/document-store'
import { KeychainError, type Keychain } from './keychain'

type Markers = Pick<Remote<DocumentStore>, 'listMarkers' | 'saveMarker' | 'deleteMarker'>

/** What makes credentials of this installation its own: the keychain is shared by all of a user's programs. */
export interface Installation {
  readonly id: string
  /** Key of the fingerprints. */
  readonly fingerprintKey: string
}

const NOTHING: CredentialStatus = { state: 'nothing-stored', fingerprint: null, savedAt: null }

/**
 * Keeps secrets and session tokens: in the keychain, or for this run in memory when the user says so.
 * `read` is for the one who signs; nothing else ever gets a value out (design, rule 3).
 */
export class Credentials {
  private readonly thisRun = new Map<string, { value: string; savedAt: number }>()
  private readonly asked = new Map<string, Promise<string | null>>()
  private check: Promise<KeychainState> | null = null

  constructor(
    private readonly keychain: Keychain,
    private readonly markers: Markers,
    private readonly installation: Installation,
    private readonly now: () => number,
  ) {}

  /** @throws AppError `credential.invalid`, `keychain.*` */
  async save(profileId: string, kind: CredentialKind, value: string, keep: 'keychain' | 'this-run'): Promise<void> {
    const problem = findSecretProblem(value)
    if (problem !== null) throw new AppError('credential.invalid', { problem })
    const account = this.account(profileId, kind)
    if (keep === 'this-run') {
      this.thisRun.set(account, { value, savedAt: this.now() })
      return
    }
    await asAppError(this.keychain.write(account, value))
    await this.markers.saveMarker({ profileId, kind, fingerprint: this.fingerprint(value), savedAt: this.now() })
    this.thisRun.delete(account)
  }

  /** Forgets the value everywhere. @throws AppError `keychain.*`, and then nothing has been forgotten */
  async remove(profileId: string, kind: CredentialKind): Promise<void> {
    const account = this.account(profileId, kind)
    if ((await this.marker(profileId, kind)) !== null) {
      await asAppError(this.keychain.remove(account))
      await this.markers.deleteMarker(profileId, kind)
    }
    this.thisRun.delete(account)
  }

  /** The value for one signature, null when nothing is stored. @throws AppError `keychain.*` */
  async read(profileId: string, kind: CredentialKind): Promise<string | null> {
    return this.valueOf(profileId, kind, async () => (await this.marker(profileId, kind)) !== null)
  }

  /** Which of the two the keychain holds by what is known here; the keychain itself is not asked. */
  async storedKinds(profileId: string): Promise<CredentialKind[]> {
    return (await this.markers.listMarkers(profileId)).map(({ kind }) => kind)
  }

  /**
   * Both values for one signature, with one look at what is stored. Who signs many requests in a row looks once and gives it here: only
   * the values are then asked for each time. @throws AppError `keychain.*`
   */
  async readBoth(profileId: string, known?: readonly CredentialKind[]): Promise<Readonly<Record<CredentialKind, string | null>>> {
    const stored = known ?? (await this.storedKinds(profileId))
    const value = (kind: CredentialKind): Promise<string | null> => this.valueOf(profileId, kind, () => Promise.resolve(stored.includes(kind)))
    const [secret, session] = await Promise.all([value('secret'), value('session')])
    return { secret, session }
  }

  async statuses(profileId: string): Promise<CredentialStatuses> {
    return { secret: await this.status(profileId, 'secret'), session: await this.status(profileId, 'session') }
  }

  /** Whether the keychain takes and gives back a value. Writes an entry that means nothing and removes it. */
  checkKeychain(): Promise<KeychainState> {
    // Two checks at once would read back each other's value and both report a fault.
    this.check ??= this.checkNow().finally(() => (this.check = null))
    return this.check
  }

  /** Eight hexadecimal digits of a keyed hash, the same for the same value in this installation. */
  fingerprint(value: string): string {
    return createHmac('sha256', this.installation.fingerprintKey).update(value, 'utf8').digest('hex').slice(0, 8)
  }

  private async valueOf(profileId: string, kind: CredentialKind, isStored: () => Promise<boolean>): Promise<string | null> {
    const account = this.account(profileId, kind)
    const kept = this.thisRun.get(account)
    if (kept !== undefined) return kept.value
    // Without a marker nothing was ever stored: the keychain need not be asked, nor its owner prompted.
    if (!(await isStored())) return null
    const value = await asAppError(this.readShared(account))
    if (value !== null) return value
    const keychain = await this.checkKeychain()
    if (keychain !== 'ready') throw new AppError(`keychain.${keychain}`)
    return null
  }

  /** Who asks while somebody else's question is on its way gets the same answer: the keychain takes one at a time, and slowly. */
  private readShared(account: string): Promise<string | null> {
    const asked = this.asked.get(account)
    if (asked !== undefined) return asked
    const answer = this.keychain.read(account).finally(() => this.asked.delete(account))
    this.asked.set(account, answer)
    return answer
  }

  private async checkNow(): Promise<KeychainState> {
    const account = `${this.installation.id}/check`
    const value = randomUUID()
    try {
      await this.keychain.write(account, value)
      const same = (await this.keychain.read(account)) === value
      await this.keychain.remove(account)
      return same ? 'ready' : 'unavailable'
    } catch (error) {
      return error instanceof KeychainError && error.failure !== 'unavailable' ? 'locked' : 'unavailable'
    }
  }

  private async status(profileId: string, kind: CredentialKind): Promise<CredentialStatus> {
    const account = this.account(profileId, kind)
    const kept = this.thisRun.get(account)
    if (kept !== undefined) {
      return { state: 'this-run', fingerprint: this.fingerprint(kept.value), savedAt: kept.savedAt }
    }
    const marker = await this.marker(profileId, kind)
    if (marker === null) return NOTHING
    const { fingerprint, savedAt } = marker
    try {
      if ((await this.keychain.read(account)) !== null) return { state: 'stored', fingerprint, savedAt }
    } catch (error) {
      const locked = error instanceof KeychainError && error.failure !== 'unavailable'
      return { state: locked ? 'locked' : 'unavailable', fingerprint, savedAt }
    }
    // A locked keyring looks empty; only a write tells it from one whose entry was removed by someone else.
    const keychain = await this.checkKeychain()
    return keychain === 'ready' ? NOTHING : { state: keychain, fingerprint, savedAt }
  }

  private async marker(profileId: string, kind: CredentialKind): Promise<CredentialMarker | null> {
    return (await this.markers.listMarkers(profileId)).find((marker) => marker.kind === kind) ?? null
  }

  private account(profileId: string, kind: CredentialKind): string {
    return `${this.installation.id}/${profileId}/${kind}`
  }
}

async function asAppError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    throw new AppError(`keychain.${error.failure}`, {}, { cause: error })
  }
}
