import { KeychainError, type Keychain, type KeychainFailure } from './keychain'

/** A keychain in memory that can be shut as a real one can: locked it looks empty and refuses to write. */
export class InMemoryKeychain implements Keychain {
  readonly entries = new Map<string, string>()
  state: 'open' | KeychainFailure = 'open'

  async read(account: string): Promise<string | null> {
    if (this.state === 'locked') return null
    this.refuseUnlessOpen()
    return this.entries.get(account) ?? null
  }

  async write(account: string, secret: string): Promise<void> {
    this.refuseUnlessOpen()
    this.entries.set(account, secret)
  }

  async remove(account: string): Promise<boolean> {
    this.refuseUnlessOpen()
    return this.entries.delete(account)
  }

  private refuseUnlessOpen(): void {
    if (this.state !== 'open') throw new KeychainError(this.state)
  }
}
