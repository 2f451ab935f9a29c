import type { EarlierUses, Exchange, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import type { Criteria } from '@shared/history/criteria'
import type { Facets, Grouping, Groups, HistoryPage, Removed, Selection } from '@shared/history/history-contract'
import type { LabelChange } from '@shared/history/labels'
import type { IncomingExchange } from '@shared/history/transfer/incoming'
import type { Imported } from '@shared/history/transfer/transfer-contract'

/** A page is asked for by its length and by the cursor the page before it ended with; null asks for the first. */
export interface PageRequest {
  readonly limit: number
  readonly before: string | null
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

/**
 * All exchanges, kept: the one door to them, whatever keeps them. Every method rejects with AppError `history.*` when the
 * store cannot be used.
 */
export interface History {
  /** Resolves once the row is on the disk; only then may the first byte leave (design, rule 4). */
  begin(start: ExchangeStart, request: StoredRequest): Promise<void>
  /** Keeps a response before it is understood; the row stays under way. */
  keepResponse(id: string, response: StoredResponse): Promise<void>
  /** Completes a row and returns it. `response` is null when there is none, or when it is kept already. */
  finish(id: string, end: ExchangeEnd, response: StoredResponse | null): Promise<ExchangeSummary>
  /** Exchanges of an operation with this id of the caller at this gateway that succeeded or may have: those are not safe to repeat. */
  earlierUses(of: { operation: string; gatewayUrl: string; callerId: string }): Promise<EarlierUses>
  /** @throws AppError `history.unknown-entry` */
  read(id: string): Promise<StoredExchange>
  /** @throws AppError `history.unknown-entry` */
  outline(id: string): Promise<ExchangeOutline>
  /** Null when the exchange has no such half. @throws AppError `history.unknown-entry` */
  readHalf(id: string, half: 'request' | 'response'): Promise<StoredHalf | null>

  /** The exchanges the criteria mean, newest first. */
  search(request: PageRequest & { criteria: Criteria }): Promise<HistoryPage>
  /** How many they are, and how many of each value. A newer call stops an older one, which then answers what it has. */
  facets(request: { criteria: Criteria }): Promise<Facets>
  /** The same gathered by a field, the group with the newest exchange first. */
  groups(request: PageRequest & { criteria: Criteria; by: Grouping }): Promise<Groups>

  /** Answers the exchanges that were named one by one as they are now; for criteria only how many. */
  label(selection: Selection, change: LabelChange): Promise<{ count: number; entries: ExchangeSummary[] }>
  /** Takes exchanges out under a name of the caller's; nothing is gone yet. Those under way stay. `at` in epoch milliseconds. */
  remove(selection: Selection, removalId: string, at: number): Promise<number>
  /** Brings back what was removed under that name, or some of what was removed. Answers how many. */
  restore(what: Removed): Promise<number>

  /** Which of these ids it has, those of removed exchanges included. */
  known(ids: readonly string[]): Promise<string[]>
  /** Takes exchanges in that came out of a file, all of them or none. One with a known id is the same exchange: only its labels are merged. */
  import(exchanges: readonly IncomingExchange[]): Promise<Imported>
}
