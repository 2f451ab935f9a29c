/** What a conversion had to add, leave out or guess, so that a converted view never passes for the bytes. */
export const CONVERSION_NOTES = [
  'comment-left-out',
  'instruction-left-out',
  'order-changed',
  'type-differs',
  'not-in-descriptor',
  'duplicate-member',
  'root-added',
  'null-as-empty',
  'name-not-xml',
  'nested-list',
] as const

export interface ConversionNote {
  readonly code: (typeof CONVERSION_NOTES)[number]
  /** Dotted path of the node it is about. */
  readonly path: string
}

/** Raised when the other format has no way to write a value. */
export class NotConvertibleError extends Error {
  readonly code = 'not-convertible'
  /** Dotted path of the value. */
  readonly path: string
  /** The character in the way, as `U+0001`. */
  readonly character: string

  constructor(path: string, character: string) {
    super(`${path} holds ${character}, which XML cannot write`)
    this.name = 'NotConvertibleError'
    this.path = path
    this.character = character
  }
}
