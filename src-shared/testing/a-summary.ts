import { UNFINISHED, type ExchangeSummary } from '../exchange/exchange'
import { NO_LABELS } from '../history/labels'

/** A refused exchange nobody wrote on, with anything a test cares about changed. */
export function aSummary(changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    ...UNFINISHED,
    ...NO_LABELS,
    id: 'exchange-1',
    operation: 'alibaba.lyservice.lippi.session.create',
    operationVersion: 1,
    profileId: 'profile-1',
    profileName: 'Mini program',
    environment: 'production',
    gatewayUrl: 'https://gw.api.taobao.com/router/rest',
    appKey: '12345678',
    format: 'json',
    signMethod: 'md5',
    placement: 'body',
    startedAt: Date.UTC(2026, 10, 22, 8),
    callerId: 'sid-179551105895329108',
    subject: 'uid-7',
    requestBytes: 100,
    parentId: null,
    batch: null,
    outcome: 'refused',
    code: '50',
    subCode: 'isv.invalid-parameter',
    message: 'Remote service error',
    subMessage: '会话创建失败',
    requestId: 'zzp0c5fj10y3',
    httpStatus: 200,
    responseFormat: 'xml',
    durationMs: 800,
    ...changes,
  }
}
