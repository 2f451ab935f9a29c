import { catalog } from '@shared/catalog'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import type { Operation } from '@shared/descriptor/types'
import { TEXT_START_LENGTH, UNFINISHED, type Exchange, type ExchangeSummary, type ShownExchange } from '@shared/exchange/exchange'
import { NO_LABELS } from '@shared/history/labels'
import { publicParameters } from '@shared/protocol/parameters'
import { headText, wireRequest } from '@shared/protocol/wire'

const JSON_ANSWER =
  '{"alibaba_lyservice_lippi_session_create_response":{"result":{"success":true,"data":"880000000000000001"},"request_id":"zzp0c5fj10y3"}}'

/** The operation all sample exchanges are about. */
export function sampleOperation(): Operation {
  const [operation] = catalog
  if (operation === undefined) throw new Error('the catalog is empty')
  return operation
}

/** An answer as main stores it: the body exactly as given. */
export function aResponse(body: string | Uint8Array<ArrayBuffer>, contentType = 'text/javascript;charset=UTF-8', status = '200 OK') {
  const bytes: Uint8Array<ArrayBuffer> = typeof body === 'string' ? Uint8Array.from(new TextEncoder().encode(body)) : body
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${contentType}\r\nContent-Length: ${bytes.length}\r\n\r\n`
  return { response: { head, body: bytes, maskedCopies: 0 }, decodedBody: bytes, responseBytes: bytes.length }
}

/** A succeeded exchange over JSON, changed by what is given. */
export function anExchange(changes: Partial<Exchange> = {}): Exchange {
  const operation = sampleOperation()
  const startedAt = changes.startedAt ?? Date.UTC(2026, 10, 22, 8, 2, 11, 204)
  const url = 'http://127.0.0.1:40213/router/rest'
  const parameters = [
    ...publicParameters({
      method: operation.name,
      appKey: 'local-app',
      targetAppKey: '',
      session: '[session token 1a2b3c4d]',
      timestampMs: startedAt,
      format: changes.format ?? 'json',
      partnerId: '',
      simplify: false,
      signMethod: 'hmac-sha256',
    }),
    ...businessParameters(operation, exampleValues(operation)),
    { name: 'sign', value: 'A1B2C3D4E5F60718293A4B5C6D7E8F901122334455667788990AABBCCDDEEFF0' },
  ]
  const wire = wireRequest({
    gatewayUrl: url,
    placement: changes.placement ?? 'body',
    parameters,
    userAgent: 'top-sdk-java-20260101',
  })
  return {
    id: 'exchange-1',
    operation: operation.name,
    operationVersion: operation.version,
    profileId: 'local',
    profileName: 'Local gateway',
    environment: 'local',
    gatewayUrl: url,
    appKey: 'local-app',
    format: 'json',
    signMethod: 'hmac-sha256',
    placement: 'body',
    startedAt,
    callerId: 'testSessionId',
    subject: 'testUid',
    requestBytes: wire.body.length,
    parentId: null,
    batch: null,
    ...NO_LABELS,
    outcome: 'succeeded',
    failure: null,
    failureDetail: null,
    bytesLeft: true,
    code: null,
    subCode: null,
    message: null,
    subMessage: null,
    requestId: 'zzp0c5fj10y3',
    resultId: '880000000000000001',
    httpStatus: 200,
    responseFormat: 'json',
    durationMs: 142,
    phases: { dnsMs: 8, tcpMs: 13, tlsMs: 24, firstByteMs: 88, downloadMs: 9 },
    request: { head: headText(wire), body: Uint8Array.from(wire.body), masked: ['session'] },
    ...aResponse(JSON_ANSWER),
    ...changes,
  }
}

/** The same exchange before its answer came. */
export function anExchangeUnderWay(changes: Partial<Exchange> = {}): Exchange {
  return anExchange({
    ...UNFINISHED,
    response: null,
    decodedBody: null,
    ...changes,
  })
}

/** The history row of an exchange. */
export function summaryOf(exchange: Exchange): ExchangeSummary {
  const { request: _request, response: _response, decodedBody: _decodedBody, ...summary } = exchange
  return summary
}

/** The exchange as main gives it to the page: without the response's body. */
export function shownOf(exchange: Exchange): ShownExchange {
  const { response, decodedBody, ...rest } = exchange
  return {
    ...rest,
    response:
      response === null
        ? null
        : {
            head: response.head,
            bodyBytes: response.body.length,
            textStart: new TextDecoder().decode(decodedBody ?? new Uint8Array()).slice(0, TEXT_START_LENGTH),
            maskedCopies: response.maskedCopies,
          },
  }
}
