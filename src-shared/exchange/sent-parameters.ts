import type { Parameter } from '../protocol/parameters'
import { decodeForm } from '../protocol/wire'
import type { StoredRequest } from './exchange'

const UTF_8 = new TextDecoder()

/** A parameter as it was sent, decoded, and where it stood; `isMasked` where a marker stands in its place. */
export interface SentParameter extends Parameter {
  readonly place: 'query' | 'body'
  readonly isMasked: boolean
}

/** Method and path of a stored request without the query: `POST /router/rest`. */
export function requestTarget({ head }: Pick<StoredRequest, 'head'>): string {
  const { method, path } = requestLine(head)
  return `${method} ${path}`
}

/** Every parameter of a stored request in the order it went out. In `sdk` placement the public parameters are in the query, the rest in the form. */
export function placedParameters({ head, body, masked }: StoredRequest): SentParameter[] {
  const located = (text: string, place: SentParameter['place']): SentParameter[] =>
    decodeForm(text).map((parameter) => ({ ...parameter, place, isMasked: masked.includes(parameter.name) }))
  return [...located(requestLine(head).query, 'query'), ...located(UTF_8.decode(body), 'body')]
}

/** The same as bare names and values. */
export function sentParameters({ head, body }: Pick<StoredRequest, 'head' | 'body'>): Parameter[] {
  return placedParameters({ head, body, masked: [] }).map(({ name, value }) => ({ name, value }))
}

/** The parts of the first line of a request. */
export function requestLine(head: string): { readonly method: string; readonly path: string; readonly query: string } {
  const [method = '', target = ''] = (head.split('\r\n', 1)[0] ?? '').split(' ')
  const questionMark = target.indexOf('?')
  return questionMark === -1 ? { method, path: target, query: '' } : { method, path: target.slice(0, questionMark), query: target.slice(questionMark + 1) }
}
