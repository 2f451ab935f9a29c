import type { ShownExchange } from '@shared/exchange/exchange'
import { explain } from '@shared/knowledge/explain'
import type { Explanation } from '@shared/knowledge/explanation'

/** What an exchange’s outcome means; null while it is under way. Only the beginning of the body is looked at. */
export function explanationOf(exchange: ShownExchange): Explanation | null {
  const { response } = exchange
  return explain(exchange, response === null ? null : { head: response.head, bodyStart: response.textStart })
}
