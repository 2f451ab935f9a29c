import type { FailureKind } from '@shared/exchange/outcome'

const KINDS: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ENETDOWN: 'unreachable',
  EACCES: 'unreachable',
  ETIMEDOUT: 'connect-time-out',
  EPROTO: 'tls',
}

// OpenSSL's and BoringSSL's names for a certificate that does not hold.
const TLS = /^ERR_(?:TLS|SSL|OSSL)|CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|^CRL_|INVALID_CA|PATH_LENGTH/

/** The code of an error the system gave, looking into the several attempts of one connection; null without one. */
export function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

/** Names a failure of the connection. `duringHandshake`: TCP stands and TLS does not yet. */
export function failureOf(error: unknown, duringHandshake: boolean): { kind: FailureKind; detail: string | null } {
  const code = codeOf(error)
  if (code === null) return { kind: 'internal', detail: null }
  if (TLS.test(code)) return { kind: 'tls', detail: code }
  if (code.startsWith('HPE_')) return { kind: 'http-protocol', detail: code }
  if (duringHandshake) return { kind: 'tls', detail: code }
  return { kind: KINDS[code] ?? 'internal', detail: code }
}
