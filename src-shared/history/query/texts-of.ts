import { findField } from './fields'
import type { Query } from './query'

/** Fields whose value can be seen in a request or a response as it is compared. */
const SEEN_IN_A_PAIR: ReadonlySet<string> = new Set(['code', 'sub_code', 'request_id', 'session_id', 'sid', 'app_key', 'op'])
const PLACES_IN_A_PAIR: ReadonlySet<string> = new Set(['request', 'response', 'msg'])

/** The texts of a query that can be seen inside a pair, to be highlighted there; each once, negated ones left out. */
export function textsOf({ terms }: Query): string[] {
  const texts = terms.flatMap((term) => {
    if (term.not) return []
    if (term.kind === 'text') return [term.text]
    const kind = findField(term.field)?.kind.kind
    const isSeen = kind === 'parameter' || (kind === 'text' && PLACES_IN_A_PAIR.has(term.field)) || SEEN_IN_A_PAIR.has(term.field)
    return isSeen ? term.values.map(({ text }) => text) : []
  })
  return [...new Set(texts.filter((text) => text !== ''))]
}
