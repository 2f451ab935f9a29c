import type { ServerResponse } from 'node:http'
import type { Format } from '@shared/protocol/parameters'
import type { AnswerContent, GatewayAnswer } from '../print-answer'
import type { AnswerInstead } from '../answer'
import type { EncodedAnswer } from '../connection'

/** An answer on its way out, for a fault that puts it on the connection itself. */
export interface Outgoing {
  readonly response: ServerResponse
  readonly format: Format
  readonly answer: GatewayAnswer
  /** The answer as bytes, compressed if the client asked for it. */
  readonly encode: () => Promise<EncodedAnswer>
  /** Aborts when the gateway stops. */
  readonly stopped: AbortSignal
}

/** What a fault does, at the points where the gateway lets it; it leaves alone what it does not name. */
export interface FaultEffect {
  /** How far the gateway's clock is ahead. */
  readonly clockAheadMs?: number
  /** The answer of something that keeps the call from the gateway. */
  readonly intercept?: () => GatewayAnswer
  /** What a call that passed every check gets instead of being performed. */
  readonly instead?: (call: { readonly appKey: string; readonly callerAddress: string }) => AnswerInstead
  /** Changes what the answer says. */
  readonly alter?: (content: AnswerContent) => AnswerContent
  /** Changes the answer after it was printed. */
  readonly reprint?: (answer: GatewayAnswer, format: Format) => GatewayAnswer
  /** Makes the answer's bytes; what it declares as a content encoding is sent as it is. */
  readonly encode?: (answer: GatewayAnswer, format: Format) => EncodedAnswer
  /** Puts the answer on the connection. */
  readonly send?: (outgoing: Outgoing) => Promise<void>
}
