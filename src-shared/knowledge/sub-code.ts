import type { Meaning } from './types'

/** A sub code of `error_response`, or a family of them (PROTOCOL 5). */
export interface SubCode extends Meaning {
  /** The code as it is documented; what varies stands in angle brackets. */
  readonly subCode: string
  /** Matches the codes of a family; without one only `subCode` itself and its variants are meant. */
  readonly pattern?: RegExp
  readonly variants?: readonly string[]
  /** What the text after the colon is; absent when nothing follows. */
  readonly after?: 'parameter' | 'parameters' | 'key' | 'business-error'
}
