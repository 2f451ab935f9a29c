import { AppError } from '@shared/errors'
import { jsonNodeText, xmlNodeText } from '@shared/exchange/document/node-text'
import { jsonPaths, xmlPaths, type Paths } from '@shared/exchange/document/paths'
import { NO_ROW, type Rows } from '@shared/exchange/document/rows'
import type { ShownView, ViewRows } from './built-view'

// Both are worked out when they are first asked for, and go with their document.
const madeFrom = new WeakMap<Rows, Uint32Array>()
const pathsOf = new WeakMap<Rows, Paths>()

/** The line at which a row of the received document is shown in a view; null when it is not. */
export function lineOfOrigin({ document, lines, origin: made }: ShownView, origin: number): number | null {
  if (document === null) return null
  const { rows } = document
  const row = made === 'converted' ? inverseOf(rows)[origin] : origin
  if (row === undefined || row >= rows.count) return null
  const line = lines.lineOf(row)
  return line === -1 ? null : line
}

/** For each row of the received document the row that was made from it. */
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

/** The path of a row as the filter of its view understands it. @throws AppError `ipc.invalid-request` for a row there is not */
export function pathOf(document: ViewRows | null, row: number | null): string {
  const [existing, number] = rowOf(document, row)
  const known = pathsOf.get(existing.rows) ?? (existing.format === 'json' ? jsonPaths(existing.rows) : xmlPaths(existing.rows))
  pathsOf.set(existing.rows, known)
  return known.pathOf(number)
}

/** A row with everything inside it as text, literals and markup as they were written. @throws AppError `ipc.invalid-request` */
export function nodeOf(document: ViewRows | null, row: number | null): string {
  const [existing, number] = rowOf(document, row)
  return existing.format === 'json' ? jsonNodeText(existing.rows, number) : xmlNodeText(existing.rows, number)
}

function rowOf(document: ViewRows | null, row: number | null): [ViewRows, number] {
  if (document === null || row === null || row >= document.rows.count) throw new AppError('ipc.invalid-request', { where: 'row' })
  return [document, row]
}
