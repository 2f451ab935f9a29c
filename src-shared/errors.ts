/** Everything that can keep the history from being used or written. */
export const HISTORY_PROBLEMS = [
  'history.unavailable',
  'history.newer-version',
  'history.damaged',
  'history.disk-full',
  'history.read-only',
  'history.no-permission',
  'history.folder-missing',
  'history.busy',
  'history.no-room-to-update',
] as const

/** Every error the page can meet. The interface words each in both languages and says what to do next. */
export const ERROR_CODES = [
  'internal',
  'ipc.untrusted-sender',
  'ipc.invalid-request',
  'operation.unknown',
  'draft.blocked',
  'draft.needs-confirmation',
  'draft.holds-secret',
  'profile.unknown',
  'profile.name-taken',
  'profile.gateway-url',
  'profile.app-key-missing',
  'profile.protected',
  'certificate.unreadable',
  'certificate.unknown',
  'credential.missing',
  'credential.invalid',
  'keychain.locked',
  'keychain.unavailable',
  'keychain.time-out',
  ...HISTORY_PROBLEMS,
  'history.unknown-entry',
  'storage.busy',
  'storage.under-way',
  'storage.no-room',
  'exchange.not-in-flight',
  'replay.not-exact',
  'replay.profile-changed',
  'replay.used-again',
  'document.reader-lost',
  'document.filter',
  'document.pattern',
  'document.no-view',
  'document.too-large-to-copy',
  'document.disk-full',
  'document.no-permission',
  'document.cannot-write',
  'document.is-history',
  'transfer.cannot-read',
  'transfer.under-way',
  'transfer.nothing-chosen',
  'guard.name-needed',
  'guard.name-wrong',
  'template.unknown',
  'template.holds-secret',
  'template.cannot-read',
  'template.cannot-write',
  'variable.name',
  'variable.holds-secret',
  'batch.cannot-read',
  'batch.too-large',
  'batch.unknown-file',
  'batch.unknown',
  'batch.under-way',
  'batch.nothing-to-send',
  'batch.other-gateway',
  'batch.row-not-waiting',
  'gateway.cannot-listen',
  'signature.session-unknown',
  'signature.no-sign',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An expected failure: its code is worded for the user, its detail holds paths and rules, never a rejected value. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: Readonly<Record<string, string>>

  constructor(code: ErrorCode, detail: Readonly<Record<string, string>> = {}, options?: { cause?: unknown }) {
    super(`${code}${Object.keys(detail).length === 0 ? '' : ` ${JSON.stringify(detail)}`}`, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}
