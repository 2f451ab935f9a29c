import type { ExchangeEnd, ExchangeStart, ExchangeSummary } from '@shared/exchange/exchange'
import type { Labels } from '@shared/history/labels'

export type ColumnValue = string | number | null

/** SQLite's binding ends a text at its first NUL; its picture keeps the rest. The bytes of the halves are exact in any case. */
function withoutNul(columns: Record<string, ColumnValue>): Record<string, ColumnValue> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\0', '\u2400') : value]),
  )
}

/** Columns of the table `exchange` for what is known before sending. */
export function startColumns(start: ExchangeStart): Record<string, ColumnValue> {
  return withoutNul({
    id: start.id,
    started_at: start.startedAt,
    operation: start.operation,
    operation_version: start.operationVersion,
    profile_id: start.profileId,
    profile_name: start.profileName,
    environment: start.environment,
    gateway_url: start.gatewayUrl,
    app_key: start.appKey,
    format: start.format,
    sign_method: start.signMethod,
    placement: start.placement,
    caller_id: start.callerId,
    subject: start.subject,
    request_bytes: start.requestBytes,
    parent_id: start.parentId,
    batch_id: start.batch?.id ?? null,
    batch_row: start.batch?.row ?? null,
  })
}

/** Columns for how it ended. */
export function endColumns(end: ExchangeEnd): Record<string, ColumnValue> {
  return withoutNul({
    outcome: end.outcome,
    failure: end.failure,
    failure_detail: end.failureDetail,
    bytes_left: end.bytesLeft ? 1 : 0,
    code: end.code,
    sub_code: end.subCode,
    message: end.message,
    sub_message: end.subMessage,
    request_id: end.requestId,
    result_id: end.resultId,
    http_status: end.httpStatus,
    response_format: end.responseFormat,
    response_bytes: end.responseBytes,
    duration_ms: end.durationMs,
    phases: end.phases === null ? null : JSON.stringify(end.phases),
  })
}

/** Columns for what the user writes on it. */
export function labelColumns(labels: Labels): Record<string, ColumnValue> {
  return withoutNul({
    pinned: labels.pinned ? 1 : 0,
    name: labels.name,
    note: labels.note,
    tags: JSON.stringify(labels.tags),
    imported: labels.imported ? 1 : 0,
  })
}

/** A row of the table as a summary; rows were written by the functions above. */
export function summaryOf(row: Record<string, unknown>): ExchangeSummary {
  const value = <T>(column: string): T => row[column] as T
  const phases = value<string | null>('phases')
  const batchId = value<string | null>('batch_id')
  return {
    id: value('id'),
    operation: value('operation'),
    operationVersion: value('operation_version'),
    profileId: value('profile_id'),
    profileName: value('profile_name'),
    environment: value('environment'),
    gatewayUrl: value('gateway_url'),
    appKey: value('app_key'),
    format: value('format'),
    signMethod: value('sign_method'),
    placement: value('placement'),
    startedAt: value('started_at'),
    callerId: value('caller_id'),
    subject: value('subject'),
    requestBytes: value('request_bytes'),
    parentId: value('parent_id'),
    batch: batchId === null ? null : { id: batchId, row: value('batch_row') },
    outcome: value('outcome'),
    failure: value('failure'),
    failureDetail: value('failure_detail'),
    bytesLeft: value<number>('bytes_left') === 1,
    code: value('code'),
    subCode: value('sub_code'),
    message: value('message'),
    subMessage: value('sub_message'),
    requestId: value('request_id'),
    resultId: value('result_id'),
    httpStatus: value('http_status'),
    responseFormat: value('response_format'),
    responseBytes: value('response_bytes'),
    durationMs: value('duration_ms'),
    phases: phases === null ? null : (JSON.parse(phases) as ExchangeSummary['phases']),
    pinned: value<number>('pinned') === 1,
    name: value('name'),
    note: value('note'),
    tags: JSON.parse(value<string>('tags')) as string[],
    imported: value<number>('imported') === 1,
  }
}
