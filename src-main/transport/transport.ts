import type { FailureKind } from '@shared/exchange/outcome'
import type { Phases } from '@shared/exchange/exchange'
import type { WireRequest } from '@shared/protocol/wire'

/** A request to put on the connection as it stands. */
export interface TransportRequest {
  readonly wire: WireRequest
  readonly limits: { readonly connectTimeoutMs: number; readonly totalTimeoutMs: number; readonly maxResponseBytes: number }
  /** PEM text trusted besides the built-in authorities, or null. */
  readonly certificateAuthority: string | null
  /** Cancels. */
  readonly signal: AbortSignal
}

export interface ReceivedResponse {
  readonly status: number
  /** Status line and headers in their order and spelling, ending with the empty line. */
  readonly head: string
  /** What arrived of the body, as it arrived. */
  readonly body: Uint8Array
}

/** What came of it. A response may come together with a failure: what arrived is kept. */
export interface TransportResult {
  readonly response: ReceivedResponse | null
  readonly failure: { readonly kind: FailureKind; readonly detail: string | null } | null
  /** Whether any byte of the request may have reached the other side. */
  readonly bytesLeft: boolean
  readonly phases: Phases
  readonly durationMs: number
}

/** Sends once, over a connection of its own; never repeats, never follows a redirect, never rejects. */
export type Transport = (request: TransportRequest) => Promise<TransportResult>
