import type { JsonRows, XmlRows } from './rows'

/** A JSON value as text to copy: indented by two spaces, literals as they were written. */
export function jsonNodeText(rows: JsonRows, row: number): string {
  const parts: string[] = []
  // Containers whose end is still to come.
  const open: { readonly row: number; readonly end: number }[] = []
  const end = rows.nextOf(row)
  for (let inner = row; inner < end; inner += 1) {
    closeBefore(rows, inner, open, parts)
    if (inner > row) parts.push(rows.parentOf(inner) === inner - 1 ? '\n' : ',\n', '  '.repeat(open.length))
    const name = inner > row ? rows.nameLiteralOf(inner) : null
    if (name !== null) parts.push(name, ': ')
    const next = rows.nextOf(inner)
    if (next === inner + 1) {
      parts.push(rows.literalOf(inner))
    } else {
      parts.push(rows.kindOf(inner) === 'object' ? '{' : '[')
      open.push({ row: inner, end: next })
    }
  }
  closeBefore(rows, end, open, parts)
  return parts.join('')
}

function closeBefore(rows: JsonRows, row: number, open: { readonly row: number; readonly end: number }[], parts: string[]): void {
  for (let last = open.at(-1); last !== undefined && last.end <= row; last = open.at(-1)) {
    open.pop()
    parts.push('\n', '  '.repeat(open.length), rows.kindOf(last.row) === 'object' ? '}' : ']')
  }
}

/** XML to copy: the row's markup as it was written, everything inside it included. */
export function xmlNodeText(rows: XmlRows, row: number): string {
  return rows.markupOf(row)
}
