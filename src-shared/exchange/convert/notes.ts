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
  'empty-object-as-empty',
  'empty-list-left-out',
  'name-not-xml',
  'nested-list',
] as const
export type ConversionNoteCode = (typeof CONVERSION_NOTES)[number]

export interface ConversionNote {
  readonly code: ConversionNoteCode
  /** Dotted path of the node it is about. */
  readonly path: string
}

/** The first notes of a conversion, and how many there are in all: a list of a million may have one for each. */
export interface NoteList {
  readonly first: readonly ConversionNote[]
  readonly count: number
}

export const NO_NOTES: NoteList = { first: [], count: 0 }

const KEPT_NOTES = 1_000

/** Collects notes; a path is only made for those that are kept. */
export class NoteCollector implements NoteList {
  readonly first: ConversionNote[] = []
  count = 0

  add(code: ConversionNoteCode, pathOf: () => string): void {
    this.count += 1
    if (this.first.length < KEPT_NOTES) this.first.push({ code, path: pathOf() })
  }
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
