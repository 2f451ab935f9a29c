/**
 * A document as rows in document order: a row's descendants follow it directly, so a subtree is a range of rows.
 * Rows are numbers and what they say is read from the bytes when it is asked for; a document of 50 MB has millions.
 */
export interface Rows {
  readonly count: number
  /** The row this one stands in; `NO_ROW` at the top. */
  parentOf(row: number): number
  /** The first row after this one and everything inside it. */
  nextOf(row: number): number
  /** The row of the received document this one was made from; the row itself when nothing was converted. */
  originOf(row: number): number
}

/** Stands where there is no row. */
export const NO_ROW = 0xffff_ffff

export const JSON_KINDS = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const
export type JsonKind = (typeof JSON_KINDS)[number]

/** JSON as it was written: row 0 is the document's value, members and items follow in order, names may repeat. */
export interface JsonRows extends Rows {
  kindOf(row: number): JsonKind
  /** The name's literal with its quotes and escapes; null for an item and for the document's value. */
  nameLiteralOf(row: number): string | null
  /** The name's characters; null for an item and for the document's value. */
  nameOf(row: number): string | null
  /** A leaf exactly as it was written: `"a\/b"`, `1.10`, `true`; `{}` or `[]` for an empty container. */
  literalOf(row: number): string
  /** A leaf's characters or digits, `true`, `false` or `null`; empty for a container. */
  textOf(row: number): string
}

export const XML_KINDS = ['element', 'text', 'cdata', 'comment', 'instruction'] as const
export type XmlKind = (typeof XML_KINDS)[number]

export interface XmlAttribute {
  readonly name: string
  readonly value: string
}

/**
 * XML as it was written. An element that holds nothing but one stretch of character data is one row, its text included;
 * white space between the elements of an element without other text has no row. Comments and instructions outside the root have rows.
 */
export interface XmlRows extends Rows {
  /** The text between `<?xml` and `?>`, trimmed; null when there is no declaration. */
  readonly declaration: string | null
  readonly rootRow: number
  kindOf(row: number): XmlKind
  /** Name of an element, target of an instruction, empty for others. */
  nameOf(row: number): string
  /** Attributes in order, their values with references resolved and white space normalised (XML 1.0, section 3.3.3). */
  attributesOf(row: number): readonly XmlAttribute[]
  /** Character data with references resolved and line ends normalised: of an element that is one row, of a text, CDATA or comment row, an instruction's body. */
  textOf(row: number): string
  /** Whether characters other than white space stand directly inside the element beside rows of its own, so that breaking lines would change it. */
  isMixed(row: number): boolean
  /** The tags as written, white space between attributes made one blank each. An empty element written `<a/>` has no close tag (''). */
  openTagOf(row: number): string
  closeTagOf(row: number): string
  /** The whole row as it was written, everything inside it included. */
  markupOf(row: number): string
}

/** One line of a laid-out document. */
export interface Line {
  readonly text: string
  /** The row the line belongs to; `NO_ROW` for lines that belong to none. */
  readonly row: number
  /** Number of the last line that folds away with this one; the line's own number when nothing does. */
  readonly lastLine: number
}

/** A view as lines that are made when they are asked for. Numbers count from 0. */
export interface Lines {
  readonly count: number
  lineAt(number: number): Line
  /** Whether a line only continues the one before, which was too long; where it is left out, none does. */
  continuesAt?(number: number): boolean
  /** The first line of a row. */
  lineOf(row: number): number
}
