import { UNFINISHED, type ExchangeEnd } from '@shared/exchange/exchange'
import type { TransportResult } from '../transport/transport'

/** What the transport alone knows of an exchange's end; what the answer says is added to it. */
export function endOf({ response, failure, bytesLeft, durationMs, phases }: TransportResult): ExchangeEnd {
  return {
    ...UNFINISHED,
    // Cancelled after bytes left: the platform may have made the session, and nobody heard.
    outcome: failure?.kind === 'cancelled' && bytesLeft ? 'unknown' : 'failed',
    failure: failure?.kind ?? (response === null ? 'internal' : null),
    failureDetail: failure?.detail ?? null,
    bytesLeft,
    httpStatus: response?.status ?? null,
    responseBytes: response?.body.length ?? 0,
    durationMs,
    phases,
  }
}
