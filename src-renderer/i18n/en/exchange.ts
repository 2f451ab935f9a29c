import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/exchange'

const exchange: MessagesOf<typeof source> = {
  emptyTitle: 'Request and response appear here',
  emptyText: 'Send a request, or choose one from the history.',
  cancel: 'Cancel',
  elapsed: '{seconds} s so far',
  outcomeMeaning: {
    succeeded: 'The platform returned success',
    rejected: 'The platform accepted the call, but the business result is not a success',
    refused: 'The platform refused the call',
    failed: 'No usable response was received',
    unknown: 'The request was sent; its result is unknown',
    'in-progress': 'The request was sent; waiting for the response',
  },
  summary: {
    sessionId: 'session id',
    requestId: 'request_id',
    sent: 'sent',
    duration: 'took',
    size: 'size',
    sizes: '{sent} out, {received} in',
    profile: 'profile',
    sentInGmt8: '{time} (GMT+8)',
    responseFormatDiffers: 'asked for {asked}, received {received}',
  },
  phases: {
    name: 'Time by phase',
    dns: 'DNS',
    tcp: 'TCP',
    tls: 'TLS',
    firstByte: 'first byte',
    download: 'download',
  },
  half: {
    request: 'Request',
    response: 'Response',
    views: 'Views of the {half}',
    code: '{half}, {view}',
    form: 'form',
  },
  origin: {
    received: 'as received',
    sent: 'as sent',
    converted: 'converted',
    rawReceived: 'as received',
    rawSent: 'as sent',
  },
  noResponse: {
    title: 'No response was received',
    waiting: 'Waiting for the response…',
  },
  raw: {
    parameters: 'Parameters in the order sent',
    name: 'name',
    value: 'value',
    place: 'in',
    inQuery: 'URL',
    inBody: 'form',
    masked: 'masked',
    maskedSentence: 'The value of {names} is replaced by a marker; everything else is exactly what was sent.',
    maskedCopies:
      'The response contained a copy of the session token; it was replaced by asterisks of the same length before storing. | The response contained {count} copies of the session token; they were replaced by asterisks of the same length before storing.',
    encoded: 'The response body was compressed with {encoding}; it is shown decompressed.',
    noBody: 'No response body',
  },
}
export default exchange
