import type { Operation } from '@shared/descriptor/types'
import type { ParsedDocument } from '@shared/exchange/document/read-document'
import { requestTreeOf, requestViews, responseViews, type View, type Views } from '@shared/exchange/views'
import type { Format } from '@shared/protocol/parameters'
import { decodeForm } from '@shared/protocol/wire'
import type { StoredHalf } from '../history/history'
import { missing, type BuiltView } from './built-view'

/** XML and JSON of one half; each is laid out or converted when it is first asked for. */
export function formatViews(half: 'request' | 'response', stored: StoredHalf, parsed: ParsedDocument, operation: Operation): Views {
  return half === 'request' ? viewsOfRequest(stored, operation) : responseViews(parsed, operation)
}

/** The business parameters as they are stored, from the query and the form. */
function viewsOfRequest({ head, body }: StoredHalf, operation: Operation): Views {
  const query = /^\S+ [^\s?]*\?(\S*)/.exec(head)?.[1] ?? ''
  const parameters = [...decodeForm(query), ...decodeForm(new TextDecoder().decode(body))]
  return requestViews(requestTreeOf(parameters, operation), operation)
}

/** One of them as this folder's views are. */
export function formatView(views: Views, format: Format): BuiltView {
  try {
    return builtView(views[format])
  } catch (error) {
    // A table or a text longer than the engine allows leaves the other format and the bytes as they are.
    if (error instanceof RangeError) return missing('too-large')
    throw error
  }
}

function builtView(view: View): BuiltView {
  if (view.kind === 'none') return missing(view.reason, view.detail, view.problem)
  const { lines, origin, notes, ...document } = view
  return { kind: 'lines', lines, origin, document, notes: [...notes.first], noteCount: notes.count, matchCount: null }
}
