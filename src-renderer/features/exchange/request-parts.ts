import type { Exchange } from '@shared/exchange/exchange'
import type { Parameter } from '@shared/protocol/parameters'
import { decodeForm } from '@shared/protocol/wire'

/** A parameter as it was sent, decoded, and where it stood. */
export interface SentParameter extends Parameter {
  readonly place: 'query' | 'body'
  readonly isMasked: boolean
}

/** What the views of a request are made from. */
export interface RequestParts {
  /** `POST /router/rest`, without the query. */
  readonly target: string
  /** Head and body as stored. */
  readonly raw: string
  readonly parameters: readonly SentParameter[]
}

/** Takes a stored request apart. In `sdk` placement the public parameters are in the query, the rest in the form. */
export function requestParts({ request }: Pick<Exchange, 'request'>): RequestParts {
  const body = new TextDecoder().decode(request.body)
  const [method = '', target = ''] = (request.head.split('\r\n', 1)[0] ?? '').split(' ')
  const questionMark = target.indexOf('?')
  const path = questionMark === -1 ? target : target.slice(0, questionMark)
  const query = questionMark === -1 ? '' : target.slice(questionMark + 1)
  const located = (text: string, place: SentParameter['place']): SentParameter[] =>
    decodeForm(text).map((parameter) => ({ ...parameter, place, isMasked: request.masked.includes(parameter.name) }))
  return {
    target: `${method} ${path}`,
    raw: request.head + body,
    parameters: [...located(query, 'query'), ...located(body, 'body')],
  }
}

/** Where the markers stand in a raw request, counting a line break as one character. */
export function maskedStretches(raw: string, masked: readonly string[]): { from: number; to: number }[] {
  const text = raw.replaceAll('\r\n', '\n')
  return masked.flatMap((name) =>
    [...text.matchAll(new RegExp(`(?<=[?&\\n])${escapePattern(name)}=([^&\\s]*)`, 'g'))].map((match) => {
      const from = match.index + match[0].length - (match[1] ?? '').length
      return { from, to: match.index + match[0].length }
    }),
  ).filter(({ from, to }) => to > from)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
