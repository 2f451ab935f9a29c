import type { z } from 'zod'
import type { compareMethods } from '@shared/exchange/compare/compare-contract'
import type { documentMethods } from '@shared/exchange/document/document-contract'
import type { ExchangeEnd, StoredResponse } from '@shared/exchange/exchange'
import type { StoredHalf } from '../history/history'

/** What a call about documents takes, checked by the IPC contract. */
export type DocumentRequest<M extends keyof typeof documentMethods> = z.output<(typeof documentMethods)[M]['request']>
/** What it answers. */
export type DocumentAnswer<M extends keyof typeof documentMethods> = z.input<(typeof documentMethods)[M]['response']>

export type CompareRequest = z.output<(typeof compareMethods)['compare.documents']['request']>
export type CompareAnswer = z.input<(typeof compareMethods)['compare.documents']['response']>

/** A response that has just come, before anything of it is known. */
export interface ReceivedAnswer {
  readonly exchangeId: string
  /** Name of the operation that was called. */
  readonly operation: string
  readonly status: number
  readonly head: string
  readonly body: Uint8Array
  /** Whether all of it came; of a part nothing is judged. */
  readonly isWhole: boolean
  /** The session token the server may have echoed; it is looked for and not kept. */
  readonly session: string | null
  /** The most the body may grow to when its content encoding is undone. */
  readonly maxBytes: number
}

/** What a body says of how the exchange ended. */
export type Judgement = Pick<
  ExchangeEnd,
  | 'outcome'
  | 'failure'
  | 'failureDetail'
  | 'code'
  | 'subCode'
  | 'message'
  | 'subMessage'
  | 'requestId'
  | 'resultId'
  | 'responseFormat'
>

/** Where in a view's text or in the body's bytes a piece of it begins: a line, or a byte. */
export type PieceRequest = DocumentRequest<'document.save'> & { readonly from: number }

/** A piece of a view's text in UTF-8 or of the body's bytes, and where the next one begins; null after the last. */
export interface Piece {
  readonly bytes: Uint8Array
  readonly next: number | null
}

/** Gives a half as it is stored; null when the exchange has none. @throws AppError `history.*` */
export type LoadHalf = (exchangeId: string, half: 'request' | 'response') => Promise<StoredHalf | null>

/**
 * Reads bodies: judges what has come and gives views of what is stored, line by line. A body is parsed once and kept open
 * for a while; one that is not open any more is loaded again without the caller's notice.
 */
export interface DocumentReader {
  /** A response as it may be stored: every copy of the session token is replaced (design, rule 3). It stays open. */
  receive(answer: ReceivedAnswer): Promise<StoredResponse>
  /** What the whole response received last under this id says, read from the bytes as they came. Asked once. */
  judge(exchangeId: string): Promise<Judgement>
  /** Both for an answer that came whole, in one call: a short body is read sooner than a second call arrives. */
  receiveAndJudge(answer: ReceivedAnswer): Promise<{ readonly response: StoredResponse; readonly judgement: Judgement }>
  /** The first characters of the response's text, at most `TEXT_START_LENGTH`; empty when there is none. */
  textStart(exchangeId: string): Promise<string>
  view(request: DocumentRequest<'document.view'>): Promise<DocumentAnswer<'document.view'>>
  lines(request: DocumentRequest<'document.lines'>): Promise<DocumentAnswer<'document.lines'>>
  fields(request: DocumentRequest<'document.fields'>): Promise<DocumentAnswer<'document.fields'>>
  search(request: DocumentRequest<'document.search'>): Promise<DocumentAnswer<'document.search'>>
  locate(request: DocumentRequest<'document.locate'>): Promise<DocumentAnswer<'document.locate'>>
  path(request: DocumentRequest<'document.path'>): Promise<DocumentAnswer<'document.path'>>
  place(request: DocumentRequest<'document.place'>): Promise<DocumentAnswer<'document.place'>>
  /** The text `document.copy` is about. @throws AppError `document.too-large-to-copy` */
  text(request: DocumentRequest<'document.copy'>): Promise<string>
  /** A piece of what `document.save` is about; pieces can be asked for in any order, and none is long. */
  piece(request: PieceRequest): Promise<Piece>
  /** What differs between two halves, or a half and a draft; stopped by the next comparison. @throws AppError `operation.unknown` */
  compare(request: CompareRequest): Promise<CompareAnswer>
  /** Ends it after the calls under way. */
  close(): Promise<void>
}
