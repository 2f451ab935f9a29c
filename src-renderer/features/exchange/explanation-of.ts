import { headerOf, type Exchange } from '@shared/exchange/exchange'
import { textStart } from '@shared/exchange/text-start'
import { explain } from '@shared/knowledge/explain'
import type { Explanation } from '@shared/knowledge/explanation'

/** What an exchange’s outcome means; null while it is under way. Only the beginning of the body is looked at. */
export function explanationOf(exchange: Exchange): Explanation | null {
  const { response, decodedBody } = exchange
  if (response === null) return explain(exchange, null)
  const bodyStart = textStart(decodedBody ?? new Uint8Array(), headerOf(response.head, 'content-type'))
  return explain(exchange, { head: response.head, bodyStart })
}
