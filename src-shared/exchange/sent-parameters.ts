import type { Parameter } from '../protocol/parameters'
import { decodeForm } from '../protocol/wire'
import type { StoredRequest } from './exchange'

/** Every parameter of a stored request, decoded, in the order it went out: those of the query, then those of the form. */
export function sentParameters({ head, body }: Pick<StoredRequest, 'head' | 'body'>): Parameter[] {
  const [, target = ''] = (head.split('\r\n', 1)[0] ?? '').split(' ')
  const questionMark = target.indexOf('?')
  return [...(questionMark === -1 ? [] : decodeForm(target.slice(questionMark + 1))), ...decodeForm(new TextDecoder().decode(body))]
}
