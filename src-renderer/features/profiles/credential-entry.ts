import { reactive } from 'vue'
import { findSecretProblem, type CredentialKind, type KeychainState, type SecretProblem } from '@shared/profile/profile'

/**
 * A credential while it is being typed, the only place of the page that ever holds one.
 * It lives as long as the dialog and is emptied as soon as main has the value (design, rule 3).
 */
export interface CredentialEntry {
  readonly kind: CredentialKind
  text: string
  /** Where the user wants it; null until they say so. */
  keep: 'keychain' | 'this-run' | null
  /** Whether a stored one is about to be replaced. */
  isReplacing: boolean
}

/** An empty entry. */
export function createEntry(kind: CredentialKind): CredentialEntry {
  return reactive({ kind, text: '', keep: null, isReplacing: false })
}

/** Forgets what was typed. */
export function emptyEntry(entry: CredentialEntry): void {
  entry.text = ''
  entry.isReplacing = false
}

/** What is wrong with the text, or null; an empty entry is simply not saved. */
export function problemOfEntry(entry: CredentialEntry): SecretProblem | null {
  return entry.text === '' ? null : findSecretProblem(entry.text)
}

/** Where the entry goes. Without a keychain only this run is left; a locked one may still be unlocked. */
export function keepOf(entry: CredentialEntry, keychain: KeychainState | null): 'keychain' | 'this-run' {
  if (keychain === 'unavailable') return 'this-run'
  return entry.keep ?? 'keychain'
}

/** The text without what `blank-at-start` and `blank-at-end` complain about. */
export function withoutBlanks(text: string): string {
  return text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/gu, '')
}
