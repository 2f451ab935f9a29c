/** Most differences a comparison lists; it counts all. */
export const MAX_LISTED = 2_000
/** Characters of a value that a difference shows; longer ones are cut around the first character that differs. */
export const MAX_SHOWN = 2_000

export const DIFFERENCE_KINDS = ['changed', 'added', 'removed', 'moved'] as const
/** `added` stands only on the right, `removed` only on the left; a `moved` item stands elsewhere in its list. */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

export const DIFFERENCE_NOTES = ['same-number', 'other-type'] as const
/** `same-number`: equal numbers written differently (`1.10`, `1.1`); `other-type`: the same characters as another type (`1`, `"1"`). */
export type DifferenceNote = (typeof DIFFERENCE_NOTES)[number]

/** One side of a difference. */
export interface DifferenceSide {
  /** Row of the compared document; of a text comparison the line, from 0. */
  readonly row: number
  /** As the filter of the format understands it; `@name` behind it for an attribute; of a text comparison the line from 1. */
  readonly path: string
  /** The value as it is written, or the stretch of it that is shown. */
  readonly text: string
  /** Where the stretch begins in the value, and how many characters the whole has. */
  readonly from: number
  readonly length: number
}

/** A place in which two documents differ. At least one side is there. */
export interface Difference {
  readonly kind: DifferenceKind
  /** The last name on the way to the value: what its field is called. Empty where there is none. */
  readonly name: string
  /** Whether the value holds others: an object, a list, an element with elements. */
  readonly isContainer: boolean
  readonly note: DifferenceNote | null
  /** The ignore pattern that stands for this value wherever it is in a list; null where nothing is named. */
  readonly pattern: string | null
  readonly left: DifferenceSide | null
  readonly right: DifferenceSide | null
}

/** Where something differs that is ignored: rows of the compared documents. */
export interface IgnoredPlace {
  readonly left: number | null
  readonly right: number | null
}

/** What a comparison found. */
export interface Differences {
  /** In the order of the documents, at most `MAX_LISTED`. */
  readonly listed: readonly Difference[]
  /** All that are not ignored. */
  readonly total: number
  /** How many differences each ignore pattern took out; patterns that took out none are not named. */
  readonly ignored: readonly { readonly pattern: string; readonly count: number }[]
  /** Where the ignored ones stand, at most `MAX_LISTED`. */
  readonly ignoredPlaces: readonly IgnoredPlace[]
  /** Whether it was stopped before the end, so that there may be more. */
  readonly isStopped: boolean
}
