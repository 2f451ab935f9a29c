import { AppError } from '@shared/errors'
import { NO_ROW, type Rows } from '@shared/exchange/document/rows'
import type { ShownView, ViewRows } from './built-view'

/** For each converted document the row made from each received one; worked out when it is first asked for. */
const madeFrom = new WeakMap<Rows, Uint32Array>()

/** The line at which a row of the received document is shown in a view; null when it is not. */
export function lineOfOrigin({ document, lines }: ShownView, origin: number): number | null {
  if (document === null) return null
  const row = rowOfOrigin(document.rows, origin)
  return row === NO_ROW ? null : lines.lineOf(row)
}

function rowOfOrigin(rows: Rows, origin: number): number {
  if (origin < rows.count && rows.originOf(origin) === origin && rows.originOf(rows.count - 1) === rows.count - 1) return origin
  return inverseOf(rows)[origin] ?? NO_ROW
}

function inverseOf(rows: Rows): Uint32Array {
  const known = madeFrom.get(rows)
  if (known !== undefined) return known
  let newest = 0
  for (let row = 0; row < rows.count; row += 1) {
    const origin = rows.originOf(row)
    if (origin !== NO_ROW && origin > newest) newest = origin
  }
  const inverse = new Uint32Array(newest + 1).fill(NO_ROW)
  // Of several rows made from one, the first is the one that holds the others.
  for (let row = rows.count - 1; row >= 0; row -= 1) {
    const origin = rows.originOf(row)
    if (origin !== NO_ROW) inverse[origin] = row
  }
  madeFrom.set(rows, inverse)
  return inverse
}

/** The path of a row as the filter of its view understands it. */
export function pathOf(document: ViewRows | null, row: number | null): string {
  const { rows } = existing(document, row)
  return `${rows.parentOf(row ?? 0)}`
}

/** The text of a row with everything inside it. */
export function nodeOf(document: ViewRows | null, row: number | null): string {
  const { rows } = existing(document, row)
  return `${rows.parentOf(row ?? 0)}`
}

/** @throws AppError `ipc.invalid-request` for a row the document does not have */
function existing(document: ViewRows | null, row: number | null): ViewRows {
  if (document === null || row === null || row >= document.rows.count) throw new AppError('ipc.invalid-request', { where: 'row' })
  return document
}
