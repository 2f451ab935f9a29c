import type { DocumentView } from '@shared/exchange/document/document-contract'
import type { JsonRows, Lines, XmlRows } from '@shared/exchange/document/rows'
import type { WellFormednessProblem } from '@shared/exchange/not-well-formed'

type LinesView = Extract<DocumentView, { kind: 'lines' }>
type NoView = Extract<DocumentView, { kind: 'none' }>

/** The rows a view's lines belong to. */
export type ViewRows = { readonly format: 'json'; readonly rows: JsonRows } | { readonly format: 'xml'; readonly rows: XmlRows }

/** A view that can be asked for its lines. */
export interface ShownView extends Pick<LinesView, 'origin' | 'matchCount' | 'notes' | 'noteCount'> {
  readonly kind: 'lines'
  readonly lines: Lines
  /** Null for a view that is no document: Raw and Hex. */
  readonly document: ViewRows | null
}

/** A view that cannot be made, and why. */
export interface MissingView extends Pick<NoView, 'reason' | 'detail'> {
  readonly kind: 'none'
  readonly problem: WellFormednessProblem | null
}

export type BuiltView = ShownView | MissingView

/** A view of lines that belong to no document. */
export function plainView(lines: Lines, origin: 'received' | 'sent'): ShownView {
  return { kind: 'lines', lines, origin, document: null, notes: [], noteCount: 0, matchCount: null }
}

export function missing(reason: MissingView['reason'], detail = '', problem: WellFormednessProblem | null = null): MissingView {
  return { kind: 'none', reason, detail, problem }
}
