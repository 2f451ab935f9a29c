import type { Operation } from '@shared/descriptor/types'
import { UNFINISHED, type ExchangeStart, type ExchangeSummary } from '@shared/exchange/exchange'
import { NO_LABELS } from '@shared/history/labels'
import type { Profile } from '@shared/profile/profile'
import type { Parameter } from '@shared/protocol/parameters'
import type { DocumentReader } from '../documents/reader'
import type { History } from '../history/history'
import type { Transport } from '../transport/transport'
import { newExchangeId } from './identifier'
import { buildSignedRequest, type SignedRequest } from './signed-request'
import { understand } from './understand'

/** What an exchange is to send, before anything secret is added. */
export interface OrderContent {
  readonly operation: Operation
  readonly businessParameters: readonly Parameter[]
  /** Those of the request that is repeated value by value; null makes them from the profile. */
  readonly publicParameters: readonly Parameter[] | null
  readonly callerId: string
  readonly subject: string
  /** The exchange this one repeats or was made from, if so. */
  readonly parentId: string | null
  /** The batch it belongs to, and which of its rows. */
  readonly batch: ExchangeStart['batch']
  readonly profile: Profile
}

/** What signing adds to it, and where it goes; the secret is held for the time of one signature only. */
export interface OrderSecrets {
  readonly gatewayUrl: string
  readonly secret: string
  readonly session: { readonly value: string; readonly fingerprint: string } | null
}

/** Everything one exchange needs. */
export interface ExchangeOrder extends OrderContent, OrderSecrets {
  readonly certificateAuthority: string | null
  readonly signal: AbortSignal
}

export interface ExchangeTools {
  readonly history: History
  readonly transport: Transport
  readonly documents: Pick<DocumentReader, 'receive' | 'judge' | 'receiveAndJudge'>
  readonly now: () => number
  readonly userAgent: string
  /** Told once the row is on the disk, before the first byte leaves. */
  readonly onStarted: (summary: ExchangeSummary) => void
  /** Told once it is known how it ended, before that is on the disk: what comes next need not wait for the disk. */
  readonly onEnded?: ((summary: ExchangeSummary) => void) | undefined
  /** Told when the row or its end could not be written. Without a row nothing is sent; without an end it is unknown after the next start. */
  readonly onUnrecorded: (error: unknown) => void
  /** Told when an answer came that could not be read by a fault of the console's own. */
  readonly onUnread: (error: unknown) => void
}

/** The request an order becomes at a moment, signed. `timestampMs` in epoch milliseconds. @throws AppError as `buildSignedRequest` does */
export function requestOf({ operation, ...order }: OrderContent & OrderSecrets, timestampMs: number, userAgent: string): SignedRequest {
  return buildSignedRequest({ ...order, operationName: operation.name, timestampMs, userAgent })
}

/**
 * Signs, writes the row, sends once, keeps what came and completes the row. Never repeats (design, rules 4 and 5).
 * @throws AppError `history.*` when the row cannot be written; then nothing has been sent
 */
export async function performExchange(order: ExchangeOrder, tools: ExchangeTools): Promise<ExchangeSummary> {
  const { operation, profile } = order
  const startedAt = tools.now()
  const request = requestOf(order, startedAt, tools.userAgent)
  const start: ExchangeStart = {
    id: newExchangeId(startedAt),
    operation: operation.name,
    operationVersion: operation.version,
    profileId: profile.id,
    profileName: profile.name,
    environment: profile.environment,
    gatewayUrl: order.gatewayUrl,
    appKey: profile.appKey,
    format: profile.format,
    signMethod: profile.signMethod,
    placement: profile.placement,
    startedAt,
    callerId: order.callerId,
    subject: order.subject,
    requestBytes: request.sizeBytes,
    parentId: order.parentId,
    batch: order.batch,
  }
  await tools.history.begin(start, request.stored).catch((error: unknown) => {
    tools.onUnrecorded(error)
    throw error
  })
  tools.onStarted({ ...start, ...UNFINISHED, ...NO_LABELS })
  const result = await tools.transport({
    wire: request.wire,
    limits: profile.limits,
    certificateAuthority: order.certificateAuthority,
    signal: order.signal,
  })
  const received = {
    exchangeId: start.id,
    operation: operation.name,
    session: order.session?.value ?? null,
    maxBytes: profile.limits.maxResponseBytes,
    result,
  }
  const { end, response, isKept } = await understand(received, tools)
  const summary: ExchangeSummary = { ...start, ...end, ...NO_LABELS }
  tools.onEnded?.(summary)
  try {
    return await tools.history.finish(start.id, end, isKept ? null : response)
  } catch (error) {
    // The answer came: whoever sent must see it although it cannot be kept.
    tools.onUnrecorded(error)
    return summary
  }
}
