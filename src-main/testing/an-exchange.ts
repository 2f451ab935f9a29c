import type { ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import { NO_LABELS } from '@shared/history/labels'

/** What is known of an exchange before it is sent, with anything a test cares about changed. */
export function aStart(changes: Partial<ExchangeStart> = {}): ExchangeStart {
  return {
    id: 'exchange-1',
    operation: 'alibaba.lyservice.lippi.session.create',
    operationVersion: 1,
    profileId: 'profile-1',
    profileName: 'Test',
    environment: 'custom',
    gatewayUrl: 'http://127.0.0.1:1/router/rest',
    appKey: 'key',
    format: 'json',
    signMethod: 'md5',
    placement: 'body',
    startedAt: 1_800_000_000_000,
    callerId: 'sid-1',
    subject: 'uid-1',
    requestBytes: 100,
    parentId: null,
    batch: null,
    ...changes,
  }
}

/** A succeeded end. */
export function anEnd(changes: Partial<ExchangeEnd> = {}): ExchangeEnd {
  return {
    outcome: 'succeeded',
    failure: null,
    failureDetail: null,
    bytesLeft: true,
    code: '0',
    subCode: null,
    message: 'ok',
    subMessage: null,
    requestId: 'r1',
    resultId: 'session-1',
    httpStatus: 200,
    responseFormat: 'json',
    responseBytes: 2,
    durationMs: 12.5,
    phases: { dnsMs: null, tcpMs: 1, tlsMs: null, firstByteMs: 10, downloadMs: 1.5 },
    ...changes,
  }
}

/** A succeeded exchange nobody wrote on, as a list shows it. */
export function aSummary(changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return { ...aStart(), ...anEnd(), ...NO_LABELS, ...changes }
}

/** A request with bytes no text encoding would keep. */
export function aRequest(changes: Partial<StoredRequest> = {}): StoredRequest {
  return { head: 'POST / HTTP/1.1\r\n\r\n', body: Uint8Array.of(0, 255, 128, 13, 10), masked: [], ...changes }
}

export function aResponse(changes: Partial<StoredResponse> = {}): StoredResponse {
  return { head: 'HTTP/1.1 200 OK\r\n\r\n', body: Uint8Array.of(123, 125), maskedCopies: 0, ...changes }
}
