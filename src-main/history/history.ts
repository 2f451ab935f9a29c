import type { EarlierUses, Exchange, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'

/** Where a page ends; the next one starts behind it. */
export interface HistoryCursor {
  readonly startedAt: number
  readonly id: string
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: ExchangeSummary[]
  readonly hasMore: boolean
  readonly total: number
}

/** An exchange as it is kept; the decoded body is computed by whoever shows it. */
export type StoredExchange = Omit<Exchange, 'decodedBody'>

/** An exchange without the body of its response, which may be large. */
export type ExchangeOutline = Omit<StoredExchange, 'response'> & {
  readonly response: (Omit<StoredResponse, 'body'> & { readonly bodyBytes: number }) | null
}

/** One half as it is kept, with what is needed to read it. */
export interface StoredHalf {
  /** Name of the operation the exchange called. */
  readonly operation: string
  readonly head: string
  readonly body: Uint8Array
}

/** All exchanges, kept. Every method rejects with AppError `history.*` when the store cannot be used. */
export interface History {
  /** Resolves once the row is on the disk; only then may the first byte leave (design, rule 4). */
  begin(start: ExchangeStart, request: StoredRequest): Promise<void>
  /** Keeps a response before it is understood; the row stays under way. */
  keepResponse(id: string, response: StoredResponse): Promise<void>
  /** Completes a row and returns it. `response` is null when there is none, or when it is kept already. */
  finish(id: string, end: ExchangeEnd, response: StoredResponse | null): Promise<ExchangeSummary>
  list(page: { limit: number; before: HistoryCursor | null }): Promise<HistoryPage>
  /** Exchanges of an operation with this id of the caller at this gateway that succeeded or may have: those are not safe to repeat. */
  earlierUses(of: { operation: string; gatewayUrl: string; callerId: string }): Promise<EarlierUses>
  /** @throws AppError `history.unknown-entry` */
  read(id: string): Promise<StoredExchange>
  /** @throws AppError `history.unknown-entry` */
  outline(id: string): Promise<ExchangeOutline>
  /** Null when the exchange has no such half. @throws AppError `history.unknown-entry` */
  readHalf(id: string, half: 'request' | 'response'): Promise<StoredHalf | null>
}
