import type { Parameter } from '../protocol/parameters'
import type { ExchangeSummary } from '../exchange/exchange'

/** An exchange as a search sees it. Texts are made when they are asked for: most conditions do not need them. */
export interface SearchDocument {
  readonly summary: ExchangeSummary
  /** Every value of the request at any depth, by the last part of its path. */
  readonly parameters: () => readonly Parameter[]
  /** What can be read in the request: decoded, not as it was encoded for the wire; a text with escapes is there with and without them. */
  readonly requestTexts: () => readonly string[]
  /** The head of the answer and its decoded body, the latter with and without escapes. */
  readonly responseTexts: () => readonly string[]
}
