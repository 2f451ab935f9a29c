/** Why the keychain did not do what it was asked. */
export type KeychainFailure = 'locked' | 'unavailable' | 'time-out'

/** The one error a keychain raises. It carries no message of the system: those come in any encoding and may name things. */
export class KeychainError extends Error {
  constructor(readonly failure: KeychainFailure, options?: { cause?: unknown }) {
    super(`the keychain is ${failure === 'time-out' ? 'not answering' : failure}`, options)
    this.name = 'KeychainError'
  }
}

/** A place of the operating system for secrets. Every method may raise KeychainError. */
export interface Keychain {
  /** The secret, or null. Null also comes from a locked keyring on Linux: callers must not take it for "empty". */
  read(account: string): Promise<string | null>
  write(account: string, secret: string): Promise<void>
  /** Whether there was one. */
  remove(account: string): Promise<boolean>
}
