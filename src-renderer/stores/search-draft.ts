import { parseQuery } from '@shared/history/query/parse'
import { printTerm } from '@shared/history/query/print'
import type { FieldTerm, PlacedTerm, QueryTerm } from '@shared/history/query/query'

/** What is typed in the search field, and where. */
export interface Draft {
  readonly text: string
  readonly caret: number
}

/** A draft some terms were taken out of. */
export interface Chipped extends Draft {
  readonly terms: readonly FieldTerm[]
}

/** Takes the fields out of a draft that are complete: a blank follows them, and the caret has left them. */
export function takeComplete(draft: Draft): Chipped {
  return take(draft, ({ span }) => /\s/.test(draft.text.charAt(span.end)) && (draft.caret < span.start || draft.caret > span.end))
}

/** Takes every field that can be understood out of a draft. */
export function takeAll(text: string): Chipped {
  return take({ text, caret: text.length }, () => true)
}

/** Puts a term in front of a draft, to be edited; the caret stands behind it. */
export function putBack(term: QueryTerm, text: string): Draft {
  const written = printTerm(term)
  return { text: text.trim() === '' ? written : `${written} ${text.trimStart()}`, caret: written.length }
}

function take({ text, caret }: Draft, isTaken: (placed: PlacedTerm) => boolean): Chipped {
  const terms: FieldTerm[] = []
  let rest = ''
  let from = 0
  let restCaret = caret
  for (const placed of parseQuery(text).terms) {
    if (placed.term.kind !== 'field' || !isTaken(placed)) continue
    const { start } = placed.span
    // The blank behind a term goes with it.
    const end = Math.min(placed.span.end + 1, text.length)
    terms.push(placed.term)
    rest += text.slice(from, start)
    from = end
    if (caret >= end) restCaret -= end - start
    else if (caret > start) restCaret -= caret - start
  }
  return { terms, text: rest + text.slice(from), caret: restCaret }
}
