import { annotationOf } from '@shared/exchange/document/annotations'
import { MAX_LINE_LENGTH, type Annotation, type DocumentFacts, type DocumentLine } from '@shared/exchange/document/document-contract'
import { NO_ROW } from '@shared/exchange/document/rows'
import type { ShownView } from './built-view'
import type { OpenHalf } from './open-half'

/** The facts of a half that does not exist. */
export const NO_FACTS: DocumentFacts = {
  charset: 'utf-8',
  charsetFoundBy: 'utf-8',
  damaged: false,
  format: null,
  storedBytes: 0,
  decodedBytes: 0,
}

/** A line of a view as the page gets it. */
export function documentLine(view: ShownView, number: number, half: OpenHalf | null): DocumentLine {
  const { lines, document } = view
  const { text, row, lastLine } = lines.lineAt(number)
  const isRow = row !== NO_ROW && document !== null
  return {
    ...cutText(text),
    row: isRow ? row : null,
    origin: isRow ? originIn(document.rows, row) : null,
    lastLine,
    continues: lines.continuesAt?.(number) ?? false,
    annotation: isRow ? annotationAt(view, number, row, half) : null,
  }
}

/** What stands beside the first line of a value. */
function annotationAt({ lines, document }: ShownView, number: number, row: number, half: OpenHalf | null): Annotation | null {
  if (document === null || half === null || half.operation === null) return null
  const annotation = annotationOf(document.rows, row, half.operation, half.half)
  if (annotation === null || number === 0 || lines.lineAt(number - 1).row !== row) return annotation
  return null
}

/** A text no longer than a line may be, and how long it was when it had to be cut. */
export function cutText(text: string): { text: string; cutFrom: number | null } {
  if (text.length <= MAX_LINE_LENGTH) return { text, cutFrom: null }
  const cut = text.slice(0, MAX_LINE_LENGTH)
  // Half a character at the end is left out.
  return { text: /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut, cutFrom: text.length }
}

function originIn(rows: { originOf(row: number): number }, row: number): number | null {
  const origin = rows.originOf(row)
  return origin === NO_ROW ? null : origin
}
