import type { EarlierUses, Exchange, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import type { Repeats } from '@shared/exchange/reuse-contract'
import type { Criteria } from '@shared/history/criteria'
import type { Facets, Grouping, Groups, HistoryPage, Removed, Selection } from '@shared/history/history-contract'
import type { LabelChange } from '@shared/history/labels'
import type { RetentionRules } from '@shared/history/retention'
import type { Compaction, Deletion, Outgoing, RetentionPreview, StorageUse } from '@shared/history/storage-contract'
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

/** A gateway by its address, or, where that changes, by the one profile that leads to it and the time it has been there (epoch milliseconds). */
export type UsedGateway = { readonly gatewayUrl: string } | { readonly profileId: string; readonly since: number }

/** An id of the caller in the calls of one operation to one gateway. */
export type UseQuestion = { readonly operation: string; readonly callerId: string } & UsedGateway

/** One half as it is kept, with what is needed to read it. */
export interface StoredHalf {
  /** Name of the operation the exchange called. */
  readonly operation: string
  readonly head: string
  readonly body: Uint8Array
}

/** Rules, and the time they are held against in epoch milliseconds. */
export interface RetentionRequest {
  readonly rules: RetentionRules
  readonly now: number
}

/** A page of what the rules would take; `after` is the cursor the page before it ended with. */
export interface OutgoingRequest extends RetentionRequest {
  readonly limit: number
  readonly after: string | null
}

/** What one step of upkeep did. */
export interface Tidied {
  /** Exchanges taken out that can be brought back. */
  readonly removed: number
  /** Exchanges deleted for good. */
  readonly deleted: number
  /** Whether there is a further step. */
  readonly more: boolean
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
  /**
   * Exchanges of an operation with this id of the caller at this gateway that succeeded or may have: those are not safe to
   * repeat. What was removed or imported counts, since it was sent.
   */
  earlierUses(of: UseQuestion): Promise<EarlierUses>
  /** What an exchange repeats and what repeats it. */
  repeatsOf(id: string): Promise<Repeats>
  /** @throws AppError `history.unknown-entry` */
  read(id: string): Promise<StoredExchange>
  /** @throws AppError `history.unknown-entry` */
  outline(id: string): Promise<ExchangeOutline>
  /** Null when the exchange has no such half. @throws AppError `history.unknown-entry` */
  readHalf(id: string, half: 'request' | 'response'): Promise<StoredHalf | null>

  /** The exchanges the criteria mean, newest first. A page ends early when there is much to read; only `next` tells the end of all. */
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

  /** How much disk the history takes, and for what. */
  describeStorage(): Promise<StorageUse>
  /** What the rules would take now (`planOf` of shared/history/retention); nothing is changed. */
  previewRetention(request: RetentionRequest): Promise<RetentionPreview>
  /** The same one by one, oldest first. */
  listOutgoing(request: OutgoingRequest): Promise<Outgoing>
  /**
   * One short step of what is due: deletes what was removed `REMOVED_FOR_DAYS` ago, makes bodies smaller on the disk, applies
   * the rules. To be called until there is no more; between two calls others pass, and an end in between loses nothing.
   */
  tidy(request: RetentionRequest): Promise<Tidied>
  /** One step of deleting for good what was removed before a time; its bytes cannot be read from the disk's file any more. */
  purge(request: { before: number }): Promise<Deletion>
  /** One step of giving free room back. @throws AppError `storage.*` when it cannot be done now */
  compact(): Promise<Compaction>

  /** Which of these ids it has, those of removed exchanges included. */
  known(ids: readonly string[]): Promise<string[]>
  /** Takes exchanges in that came out of a file, all of them or none. One with a known id is the same exchange: only its labels are merged. */
  import(exchanges: readonly IncomingExchange[]): Promise<Imported>
}
