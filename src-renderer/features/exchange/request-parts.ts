import type { ShownExchange } from '@shared/exchange/exchange'
import type { Parameter } from '@shared/protocol/parameters'
import { decodeForm } from '@shared/protocol/wire'

/** A parameter as it was sent, decoded, and where it stood. */
export interface SentParameter extends Parameter {
  readonly place: 'query' | 'body'
  readonly isMasked: boolean
}

/** What is told of a request besides its views. */
export interface RequestParts {
  /** `POST /router/rest`, without the query. */
  readonly target: string
  readonly parameters: readonly SentParameter[]
}

/** Takes a stored request apart. In `sdk` placement the public parameters are in the query, the rest in the form. */
export function requestParts({ request }: Pick<ShownExchange, 'request'>): RequestParts {
  const body = new TextDecoder().decode(request.body)
  const [method = '', target = ''] = (request.head.split('\r\n', 1)[0] ?? '').split(' ')
  const questionMark = target.indexOf('?')
  const path = questionMark === -1 ? target : target.slice(0, questionMark)
  const query = questionMark === -1 ? '' : target.slice(questionMark + 1)
  const located = (text: string, place: SentParameter['place']): SentParameter[] =>
    decodeForm(text).map((parameter) => ({ ...parameter, place, isMasked: request.masked.includes(parameter.name) }))
  return {
    target: `${method} ${path}`,
    parameters: [...located(query, 'query'), ...located(body, 'body')],
  }
}
